import type { EntityManager } from 'typeorm'
import { execute, placeholders } from '../db/execute'
import type { QueryKey } from '../matching'

/** Rows of one INSERT: well under SQLite's limit of variables and MySQL's packet. */
const INSERT_ROWS = 200

/**
 * Replaces the soft keys of a customer in the transaction of its change.
 * @param old keys of the form it had before, so that no index by customer is needed
 */
export async function replaceMatchKeys(
  manager: EntityManager,
  seq: number,
  old: number[],
  keys: number[],
): Promise<void> {
  const gone = old.filter(key => !keys.includes(key))
  if (gone.length)
    await execute(manager, `DELETE FROM match_key WHERE seq = ? AND k IN (${placeholders(gone)})`, [seq, ...gone])
  await insertMatchKeys(
    manager,
    keys.filter(key => !old.includes(key)).map(key => [key, seq]),
  )
}

export async function insertMatchKeys(manager: EntityManager, pairs: [number, number][]): Promise<void> {
  for (let from = 0; from < pairs.length; from += INSERT_ROWS) {
    const chunk = pairs.slice(from, from + INSERT_ROWS)
    await execute(
      manager,
      `INSERT INTO match_key (k, seq) VALUES ${chunk.map(() => '(?, ?)').join(', ')}`,
      chunk.flat(),
    )
  }
}

export interface CandidateRow {
  seq: number
  id: string
  name: string
  matchForm: string
}

/** Customers that share one of the keys; of a key at most `limit` rows are read, however frequent it is. */
export async function candidatesByKeys(manager: EntityManager, keys: QueryKey[]): Promise<CandidateRow[]> {
  if (!keys.length) return []
  const parts = keys.map(
    ({ limit }) => `SELECT seq FROM (SELECT seq FROM match_key WHERE k = ? LIMIT ${Math.trunc(limit)}) AS part`,
  )
  return manager.query(
    `SELECT c.seq AS seq, c.id AS id, c.name AS name, c.match_form AS matchForm FROM customer c
     WHERE c.status = 'active' AND c.seq IN (${parts.join(' UNION ')})`,
    keys.map(({ key }) => key),
  )
}

export async function candidatesByIds(manager: EntityManager, ids: string[]): Promise<CandidateRow[]> {
  if (!ids.length) return []
  return manager.query(
    `SELECT seq, id, name, match_form AS matchForm FROM customer WHERE status = 'active' AND id IN (${placeholders(ids)})`,
    ids,
  )
}
