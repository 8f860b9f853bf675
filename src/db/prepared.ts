import type { EntityManager } from 'typeorm'
import type { SqliteDatabase } from './sqlite-driver'

type Value = string | number | null

/** What is used of a mysql2 connection. */
interface Connection {
  promise(): Record<'execute' | 'query', (sql: string, values?: Value[]) => Promise<[unknown]>>
}

/** Connections that plan long IN lists by statistics: looking into the index for each value first doubles their cost. */
const planning = new WeakSet<Connection>()

/**
 * Runs a reading statement that is asked again and again: the server parses it once per connection. For statements
 * of few shapes only (lists filled up to fixed lengths); a connection remembers a limited number of them.
 */
export async function queryPrepared<Row>(manager: EntityManager, sql: string, values: Value[]): Promise<Row[]> {
  if (manager.dataSource.options.type === 'better-sqlite3') return preparedSqlite(manager, sql).all(...values) as Row[]
  const runner = manager.queryRunner ?? manager.dataSource.createQueryRunner()
  try {
    const connection: Connection = await runner.connect()
    if (!planning.has(connection)) {
      await connection.promise().query('SET SESSION eq_range_index_dive_limit = 1')
      planning.add(connection)
    }
    // A decision about ownership rests on what it reads: inside a transaction nothing is kept from an earlier run.
    const ask = runner.isTransactionActive ? 'query' : 'execute'
    const [rows] = await connection.promise()[ask](sql, values)
    return rows as Row[]
  } finally {
    if (runner !== manager.queryRunner) await runner.release()
  }
}

type SqliteStatement = ReturnType<SqliteDatabase['prepare']>
const statements = new WeakMap<SqliteDatabase, Map<string, SqliteStatement>>()
const MOST_STATEMENTS = 200

/** SQLite answers a small question in less time than a query runner takes to pass it on. */
function preparedSqlite({ dataSource }: EntityManager, sql: string): SqliteStatement {
  const { databaseConnection } = dataSource.driver as unknown as { databaseConnection: SqliteDatabase }
  const own = statements.get(databaseConnection) ?? new Map<string, SqliteStatement>()
  statements.set(databaseConnection, own)
  const known = own.get(sql)
  if (known) return known
  if (own.size >= MOST_STATEMENTS) own.clear()
  const statement = databaseConnection.prepare(sql)
  own.set(sql, statement)
  return statement
}

/** Fills a list up to the next of some lengths, so that few shapes of a statement come up. */
export function fillUp<T>(list: readonly T[], lengths: readonly number[], filler: T): T[] {
  const length = lengths.find(size => size >= list.length) ?? list.length
  return [...list, ...Array<T>(length - list.length).fill(filler)]
}
