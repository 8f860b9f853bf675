// Child process of measure-library.ts: gets a task, answers with what it measured.
import { measure } from './measure'
import type { LibraryTask } from './measure-library'
import { flexSearch, miniSearch } from './search-libraries'

process.once('message', async message => {
  const { library, names, queries, budgetMs } = message as LibraryTask
  const method = library === 'MiniSearch' ? miniSearch(names) : flexSearch(names)
  process.send!(await measure(method, queries, budgetMs))
})
