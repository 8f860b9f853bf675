import { withContext } from './with-context'

/** npm run db:migrate: opening the database brings its schema up to date. */
void withContext(async () => {
  process.stdout.write('数据库结构已是最新\n')
  return 0
})
