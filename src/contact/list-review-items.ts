import { In, LessThan } from 'typeorm'
import type { Context } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { forbidden } from '../errors'
import { type Person, personsOf } from '../member/members'
import { maskPerson } from '../privacy/mask'
import { ExternalContactEntity, ReviewItemEntity, type ReviewItemRow } from './contact.entity'
import type { ReviewData } from './review-items'

export interface ReviewItemView {
  id: string
  kind: ReviewItemRow['kind']
  /** What was found, in one sentence. */
  sentence: string
  contact: { name: string; corpName?: string }
  holders: Person[]
  customer?: { id: string; name: string }
  owner?: Person
  status: ReviewItemRow['status']
  resolution?: string
  createdAt: number
  resolvedAt?: number
  resolvedBy?: Person
}

const PAGE = 50

export function requireAdmin(context: Context): void {
  if (context.actor.kind === 'member' && !context.actor.roles.includes('admin'))
    throw forbidden('只有管理员可以处理存量核对清单')
}

/** What the first synchronisation and the time before installation left for people to look at; newest first. */
export async function listReviewItems(
  context: Context,
  { cursor, status }: { cursor?: string; status?: ReviewItemRow['status'] } = {},
) {
  requireAdmin(context)
  const where = { ...(status && { status }), ...(cursor && { id: LessThan(cursor) }) }
  const rows = await context.read.find(ReviewItemEntity, { where, order: { id: 'DESC' }, take: PAGE + 1 })
  const shown = rows.slice(0, PAGE)
  return { items: await present(context, shown), nextCursor: rows.length > PAGE ? shown.at(-1)!.id : undefined }
}

async function present(context: Context, rows: ReviewItemRow[]): Promise<ReviewItemView[]> {
  const data = rows.map(row => row.data as unknown as ReviewData)
  const contacts = await byKey(
    context.read.findBy(ExternalContactEntity, { externalUserId: In(data.map(each => each.externalUserId)) }),
    'externalUserId',
  )
  const customers = await byKey(
    context.read.findBy(CustomerEntity, { id: In(data.flatMap(each => each.customerId ?? [])) }),
    'id',
  )
  const mentioned = rows.flatMap((row, i) => [...data[i]!.userIds, data[i]!.ownerId, row.resolvedBy])
  const people = await personsOf(
    context.read,
    mentioned.filter((id): id is string => Boolean(id)),
  )
  return rows.map((row, i) => {
    const { externalUserId, userIds: holderIds, customerId, ownerId } = data[i]!
    const contact = contacts.get(externalUserId)
    const customer = customerId ? customers.get(customerId) : undefined
    const holders = holderIds.map(id => people.get(id)!)
    const owner = ownerId ? people.get(ownerId) : undefined
    return {
      id: row.id,
      kind: row.kind,
      sentence: sentenceOf(row.kind, holders, customer?.name, owner),
      contact: {
        name: contact ? maskPerson(context.vault.open(contact.sealedName)) : '',
        ...(contact?.corpName && { corpName: contact.corpName }),
      },
      holders,
      ...(customer && { customer: { id: customer.id, name: customer.name } }),
      ...(owner && { owner }),
      status: row.status,
      ...(row.resolution && { resolution: row.resolution }),
      createdAt: row.createdAt,
      ...(row.resolvedAt && { resolvedAt: row.resolvedAt }),
      ...(row.resolvedBy && { resolvedBy: people.get(row.resolvedBy) }),
    }
  })
}

async function byKey<Row extends object>(rows: Promise<Row[]>, key: keyof Row): Promise<Map<unknown, Row>> {
  return new Map((await rows).map(row => [row[key], row]))
}

function sentenceOf(
  kind: ReviewItemRow['kind'],
  holders: Person[],
  customerName: string | undefined,
  owner: Person | undefined,
): string {
  const names = holders.map(person => person.name).join('、')
  switch (kind) {
    case 'stock-collision':
      return `${names} 在安装前已添加「${customerName ?? ''}」的联系人，客户归属 ${owner?.name ?? '无'}`
    case 'shared-contact':
      return `${names} 持有同一位联系人，还没有人报备`
    case 'unowned-contact':
      return `${names} 的联系人${customerName ? `对应公海客户「${customerName}」` : '还没有报备'}`
  }
}
