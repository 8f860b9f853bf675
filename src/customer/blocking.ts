import { createHash } from 'node:crypto'
import type { Tx } from '../context'
import { execute } from '../db/execute'
import { isDuplicate } from '../db/failures'
import { blockingKeys, type Prepared } from '../matching'
import { BlockingEntity } from './customer.entity'

/**
 * Makes similar reports pass one after the other. Must come before the search for duplicates: at READ COMMITTED
 * the search then sees what the transaction before it has committed. Keys in order, or two reports deadlock;
 * `n = n + 1`, because Galera does not certify an update that changes nothing.
 */
export async function lockBlockingRows(tx: Tx, prepared: Prepared): Promise<void> {
  const keys = blockingKeys(prepared).map(key => createHash('sha256').update(key).digest('hex').slice(0, 32))
  const hard = prepared.hardKeys.map(key => tx.vault.blindIndex(key.kind, key.value))
  for (const key of [...new Set([...keys, ...hard])].sort()) await lock(tx, key)
}

async function lock(tx: Tx, blockingKey: string): Promise<void> {
  const touch = () => execute(tx.manager, 'UPDATE blocking_row SET n = n + 1 WHERE blocking_key = ?', [blockingKey])
  if ((await touch()) === 1) return
  try {
    await tx.manager.insert(BlockingEntity, { blockingKey, n: 1 })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    await touch()
  }
}
