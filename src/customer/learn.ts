import type { Context, Tx } from '../context'
import { forbidden, invalid, notFound } from '../errors'
import { canonicalName, type Evidence, prepare } from '../matching'
import { lockBlockingRows } from './blocking'
import { AliasEntity, type AliasRow, CustomerEntity, type CustomerRow, DistinctEntity } from './customer.entity'
import { distinctKey } from './find-duplicates'
import { aliasesOf, reindexCustomer } from './reindex-customer'

export interface Verdict {
  customerId: string
  /** The name as somebody wrote it. */
  name: string
}

/**
 * A manager says that a name is this customer: it becomes an alias, found from the next query on.
 * @throws forbidden, not_found, invalid_input when nothing in the name can be recognised
 */
export function confirmSame(context: Context, verdict: Verdict): Promise<void> {
  requireManager(context)
  return context.transaction(tx => learnSame(tx, verdict, 'confirmed'))
}

/**
 * A manager says that a name is not this customer: it is not shown for it any more, and both may use the same
 * personal keys.
 */
export function confirmDistinct(context: Context, verdict: Verdict): Promise<void> {
  requireManager(context)
  return context.transaction(tx => learnDistinct(tx, verdict))
}

export interface RulingLesson extends Verdict {
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

/** Adds an alias somebody entered, for example a former name. */
export async function addAlias(tx: Tx, verdict: Verdict, source: AliasRow['source']): Promise<void> {
  await learnSame(tx, verdict, source)
}

async function learnSame(tx: Tx, { customerId, name }: Verdict, source: AliasRow['source']): Promise<void> {
  const customer = await activeCustomer(tx, customerId)
  const prepared = prepare({ name })
  if (!prepared.names.length) throw invalid('这个名称里没有可以识别的字号', { field: 'name' })
  await lockBlockingRows(tx, prepared)
  await tx.manager.delete(DistinctEntity, { customerId, otherKey: distinctKey(tx, name) })
  const aliases = await aliasesOf(tx, customerId)
  const key = canonicalName(name)
  if ([customer.name, ...aliases].some(known => canonicalName(known) === key)) return
  await tx.manager.insert(AliasEntity, {
    id: tx.newId(),
    customerId,
    name: name.trim().slice(0, 200),
    source,
    createdBy: tx.actor.userId,
    createdAt: tx.now(),
  })
  await reindexCustomer(tx, customer, { formerAliases: aliases })
  await tx.audit({ action: 'customer.alias_learned', subject: `customer:${customerId}`, data: { source } })
}

async function learnDistinct(tx: Tx, { customerId, name }: Verdict): Promise<void> {
  const customer = await activeCustomer(tx, customerId)
  const otherKey = distinctKey(tx, name)
  const key = canonicalName(name)
  if (!key) throw invalid('请填写名称', { field: 'name' })
  if (canonicalName(customer.name) === key)
    throw invalid('这就是该客户登记的名称，不能标为“不是同一客户”', { field: 'name' })
  const rows = await tx.manager.findBy(AliasEntity, { customerId })
  const former = rows.map(row => row.name)
  for (const row of rows) if (canonicalName(row.name) === key) await tx.manager.delete(AliasEntity, { id: row.id })
  if (rows.some(row => canonicalName(row.name) === key)) await reindexCustomer(tx, customer, { formerAliases: former })
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

export async function activeCustomer(tx: Tx, id: string): Promise<CustomerRow> {
  const customer = await tx.manager.findOneBy(CustomerEntity, { id, status: 'active' })
  if (!customer) throw notFound('客户')
  return customer
}

export function requireManager({ actor }: Context): void {
  if (actor.kind !== 'system' && !actor.roles.includes('manager') && !actor.roles.includes('admin'))
    throw forbidden('只有主管或管理员可以确认是否为同一客户')
}
