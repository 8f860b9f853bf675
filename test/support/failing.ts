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
  const stop = wrap(database, async (_sql, run) => {
    if (++count === n) throw new Planted('planted: this statement fails')
    return run()
  })
  return () => {
    stop()
    return count >= n
  }
}

/** The n-th commit from now on happens, but its answer is lost. */
export function loseCommit(database: Database, n: number): () => boolean {
  let count = 0
  const stop = wrap(database, async (sql, run) => {
    const result = await run()
    if (sql === 'COMMIT' && ++count === n)
      throw Object.assign(new Error('planted: connection lost'), { code: 'ECONNRESET' })
    return result
  })
  return () => {
    stop()
    return count >= n
  }
}

type Query = QueryRunner['query']

function wrap({ dataSource }: Database, around: (sql: string, run: () => Promise<unknown>) => Promise<unknown>) {
  const create = dataSource.createQueryRunner.bind(dataSource)
  // SQLite hands out the same runner again and again: changed once, and changed back in the end.
  const changed = new Map<QueryRunner, Query>()
  dataSource.createQueryRunner = mode => {
    const runner = create(mode)
    if (changed.has(runner)) return runner
    const query = runner.query
    changed.set(runner, query)
    runner.query = ((...args: Parameters<Query>) => around(args[0], () => query.apply(runner, args))) as Query
    return runner
  }
  return () => {
    dataSource.createQueryRunner = create
    for (const [runner, query] of changed) runner.query = query
  }
}
