import type { EntityManager } from 'typeorm'
import { fillUp, queryPrepared } from '../db/prepared'

export interface NamedRow {
  k: number
  id: string
  matchForm: string
}

/** Customers read of one key; a brand of so many companies tells none of them. */
export const MOST_PER_KEY = 16
/** No key has this value. */
const NO_KEY = -1
const SIZES = [1, 2, 4, 8, 16, 32]
export const MOST_KEYS = 32

/** Customers that have one of the keys, with the key: one statement. */
export async function lookUp(read: EntityManager, keys: number[]): Promise<NamedRow[]> {
  if (!keys.length) return []
  const filled = fillUp(keys, SIZES, NO_KEY)
  const rows = await queryPrepared<NamedRow>(read, statement(filled.length), filled)
  for (const row of rows) row.k = Number(row.k)
  return rows
}

const statements = new Map<number, string>()

function statement(keys: number): string {
  const known = statements.get(keys)
  if (known) return known
  const arm = `SELECT k, seq FROM (SELECT k, seq FROM match_key WHERE k = ? LIMIT ${MOST_PER_KEY}) AS part`
  const sql = `SELECT hit.k AS k, c.id AS id, c.match_form AS matchForm
     FROM (${Array(keys).fill(arm).join(' UNION ALL ')}) AS hit JOIN customer c ON c.seq = hit.seq WHERE c.status = 'active'`
  statements.set(keys, sql)
  return sql
}

const KEYS_PER_STATEMENT = 500

/** Which of many keys any customer has. */
export async function existingKeys(read: EntityManager, keys: number[]): Promise<Set<number>> {
  const known = new Set<number>()
  for (let from = 0; from < keys.length; from += KEYS_PER_STATEMENT) {
    const chunk = keys.slice(from, from + KEYS_PER_STATEMENT)
    const rows: { k: number }[] = await read.query(
      `SELECT DISTINCT k FROM match_key WHERE k IN (${chunk.map(() => '?').join(', ')})`,
      chunk,
    )
    for (const row of rows) known.add(Number(row.k))
  }
  return known
}
