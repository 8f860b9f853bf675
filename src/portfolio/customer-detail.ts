import { In } from 'typeorm'
import { RULES } from '../../config/rules'
import type { Context } from '../context'
import { currentCustomer } from '../customer/current-customer'
import { AliasEntity, type CustomerRow, HardKeyEntity, type HardKeyRow } from '../customer/customer.entity'
import { notFound } from '../errors'
import { FollowUpEntity } from '../follow-up/follow-up.entity'
import { leadsAll } from '../member/department-tree'
import { type Person, personsOf } from '../member/members'
import { mergesInto } from '../merging/merges-into'
import { activeOwnership } from '../ownership/active-ownerships'
import { isMine } from '../ownership/is-mine'
import { CollaboratorEntity, OwnershipEntity, type OwnershipRow } from '../ownership/ownership.entity'
import { maskField, maskFreeText, maskPerson } from '../privacy/mask'

export interface TimelineEntry {
  at: number
  kind: 'created' | 'owned' | 'ended' | 'follow-up' | 'merged'
  person?: Person
  text: string
}

export interface CustomerDetail {
  id: string
  name: string
  aliases: string[]
  contact?: string
  keys: { kind: string; label: string; value: string }[]
  owner?: Person
  collaborators: { person: Person; share: number }[]
  state: 'owned' | 'disputed' | 'joint' | 'pool'
  protectedUntil?: number
  disputeId?: string
  can: { followUp: boolean }
  timeline: TimelineEntry[]
}

const KEY_LABEL: Record<string, string> = { phone: '电话', email: '邮箱', uscc: '统一社会信用代码', wechat: '微信号' }
const END_TEXT: Record<string, string> = {
  withdrawn: '撤回报备',
  ruled: '经裁决转移',
  released: '退回公海',
  handover: '离职交接',
  merged: '客户合并',
  'merge-undone': '撤销合并',
}
const MOST_FOLLOW_UPS = 50

/**
 * One customer with its timeline. The owner, joint members and administrators see values in full; leaders of the
 * owner see them masked; for everybody else the customer does not exist. Full values are audited. The id of a customer
 * that was merged shows the one it became part of.
 * @throws not_found
 */
export async function customerDetail(context: Context, id: string): Promise<CustomerDetail> {
  const customer = await currentCustomer(context.read, id)
  const ownership = customer && (await activeOwnership(context.read, customer.id, RULES.scope))
  const mine = Boolean(ownership) && (await isMine(context.read, ownership!, context.actor.userId))
  const full = mine || context.actor.roles.includes('admin')
  if (!customer || !(full || (ownership && (await leadsOwner(context, ownership))))) throw notFound('客户')
  if (full && !mine)
    await context.transaction(tx => tx.audit({ action: 'customer.viewed', subject: `customer:${customer.id}` }))
  return present(context, customer, ownership, { full, mine })
}

const leadsOwner = (context: Context, ownership: OwnershipRow) =>
  context.actor.roles.includes('manager') && leadsAll(context.read, context.actor.userId, [ownership.ownerId])

async function present(
  context: Context,
  customer: CustomerRow,
  ownership: OwnershipRow | null,
  see: { full: boolean; mine: boolean },
): Promise<CustomerDetail> {
  const keys = await context.read.findBy(HardKeyEntity, { customerId: customer.id, kind: In(Object.keys(KEY_LABEL)) })
  const aliases = await context.read.findBy(AliasEntity, { customerId: customer.id })
  const joint = ownership ? await context.read.findBy(CollaboratorEntity, { ownershipId: ownership.id }) : []
  const timeline = await timelineOf(context, customer, see.full ? text => text : maskFreeText)
  const people = await personsOf(context.read, [
    ...joint.map(row => row.userId),
    ...(ownership ? [ownership.ownerId] : []),
  ])
  const contact = customer.sealedContact ? context.vault.open(customer.sealedContact) : undefined
  return {
    id: customer.id,
    name: customer.name,
    aliases: aliases.map(row => row.name),
    contact: contact && (see.full ? contact : maskPerson(contact)),
    keys: onePerValue(keys).map(row => {
      const value = context.vault.open(row.sealed)
      return { kind: row.kind, label: KEY_LABEL[row.kind]!, value: see.full ? value : maskField(row.kind, value) }
    }),
    owner: ownership ? people.get(ownership.ownerId) : undefined,
    collaborators: joint.map(row => ({ person: people.get(row.userId)!, share: row.share })),
    state: !ownership ? 'pool' : ownership.frozenBy ? 'disputed' : joint.length ? 'joint' : 'owned',
    protectedUntil: ownership?.protectedUntil,
    disputeId: ownership?.frozenBy ?? undefined,
    can: { followUp: see.mine },
    timeline,
  }
}

/** A number that two merged customers shared stands in two rows. */
const onePerValue = (keys: HardKeyRow[]) => [...new Map(keys.map(row => [row.hash, row])).values()]

/** Who owned it when, and what was done, also while parts of it were customers of their own; newest first. */
async function timelineOf(
  context: Context,
  customer: CustomerRow,
  shown: (note: string) => string,
): Promise<TimelineEntry[]> {
  const merges = await mergesInto(context.read, customer.id)
  const ownerships = await context.read.find(OwnershipEntity, {
    where: { customerId: In([customer.id, ...merges.map(row => row.goneId)]), scope: RULES.scope },
    order: { since: 'DESC' },
    take: 50,
  })
  const followUps = await context.read.find(FollowUpEntity, {
    where: { customerId: customer.id },
    order: { at: 'DESC' },
    take: MOST_FOLLOW_UPS,
  })
  const people = await personsOf(context.read, [
    ...ownerships.map(row => row.ownerId),
    ...followUps.map(row => row.userId),
    ...merges.map(row => row.mergedBy),
    customer.createdBy,
  ])
  const entries: TimelineEntry[] = [
    { at: customer.createdAt, kind: 'created', person: people.get(customer.createdBy), text: '客户建档' },
    ...merges.map(row => ({
      at: row.mergedAt,
      kind: 'merged' as const,
      person: people.get(row.mergedBy),
      text: `「${row.goneName}」并入`,
    })),
    ...ownerships.map(row => ({
      at: row.since,
      kind: 'owned' as const,
      person: people.get(row.ownerId),
      text: '成为负责人',
    })),
    ...ownerships
      .filter(row => row.endedAt !== null)
      .map(row => ({
        at: row.endedAt!,
        kind: 'ended' as const,
        person: people.get(row.ownerId),
        text: `归属结束：${END_TEXT[row.endReason ?? ''] ?? '变更'}`,
      })),
    ...followUps.map(row => ({
      at: row.at,
      kind: 'follow-up' as const,
      person: people.get(row.userId),
      text: shown(context.vault.open(row.sealedText)),
    })),
  ]
  return entries.sort((a, b) => b.at - a.at)
}
