import type { EvaluationDatabase } from '../../src/cli/evaluation-database'
import { insertRows } from '../../src/db/insert-rows'
import type { Named } from './registry-file'

const ROWS_PER_TRANSACTION = 50_000

/** What the usual ways look in: a plain table of names with an index, and a trigram index on SQLite. */
export async function prepareTables({ context, database }: EvaluationDatabase, names: Named[]): Promise<void> {
  const { dataSource, dialect } = database
  await dataSource.query('DROP TABLE IF EXISTS bench_name')
  await dataSource.query(
    'CREATE TABLE bench_name (seq INTEGER PRIMARY KEY, id VARCHAR(32) NOT NULL, name VARCHAR(200) NOT NULL)',
  )
  for (let from = 0; from < names.length; from += ROWS_PER_TRANSACTION) {
    const rows = names.slice(from, from + ROWS_PER_TRANSACTION).map(({ id, name }, i) => [from + i + 1, id, name])
    await context.transaction(tx => insertRows(tx.manager, 'bench_name', ['seq', 'id', 'name'], rows))
  }
  await dataSource.query('CREATE INDEX ix_bench_name ON bench_name (name)')
  if (dialect !== 'sqlite') return
  await dataSource.query('DROP TABLE IF EXISTS bench_fts')
  await dataSource.query("CREATE VIRTUAL TABLE bench_fts USING fts5(id UNINDEXED, name, tokenize = 'trigram')")
  await dataSource.query('INSERT INTO bench_fts (id, name) SELECT id, name FROM bench_name')
}
