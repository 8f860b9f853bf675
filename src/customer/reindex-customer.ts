import type { Tx } from '../context'
import { execute, placeholders } from '../db/execute'
import { insertRows } from '../db/insert-rows'
import { indexKeys, loadStored, type Prepared, prepare, storedForm } from '../matching'
import { AliasEntity, CustomerEntity, type CustomerRow } from './customer.entity'

interface Change {
  /** Aliases before the change, when they changed; their keys go. */
  formerAliases?: string[]
  /** Company domains that became known. */
  newDomains?: string[]
  /** Company domains that turned out to be another customer's. */
  lostDomains?: string[]
}

/**
 * Brings form and soft keys of a customer in line with its name and aliases, in the transaction of the change, so
 * that the next query on any server sees it.
 */
export async function reindexCustomer(
  tx: Tx,
  customer: CustomerRow,
  { formerAliases, newDomains = [], lostDomains = [] }: Change,
): Promise<void> {
  const aliases = await aliasesOf(tx, customer.id)
  // Domains come from addresses that are sealed; the form keeps what matching needs of them.
  const { domains } = loadStored(customer.matchForm)
  const before = preparedWith(customer.name, formerAliases ?? aliases, domains)
  const known = domains.filter(domain => !lostDomains.includes(domain))
  const after = preparedWith(customer.name, aliases, [...new Set([...known, ...newDomains])])
  if (storedForm(before) === storedForm(after)) return
  const keys = indexKeys(after).sort((a, b) => a - b)
  const touched = [...new Set([...indexKeys(before), ...keys])]
  await execute(tx.manager, `DELETE FROM match_key WHERE seq = ? AND k IN (${placeholders(touched)})`, [
    customer.seq,
    ...touched,
  ])
  await insertRows(
    tx.manager,
    'match_key',
    ['k', 'seq'],
    keys.map(key => [key, customer.seq]),
  )
  await tx.manager.update(
    CustomerEntity,
    { id: customer.id },
    { matchForm: storedForm(after), updatedAt: Math.max(tx.now(), customer.updatedAt + 1) },
  )
}

/** Takes a customer out of the index; its form stays in its row. */
export async function dropKeys(tx: Tx, customer: CustomerRow): Promise<void> {
  const { domains } = loadStored(customer.matchForm)
  const keys = indexKeys(preparedWith(customer.name, await aliasesOf(tx, customer.id), domains))
  if (!keys.length) return
  await execute(tx.manager, `DELETE FROM match_key WHERE seq = ? AND k IN (${placeholders(keys)})`, [
    customer.seq,
    ...keys,
  ])
}

/** Puts a customer that was taken out back into the index, as its names are now. */
export async function restoreKeys(tx: Tx, customer: CustomerRow): Promise<void> {
  const { domains } = loadStored(customer.matchForm)
  const prepared = preparedWith(customer.name, await aliasesOf(tx, customer.id), domains)
  const keys = indexKeys(prepared).sort((a, b) => a - b)
  await insertRows(
    tx.manager,
    'match_key',
    ['k', 'seq'],
    keys.map(key => [key, customer.seq]),
  )
  await tx.manager.update(CustomerEntity, { id: customer.id }, { matchForm: storedForm(prepared) })
}

export async function aliasesOf(tx: Tx, customerId: string): Promise<string[]> {
  const rows = await tx.manager.find(AliasEntity, { where: { customerId }, order: { id: 'ASC' } })
  return rows.map(row => row.name)
}

function preparedWith(name: string, aliases: string[], domains: string[]): Prepared {
  return { ...prepare({ name, aliases }), domains }
}
