import { In } from 'typeorm'
import { RULES } from '../../config/rules'
import type { Context } from '../context'
import { CustomerEntity, type CustomerRow, HardKeyEntity } from '../customer/customer.entity'
import { placeholders } from '../db/execute'
import { DepartmentTree } from '../member/department-tree'
import { MemberEntity } from '../member/member.entity'
import { personsOf } from '../member/members'
import { CollaboratorEntity, OwnershipEntity, type OwnershipRow } from '../ownership/ownership.entity'
import { maskPerson, maskPhone } from '../privacy/mask'

export interface CustomerCard {
  id: string
  name: string
  contact?: string
  phone?: string
  protectedUntil?: number
  lastFollowUpAt?: number
  state: 'owned' | 'disputed' | 'joint' | 'pool'
  owner?: { userId: string; name: string }
}

interface Filter {
  q?: string
  cursor?: string
  /** Managers: the customers of everybody they lead, instead of their own. */
  team?: boolean
}

const PAGE = 20

/** 我的客户, or the team's: newest ownership first; `q` looks into the name. */
export async function listCustomers(
  context: Context,
  { q, cursor, team }: Filter,
): Promise<{ items: CustomerCard[]; nextCursor?: string }> {
  const owners = team && context.actor.roles.includes('manager') ? await membersLedBy(context) : [context.actor.userId]
  if (!owners.length) return { items: [] }
  const joint = team ? [] : await jointOwnerships(context)
  const mine = joint.length
    ? `(o.owner_id IN (${placeholders(owners)}) OR o.id IN (${placeholders(joint)}))`
    : `o.owner_id IN (${placeholders(owners)})`
  const rows: { id: string }[] = await context.read.query(
    `SELECT o.id AS id FROM ownership o JOIN customer c ON c.id = o.customer_id
     WHERE o.active_key IS NOT NULL AND o.scope = ? AND ${mine}
       ${q ? "AND c.name LIKE ? ESCAPE '!'" : ''} ${cursor ? 'AND o.id < ?' : ''}
     ORDER BY o.id DESC LIMIT ${PAGE + 1}`,
    [
      RULES.scope,
      ...owners,
      ...joint,
      ...(q ? [`%${q.trim().replace(/[!%_]/g, '!$&')}%`] : []),
      ...(cursor ? [cursor] : []),
    ],
  )
  const ids = rows.slice(0, PAGE).map(row => row.id)
  return {
    items: await cards(context, ids, team ? maskPerson : contact => contact),
    nextCursor: rows.length > PAGE ? ids.at(-1) : undefined,
  }
}

async function membersLedBy(context: Context): Promise<string[]> {
  const tree = await DepartmentTree.load(context.read)
  const members = await context.read.findBy(MemberEntity, { status: 'active' })
  return members.filter(member => tree.leadersOf(member).includes(context.actor.userId)).map(member => member.userId)
}

async function jointOwnerships(context: Context): Promise<string[]> {
  const rows = await context.read.findBy(CollaboratorEntity, { userId: context.actor.userId })
  return rows.map(row => row.ownershipId)
}

async function cards(
  context: Context,
  ownershipIds: string[],
  shown: (contact: string) => string,
): Promise<CustomerCard[]> {
  if (!ownershipIds.length) return []
  const ownerships = await context.read.findBy(OwnershipEntity, { id: In(ownershipIds) })
  const customerIds = ownerships.map(row => row.customerId)
  const customers = new Map(
    (await context.read.findBy(CustomerEntity, { id: In(customerIds) })).map(row => [row.id, row]),
  )
  const phones = new Map(
    (await context.read.findBy(HardKeyEntity, { customerId: In(customerIds), kind: 'phone' })).map(row => [
      row.customerId,
      row.sealed,
    ]),
  )
  const people = await personsOf(
    context.read,
    ownerships.map(row => row.ownerId),
  )
  const followed = await lastFollowUps(context, customerIds)
  const jointIds = new Set(
    (await context.read.findBy(CollaboratorEntity, { ownershipId: In(ownershipIds) })).map(row => row.ownershipId),
  )
  const order = new Map(ownershipIds.map((id, index) => [id, index]))
  return ownerships
    .sort((a, b) => order.get(a.id)! - order.get(b.id)!)
    .map(row =>
      card(context, row, customers.get(row.customerId)!, phones.get(row.customerId), {
        shown,
        lastFollowUpAt: followed.get(row.customerId),
        owner: { userId: row.ownerId, name: people.get(row.ownerId)!.name },
        joint: jointIds.has(row.id),
      }),
    )
}

function card(
  context: Context,
  ownership: OwnershipRow,
  customer: CustomerRow,
  sealedPhone: string | undefined,
  more: {
    shown(contact: string): string
    lastFollowUpAt?: number
    owner: { userId: string; name: string }
    joint: boolean
  },
): CustomerCard {
  return {
    id: customer.id,
    name: customer.name,
    contact: customer.sealedContact ? more.shown(context.vault.open(customer.sealedContact)) : undefined,
    phone: sealedPhone && maskPhone(context.vault.open(sealedPhone)),
    protectedUntil: ownership.protectedUntil,
    lastFollowUpAt: more.lastFollowUpAt,
    state: ownership.frozenBy ? 'disputed' : more.joint ? 'joint' : 'owned',
    owner: more.owner,
  }
}

async function lastFollowUps(context: Context, customerIds: string[]): Promise<Map<string, number>> {
  const rows: { customerId: string; at: number | string }[] = await context.read.query(
    `SELECT customer_id AS customerId, MAX(at) AS at FROM follow_up WHERE customer_id IN (${placeholders(customerIds)}) GROUP BY customer_id`,
    customerIds,
  )
  return new Map(rows.map(row => [row.customerId, Number(row.at)]))
}
