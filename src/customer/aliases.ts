import type { Context, Tx } from '../context'
import { conflict, invalid, notFound } from '../errors'
import { prepare } from '../matching'
import { type Person, personsOf } from '../member/members'
import { AliasEntity, type AliasKind, type AliasRow, DistinctEntity, HardKeyEntity } from './customer.entity'
import { requireLeader } from './lead-of-customer'
import { activeCustomer, learnSame } from './learn'
import { reindexCustomer } from './reindex-customer'

/** Names of one customer that matching looks at. */
export const MOST_ALIASES = 20

export interface AliasView {
  id: string
  name: string
  kind?: AliasKind
  source: AliasRow['source']
  addedBy: Person
  addedAt: number
}

export interface CustomerNames {
  name: string
  aliases: AliasView[]
  /** Names of which somebody said that they are not this customer. */
  notSame: { name: string; saidBy: Person; saidAt: number }[]
}

/** @throws not_found, forbidden */
export async function customerNames(context: Context, customerId: string): Promise<CustomerNames> {
  const customer = await activeCustomer(context, customerId)
  await requireLeader(context, [customerId])
  const aliases = await context.read.find(AliasEntity, { where: { customerId }, order: { id: 'ASC' } })
  const distinct = await context.read.find(DistinctEntity, { where: { customerId }, order: { id: 'ASC' } })
  const people = await personsOf(
    context.read,
    [...aliases, ...distinct].map(row => row.createdBy),
  )
  return {
    name: customer.name,
    aliases: aliases.map(({ id, name, kind, source, createdBy, createdAt }) => ({
      id,
      name,
      kind: kind ?? undefined,
      source,
      addedBy: people.get(createdBy)!,
      addedAt: createdAt,
    })),
    notSame: distinct.flatMap(({ sealedName, createdBy, createdAt }) =>
      sealedName ? [{ name: context.vault.open(sealedName), saidBy: people.get(createdBy)!, saidAt: createdAt }] : [],
    ),
  }
}

/**
 * Adds a name by which the customer is known; found from the next query on.
 * @throws not_found, forbidden, invalid_input, conflict when it is the name of another customer
 */
export function addAlias(
  context: Context,
  { customerId, name, kind }: { customerId: string; name: string; kind?: AliasKind },
): Promise<void> {
  return context.transaction(async tx => {
    await activeCustomer(tx, customerId)
    await requireLeader(tx, [customerId])
    await refuseTakenName(tx, customerId, name)
    const learned = await learnSame(tx, { customerId, name }, 'entered', kind)
    if (!learned) throw conflict('这个客户已经有这个名称了')
  })
}

/** @throws not_found, forbidden */
export function removeAlias(context: Context, aliasId: string): Promise<void> {
  return context.transaction(async tx => {
    const alias = await tx.manager.findOneBy(AliasEntity, { id: aliasId })
    if (!alias) throw notFound('别名')
    const customer = await activeCustomer(tx, alias.customerId)
    await requireLeader(tx, [alias.customerId])
    const rows = await tx.manager.find(AliasEntity, { where: { customerId: customer.id }, order: { id: 'ASC' } })
    await tx.manager.delete(AliasEntity, { id: aliasId })
    await reindexCustomer(tx, customer, { formerAliases: rows.map(row => row.name) })
    await tx.audit({
      action: 'customer.alias_removed',
      subject: `customer:${customer.id}`,
      data: { source: alias.source, kind: alias.kind },
    })
  })
}

/** A name under which somebody else is registered, and more names than are looked at, are refused. */
export async function refuseTakenName(tx: Tx, customerId: string, name: string): Promise<void> {
  const key = prepare({ name }).hardKeys.find(({ kind }) => kind === 'name')
  const holder = key && (await tx.manager.findOneBy(HardKeyEntity, { hash: tx.vault.blindIndex('name', key.value) }))
  if (holder && holder.customerId !== customerId)
    throw conflict('这是另一个客户登记的名称；如果两者是同一家，请合并两个客户')
  if ((await tx.manager.countBy(AliasEntity, { customerId })) >= MOST_ALIASES)
    throw invalid(`一个客户最多 ${MOST_ALIASES} 个别名，请先删除不用的`, { field: 'name' })
}
