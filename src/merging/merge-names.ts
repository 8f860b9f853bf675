import { In } from 'typeorm'
import type { Tx } from '../context'
import {
  AliasEntity,
  CustomerEntity,
  type CustomerRow,
  DistinctEntity,
  HardKeyEntity,
} from '../customer/customer.entity'
import { distinctKey } from '../customer/find-duplicates'
import { aliasesOf, dropKeys, reindexCustomer } from '../customer/reindex-customer'
import { canonicalName, loadStored } from '../matching'
import type { Moved } from './merge.entity'

/** Hard keys, aliases, soft keys and what people said about names. The name that goes becomes an alias of the one that stays. */
export async function mergeNames(tx: Tx, keep: CustomerRow, gone: CustomerRow): Promise<Moved> {
  const hardKeys = await tx.manager.findBy(HardKeyEntity, { customerId: gone.id })
  // A personal key that both had stays in both rows: the undo needs nothing else.
  await tx.manager.update(HardKeyEntity, { customerId: gone.id }, { customerId: keep.id })
  await dropKeys(tx, gone)
  const formerAliases = await aliasesOf(tx, keep.id)
  const aliases = await moveAliases(tx, keep, gone, formerAliases)
  const known = loadStored(keep.matchForm).domains
  const newDomains = loadStored(gone.matchForm).domains.filter(domain => !known.includes(domain))
  await reindexCustomer(tx, keep, { formerAliases, newDomains })
  const copied = !keep.sealedContact && gone.sealedContact
  if (copied) await tx.manager.update(CustomerEntity, { id: keep.id }, { sealedContact: gone.sealedContact })
  return {
    ...aliases,
    hard_key: hardKeys.map(row => row.id),
    domains: newDomains,
    contact_copied: copied ? [keep.id] : [],
    distinct_pair: await moveDistinct(tx, keep, gone),
  }
}

async function moveAliases(tx: Tx, keep: CustomerRow, gone: CustomerRow, known: string[]): Promise<Moved> {
  const names = new Set([keep.name, ...known].map(canonicalName))
  const fresh = (name: string) => {
    const key = canonicalName(name)
    return Boolean(key) && !names.has(key) && Boolean(names.add(key))
  }
  const added: string[] = []
  if (fresh(gone.name)) {
    added.push(tx.newId())
    await tx.manager.insert(AliasEntity, {
      id: added[0]!,
      customerId: keep.id,
      name: gone.name,
      kind: null,
      source: 'merged',
      createdBy: tx.actor.userId,
      createdAt: tx.now(),
    })
  }
  const rows = await tx.manager.find(AliasEntity, { where: { customerId: gone.id }, order: { id: 'ASC' } })
  const moved = rows.filter(row => fresh(row.name)).map(row => row.id)
  if (moved.length) await tx.manager.update(AliasEntity, { id: In(moved) }, { customerId: keep.id })
  return { customer_alias: moved, alias_added: added }
}

/** What was said of one holds for both, but for the word that the two are not the same. */
async function moveDistinct(tx: Tx, keep: CustomerRow, gone: CustomerRow): Promise<string[]> {
  const names = [keep.name, gone.name].map(name => distinctKey(tx, name))
  await tx.manager.delete(DistinctEntity, { customerId: In([keep.id, gone.id]), otherKey: In(names) })
  const known = new Set((await tx.manager.findBy(DistinctEntity, { customerId: keep.id })).map(row => row.otherKey))
  const rows = await tx.manager.findBy(DistinctEntity, { customerId: gone.id })
  const moved = rows.filter(row => !known.has(row.otherKey)).map(row => row.id)
  if (moved.length) await tx.manager.update(DistinctEntity, { id: In(moved) }, { customerId: keep.id })
  return moved
}
