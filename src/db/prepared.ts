import type { EntityManager } from 'typeorm'

type Value = string | number | null

/** What is used of a mysql2 connection. */
interface Connection {
  promise(): { execute(sql: string, values: Value[]): Promise<[unknown]>; query(sql: string): Promise<unknown> }
}

/** Connections that plan long IN lists by statistics: looking into the index for each value first doubles their cost. */
const planning = new WeakSet<Connection>()

/**
 * Runs a reading statement that is asked again and again: the server parses it once per connection. For statements
 * of few shapes only (lists filled up to fixed lengths); a connection remembers a limited number of them.
 */
export async function queryPrepared<Row>(manager: EntityManager, sql: string, values: Value[]): Promise<Row[]> {
  // The SQLite driver keeps its statements by itself.
  if (manager.dataSource.options.type === 'better-sqlite3') return manager.query(sql, values)
  const runner = manager.queryRunner ?? manager.dataSource.createQueryRunner()
  try {
    const connection: Connection = await runner.connect()
    if (!planning.has(connection)) {
      await connection.promise().query('SET SESSION eq_range_index_dive_limit = 1')
      planning.add(connection)
    }
    const [rows] = await connection.promise().execute(sql, values)
    return rows as Row[]
  } finally {
    if (runner !== manager.queryRunner) await runner.release()
  }
}

/** Fills a list up to the next of some lengths, so that few shapes of a statement come up. */
export function fillUp<T>(list: readonly T[], lengths: readonly number[], filler: T): T[] {
  const length = lengths.find(size => size >= list.length) ?? list.length
  return [...list, ...Array<T>(length - list.length).fill(filler)]
}
