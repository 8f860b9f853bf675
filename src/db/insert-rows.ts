import type { EntityManager } from 'typeorm'
import { execute } from './execute'

type Value = string | number | null

/** Values of one statement: under SQLite's limit of variables (32,766) and far under MySQL's packet. */
const MOST_VALUES = 6000

/**
 * Inserts many rows with few statements. Lengths of statements repeat, so that prepared ones are found again.
 * @param columns names in the database
 * @param rows values in the order of the columns
 */
export async function insertRows(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  rows: readonly Value[][],
): Promise<void> {
  const one = `(${columns.map(() => '?').join(', ')})`
  const most = Math.min(200, Math.floor(MOST_VALUES / columns.length))
  for (let from = 0; from < rows.length; from += most) {
    const chunk = rows.slice(from, from + most)
    const values = chunk.map(() => one).join(', ')
    await execute(manager, `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values}`, chunk.flat())
  }
}
