import type { Tx } from '../context'
import { execute, placeholders } from '../db/execute'
import type { Moved } from './merge.entity'

/** Tables whose rows simply belong to a customer, and their keys. */
const TABLES: Record<string, string> = {
  registration: 'id',
  follow_up: 'id',
  dispute: 'id',
  external_contact: 'external_user_id',
}
const PER_STATEMENT = 500

/** Hands everything that belongs to one customer over to another. @returns keys of the rows, by table */
export async function moveRows(tx: Tx, from: string, to: string): Promise<Moved> {
  const moved: Moved = {}
  for (const [table, key] of Object.entries(TABLES)) {
    const rows: { k: string }[] = await tx.manager.query(`SELECT ${key} AS k FROM ${table} WHERE customer_id = ?`, [
      from,
    ])
    await execute(tx.manager, `UPDATE ${table} SET customer_id = ? WHERE customer_id = ?`, [to, from])
    moved[table] = rows.map(row => row.k)
  }
  return moved
}

/** Hands back what a merge took over and what still belongs where it brought it. */
export async function moveBack(tx: Tx, moved: Moved, from: string, to: string): Promise<void> {
  const tables = { ...TABLES, hard_key: 'id', customer_alias: 'id', distinct_pair: 'id' }
  for (const [table, key] of Object.entries(tables)) {
    const ids = moved[table] ?? []
    for (let at = 0; at < ids.length; at += PER_STATEMENT) {
      const chunk = ids.slice(at, at + PER_STATEMENT)
      await execute(
        tx.manager,
        `UPDATE ${table} SET customer_id = ? WHERE customer_id = ? AND ${key} IN (${placeholders(chunk)})`,
        [to, from, ...chunk],
      )
    }
  }
}

/** Findings of a scan about the customer that goes: the one between the two is settled, the others are about the one that stays. */
export async function moveFindings(tx: Tx, gone: string, keep: string): Promise<void> {
  const now = tx.now()
  await execute(
    tx.manager,
    `UPDATE stock_finding SET status = 'same', decided_by = ?, decided_at = ?
     WHERE (customer_id = ? AND other_id = ?) OR (customer_id = ? AND other_id = ?)`,
    [tx.actor.userId, now, gone, keep, keep, gone],
  )
  await execute(tx.manager, "DELETE FROM stock_finding WHERE customer_id = ? AND status = 'open'", [gone])
  await execute(tx.manager, "UPDATE stock_finding SET other_id = ? WHERE other_id = ? AND status = 'open'", [
    keep,
    gone,
  ])
  await execute(tx.manager, 'UPDATE stock_finding SET root_id = ? WHERE root_id = ?', [keep, gone])
}
