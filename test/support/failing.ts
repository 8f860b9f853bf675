import type { QueryRunner } from 'typeorm'
import type { Database } from '../../src/db/unit-of-work'

/** A planted fault of the database. */
export class Planted extends Error {
  readonly code = 'PLANTED'
}

/** Passes over planted faults and nothing else. */
export function failing(error: unknown): void {
  if (!/planted/i.test(String(error))) throw error
}

/** The n-th statement from now on that passes the writing side fails. @returns what ends it and tells whether it struck */
export function failNth(database: Database, n: number): () => boolean {
  let count = 0
  return wrap(
    database,
    runner => {
      const query = runner.query.bind(runner)
      runner.query = (async (...args: Parameters<typeof query>) => {
        if (++count === n) throw new Planted('planted: this statement fails')
        return query(...args)
      }) as typeof query
    },
    () => count >= n,
  )
}

/** The n-th commit from now on happens, but its answer is lost. */
export function loseCommit(database: Database, n: number): () => boolean {
  let count = 0
  return wrap(
    database,
    runner => {
      const commit = runner.commitTransaction.bind(runner)
      runner.commitTransaction = async () => {
        await commit()
        if (++count === n) throw Object.assign(new Error('planted: connection lost'), { code: 'ECONNRESET' })
      }
    },
    () => count >= n,
  )
}

function wrap(database: Database, change: (runner: QueryRunner) => void, struck: () => boolean): () => boolean {
  const { dataSource } = database
  const create = dataSource.createQueryRunner.bind(dataSource)
  // SQLite has one runner for everything, so what was put on it must be taken off again.
  const restore: (() => void)[] = []
  dataSource.createQueryRunner = mode => {
    const runner = create(mode)
    const { query, commitTransaction } = runner
    restore.push(() => Object.assign(runner, { query, commitTransaction }))
    change(runner)
    return runner
  }
  return () => {
    dataSource.createQueryRunner = create
    for (const undo of restore.reverse()) undo()
    return struck()
  }
}
