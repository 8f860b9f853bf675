import { In } from 'typeorm'
import type { Tx } from '../context'
import { isDuplicate, TransactionConflict } from '../db/failures'
import type { HardKey } from '../matching'
import { DistinctEntity, HardKeyEntity } from './customer.entity'
import { distinctKey } from './find-duplicates'

/**
 * Adds the hard keys a customer does not have yet. A key of another customer stays there: it is reported, not taken –
 * unless it belongs to a person and a manager has said that the two customers are not the same; then both have it.
 * @returns kinds of the keys that belong to somebody else
 */
export async function giveHardKeys(tx: Tx, customer: { id: string; name: string }, keys: HardKey[]): Promise<string[]> {
  const refused: string[] = []
  const hashes = keys.map(key => tx.vault.blindIndex(key.kind, key.value))
  const known = hashes.length ? await tx.manager.findBy(HardKeyEntity, { hash: In(hashes) }) : []
  for (const [i, key] of keys.entries()) {
    const holders = known.filter(row => row.hash === hashes[i]).map(row => row.customerId)
    if (holders.includes(customer.id)) continue
    const shared = holders.length > 0 && key.personal && (await toldApart(tx, holders, customer.name))
    if (holders.length && !shared) refused.push(key.kind)
    else await insertHardKey(tx, customer.id, key, hashes[i]!, shared ? customer.id : '')
  }
  return refused
}

/**
 * Customers that hold one of the keys although the check before did not bring them up, and nobody told them apart from this
 * name: what was decided without them cannot stand.
 */
export async function overlookedHolders(
  tx: Tx,
  name: string,
  keys: HardKey[],
  seen: ReadonlySet<string>,
): Promise<string[]> {
  if (!keys.length) return []
  const hashes = keys.map(key => tx.vault.blindIndex(key.kind, key.value))
  const known = await tx.manager.findBy(HardKeyEntity, { hash: In(hashes) })
  const holders = [...new Set(known.map(row => row.customerId))].filter(id => !seen.has(id))
  const overlooked: string[] = []
  for (const id of holders) if (!(await toldApart(tx, [id], name))) overlooked.push(id)
  return overlooked
}

async function insertHardKey(tx: Tx, customerId: string, key: HardKey, hash: string, exception: string) {
  try {
    await tx.manager.insert(HardKeyEntity, {
      id: tx.newId(),
      kind: key.kind,
      hash,
      exception,
      customerId,
      sealed: tx.vault.seal(key.display),
      createdAt: tx.now(),
    })
  } catch (error) {
    if (isDuplicate(error)) throw new TransactionConflict(`hard key ${key.kind} was taken in the same instant`)
    throw error
  }
}

/** Every holder was told apart from this name. */
async function toldApart(tx: Tx, holders: string[], name: string): Promise<boolean> {
  const otherKey = distinctKey(tx, name)
  const count = await tx.manager.countBy(DistinctEntity, { otherKey, customerId: In(holders) })
  return count === new Set(holders).size
}
