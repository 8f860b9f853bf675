import type { Context } from '../context'
import { execute, placeholders } from '../db/execute'

const DAY = 86_400_000
/** Rows of one transaction. */
const CHUNK = 200

interface Rule {
  table: string
  /** Rows whose `column` is older than this many ms are meant. */
  column: string
  olderThanMs: number
  /** Further condition, constant text. */
  where?: string
  /** What happens: columns set, or the row deleted. */
  set?: string
  key: string[]
}

/** Nobody holds the contact any more and it is nobody's customer: no reason is left to keep the person's data. */
const ABANDONED = `customer_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM contact_link WHERE contact_link.external_user_id = external_contact.external_user_id AND contact_link.state = 'active')`

/** How long what is kept. Callback rows keep their key for a year, so that a repeated event is known again. */
const RULES: Rule[] = [
  {
    table: 'inbox',
    column: 'received_at',
    olderThanMs: 30 * DAY,
    where: "status <> 'waiting' AND payload <> ''",
    set: "payload = ''",
    key: ['id'],
  },
  { table: 'inbox', column: 'received_at', olderThanMs: 365 * DAY, where: "status <> 'waiting'", key: ['id'] },
  { table: 'outbox', column: 'created_at', olderThanMs: 365 * DAY, where: "status <> 'waiting'", key: ['id'] },
  {
    table: 'contact_link',
    column: 'state_at',
    olderThanMs: 30 * DAY,
    // The row itself stays: an old event that comes late must find that the link has ended.
    where: "state <> 'active' AND sealed_remark <> ''",
    set: "sealed_remark = '', remark_hash = ''",
    key: ['user_id', 'external_user_id'],
  },
  {
    table: 'external_contact',
    column: 'synced_at',
    olderThanMs: 30 * DAY,
    where: ABANDONED,
    key: ['external_user_id'],
  },
  {
    table: 'rate_use',
    column: 'window_start',
    olderThanMs: 2 * DAY,
    where: 'window_start > 0',
    key: ['bucket', 'window_start'],
  },
  // Permissions to change a card work for 72 hours (document 94888).
  { table: 'app_card', column: 'created_at', olderThanMs: 3 * DAY, key: ['id'] },
  // Progress and rejected rows of imports; a running one is written every second.
  { table: 'setting', column: 'updated_at', olderThanMs: 30 * DAY, where: "name LIKE 'import.%'", key: ['name'] },
  { table: 'session', column: 'expires_at', olderThanMs: 0, key: ['token_hash'] },
  { table: 'cron_slot', column: 'due_at', olderThanMs: 30 * DAY, key: ['job', 'due_at'] },
]

/** Empties and deletes what has been kept long enough. @returns rows changed, by table */
export async function applyRetention(context: Context): Promise<Record<string, number>> {
  const changed: Record<string, number> = {}
  for (const rule of RULES) changed[rule.table] = (changed[rule.table] ?? 0) + (await applyRule(context, rule))
  return changed
}

async function applyRule(context: Context, rule: Rule): Promise<number> {
  const { table, column, where, set, key } = rule
  const before = context.now() - rule.olderThanMs
  const condition = `${column} < ?${where ? ` AND ${where}` : ''}`
  const action = set ? `UPDATE ${table} SET ${set}` : `DELETE FROM ${table}`
  for (let total = 0; ; ) {
    const rows: Record<string, string | number>[] = await context.read.query(
      `SELECT ${key.join(', ')} FROM ${table} WHERE ${condition} LIMIT ${CHUNK}`,
      [before],
    )
    if (!rows.length) return total
    const match =
      key.length === 1
        ? `${key[0]} IN (${placeholders(rows)})`
        : rows.map(() => `(${key.map(name => `${name} = ?`).join(' AND ')})`).join(' OR ')
    const values = rows.flatMap(row => key.map(name => row[name]!))
    total += await context.transaction(tx => execute(tx.manager, `${action} WHERE ${match}`, values))
    if (rows.length < CHUNK) return total
  }
}
