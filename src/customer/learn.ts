import type { Context, Tx } from '../context'
import { invalid, notFound } from '../errors'
import { canonicalName, type Evidence, prepare } from '../matching'
import { lockBlockingRows } from './blocking'
import {
  AliasEntity,
  type AliasKind,
  type AliasRow,
  CustomerEntity,
  type CustomerRow,
  DistinctEntity,
} from './customer.entity'
import { distinctKey } from './find-duplicates'
import { aliasesOf, reindexCustomer } from './reindex-customer'

/** What people teach about names, in the transaction of their decision. */
export interface Lesson {
  customerId: string
  /** The name as somebody wrote it. */
  name: string
}

export interface RulingLesson extends Lesson {
  outcome: 'award' | 'joint' | 'release' | 'dismiss'
  /** What the collision rested on. */
  evidence: Evidence[]
  /** The ruling says that these are two customers. */
  notSame?: boolean
}

/** Fields of an evidence that compare names. */
const NAME_FIELDS = new Set(['name', 'brand', 'alias'])

/**
 * What a ruling teaches, in its transaction. Deciding who gets the customer says that both meant the same one, so a
 * name that matched becomes an alias; an outcome that rests on "not the same" is remembered as such.
 */
export async function learnFromRuling(tx: Tx, lesson: RulingLesson): Promise<void> {
  if (lesson.notSame) return learnDistinct(tx, lesson)
  if (lesson.outcome !== 'award' && lesson.outcome !== 'joint') return
  const byName = lesson.evidence.some(item => NAME_FIELDS.has(item.field) && item.weight > 0)
  if (byName && prepare({ name: lesson.name }).names.length) await learnSame(tx, lesson, 'ruling')
}

/** The name becomes an alias. @returns false when the customer has it already */
export async function learnSame(
  tx: Tx,
  { customerId, name }: Lesson,
  source: AliasRow['source'],
  kind: AliasKind | null = null,
): Promise<boolean> {
  const customer = await activeCustomer(tx, customerId)
  const prepared = prepare({ name })
  if (!prepared.names.length) throw invalid('这个名称里没有可以识别的字号', { field: 'name' })
  await lockBlockingRows(tx, prepared)
  await tx.manager.delete(DistinctEntity, { customerId, otherKey: distinctKey(tx, name) })
  const aliases = await aliasesOf(tx, customerId)
  const key = canonicalName(name)
  if ([customer.name, ...aliases].some(known => canonicalName(known) === key)) return false
  await tx.manager.insert(AliasEntity, {
    id: tx.newId(),
    customerId,
    name: name.trim().slice(0, 200),
    kind,
    source,
    createdBy: tx.actor.userId,
    createdAt: tx.now(),
  })
  await reindexCustomer(tx, customer, { formerAliases: aliases })
  await tx.audit({ action: 'customer.alias_learned', subject: `customer:${customerId}`, data: { source, kind } })
  return true
}

/** The name is not shown for this customer any more. */
export async function learnDistinct(tx: Tx, { customerId, name }: Lesson): Promise<void> {
  const customer = await activeCustomer(tx, customerId)
  const otherKey = distinctKey(tx, name)
  const key = canonicalName(name)
  if (!key) throw invalid('请填写名称', { field: 'name' })
  if (canonicalName(customer.name) === key)
    throw invalid('这就是该客户登记的名称，不能标为“不是同一客户”', { field: 'name' })
  await forgetAlias(tx, customer, name)
  if (await tx.manager.existsBy(DistinctEntity, { customerId, otherKey })) return
  await tx.manager.insert(DistinctEntity, {
    id: tx.newId(),
    customerId,
    otherKey,
    sealedName: tx.vault.seal(name),
    createdBy: tx.actor.userId,
    createdAt: tx.now(),
  })
  await tx.audit({ action: 'customer.told_apart', subject: `customer:${customerId}` })
}

/** Takes a name away from a customer, whatever spelling it was learned in. @returns false when it had no such alias */
export async function forgetAlias(
  tx: Tx,
  customer: CustomerRow,
  name: string,
  ofSource: (source: AliasRow['source']) => boolean = () => true,
): Promise<boolean> {
  const key = canonicalName(name)
  const rows = await tx.manager.find(AliasEntity, { where: { customerId: customer.id }, order: { id: 'ASC' } })
  const gone = rows.filter(row => ofSource(row.source) && canonicalName(row.name) === key)
  for (const { id } of gone) await tx.manager.delete(AliasEntity, { id })
  if (gone.length) await reindexCustomer(tx, customer, { formerAliases: rows.map(row => row.name) })
  return gone.length > 0
}

/** @throws not_found, also for a customer that was merged */
export async function activeCustomer({ read }: Pick<Context, 'read'>, id: string): Promise<CustomerRow> {
  const customer = await read.findOneBy(CustomerEntity, { id, status: 'active' })
  if (!customer) throw notFound('客户')
  return customer
}
