import { createHash } from 'node:crypto'
import type { Tx } from '../context'
import { execute } from '../db/execute'
import { blockingKeys, type Prepared } from '../matching'

/**
 * Blocking rows are drawn from this many, so the table stays small however many customers there are. Two reports that
 * share a row by chance only wait for each other for a moment. A square, because the table is filled as one.
 */
export const BLOCKING_ROWS = 128 ** 2
const ROWS_PER_STATEMENT = 300

/**
 * Makes similar reports pass one after the other. Must come before the search for duplicates: at READ COMMITTED
 * the search then sees what the transaction before it has committed. Keys in order, or two reports deadlock;
 * `n = n + 1`, because Galera does not certify an update that changes nothing. On SQLite there is one writer at a time
 * (BEGIN IMMEDIATE), so nothing is left to lock.
 */
export function lockBlockingRows(tx: Tx, prepared: Prepared): Promise<void> {
  return lockRowsOfMany(tx, [
    {
      blockingKeys: blockingKeys(prepared),
      hashes: prepared.hardKeys.map(key => tx.vault.blindIndex(key.kind, key.value)),
    },
  ])
}

/** The same for a batch of an import. */
export async function lockRowsOfMany(tx: Tx, batch: { blockingKeys: string[]; hashes: string[] }[]): Promise<void> {
  if (tx.manager.dataSource.options.type === 'better-sqlite3') return
  const rows = new Set<number>()
  for (const { blockingKeys, hashes } of batch) {
    for (const key of blockingKeys) rows.add(rowOf(`soft:${key}`))
    for (const hash of hashes) rows.add(rowOf(hash))
  }
  const sorted = [...rows].sort((a, b) => a - b)
  for (let from = 0; from < sorted.length; from += ROWS_PER_STATEMENT)
    await lock(tx, sorted.slice(from, from + ROWS_PER_STATEMENT))
}

const rowOf = (key: string) => createHash('sha256').update(key).digest().readUInt32BE(0) % BLOCKING_ROWS

/** One statement locks its rows in the order they are written in; they are all there (see `createBlockingRows`). */
async function lock(tx: Tx, rows: number[]): Promise<void> {
  const values = rows.map(() => '(?, 1)').join(', ')
  await execute(tx.manager, `INSERT INTO blocking_row (id, n) VALUES ${values} ON DUPLICATE KEY UPDATE n = n + 1`, rows)
}
