import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { LabelledQuery, Measured } from './measure'
import type { Named } from './registry-file'

export interface LibraryTask {
  library: 'MiniSearch' | 'FlexSearch'
  names: Named[]
  queries: LabelledQuery[]
  budgetMs: number
}

export interface Bounds {
  megabytes: number
  /** For building the index; answering has its own budget. */
  seconds: number
}

/** Measures a search library in a process of its own, so that its index may not fit. @returns a reason when there is no result */
export async function measureLibrary(task: LibraryTask, { megabytes, seconds }: Bounds): Promise<Measured | string> {
  const child = fork(require.resolve('./library-process'), {
    execArgv: [`--max-old-space-size=${megabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let measured: Measured | undefined
  let late = false
  child.once('message', message => {
    measured = message as Measured
    child.disconnect()
  })
  const timer = setTimeout(
    () => {
      late = true
      child.kill('SIGKILL')
    },
    seconds * 1000 + task.budgetMs * 2,
  )
  child.send(task)
  await once(child, 'exit')
  clearTimeout(timer)
  return measured ?? (late ? `not built within ${seconds} s` : `does not fit into ${megabytes} MB`)
}
