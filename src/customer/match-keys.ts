import type { EntityManager } from 'typeorm'
import { execute, placeholders } from '../db/execute'
import { insertRows } from './insert-rows'

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
  const added = keys.filter(key => !old.includes(key)).sort((a, b) => a - b)
  await insertRows(
    manager,
    'match_key',
    ['k', 'seq'],
    added.map(key => [key, seq]),
  )
}
