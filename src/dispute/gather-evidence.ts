import { dateText, timeText } from '../cards/text'
import type { CollisionRow } from '../collision/collision.entity'
import type { Tx } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { FollowUpEntity } from '../follow-up/follow-up.entity'
import { activeOwnership } from '../ownership/active-ownerships'
import type { OwnershipSource } from '../ownership/ownership.entity'
import { RegistrationEntity } from '../registration/registration.entity'
import type { EvidenceKind } from './dispute.entity'

export interface FoundEvidence {
  partyId: string
  kind: EvidenceKind
  at: number
  text: string
}

const MOST_FOLLOW_UPS = 3

const SOURCE_TEXT: Record<OwnershipSource, string> = {
  registration: '报备取得归属',
  import: '历史客户导入时的归属人',
  ruling: '经裁决取得归属',
  contact: '添加客户微信后取得归属',
  handover: '离职交接取得归属',
  merge: '客户合并后保留的归属',
}

/** What the system itself knows about both sides, oldest first: ownership, reports, WeChat contacts, follow-ups. */
export async function gatherEvidence(tx: Tx, collision: CollisionRow): Promise<FoundEvidence[]> {
  const sides = [collision.ownerId, collision.claimantId]
  const lists = await Promise.all(
    sides.flatMap(partyId => [
      reports(tx, collision, partyId),
      contacts(tx, collision, partyId),
      followUps(tx, collision, partyId),
    ]),
  )
  const found = [...(await ownership(tx, collision)), ...lists.flat()]
  return found.sort((a, b) => a.at - b.at)
}

async function ownership(tx: Tx, collision: CollisionRow): Promise<FoundEvidence[]> {
  const row = await activeOwnership(tx.manager, collision.customerId, collision.scope)
  if (!row) return []
  return [
    {
      partyId: row.ownerId,
      kind: 'owned',
      at: row.since,
      text: `${SOURCE_TEXT[row.source]}，保护期至 ${dateText(row.protectedUntil)}`,
    },
  ]
}

async function reports(tx: Tx, collision: CollisionRow, partyId: string): Promise<FoundEvidence[]> {
  const rows = await tx.manager.find(RegistrationEntity, {
    where: { customerId: collision.customerId, userId: partyId },
    order: { createdAt: 'ASC' },
    take: MOST_FOLLOW_UPS,
  })
  const customer = await tx.manager.findOneByOrFail(CustomerEntity, { id: collision.customerId })
  const text = (name: string) => (name === customer.name ? '报备这个客户' : `报备「${name}」`)
  return rows.map(row => ({ partyId, kind: 'registered', at: row.createdAt, text: text(row.name) }))
}

/** The contact that was recognised by its remark belongs to the case before it is linked to the customer. */
const touchedContact = ({ reference }: CollisionRow) => /^contact:(.+)$/.exec(reference ?? '')?.[1] ?? ''

async function contacts(tx: Tx, collision: CollisionRow, partyId: string): Promise<FoundEvidence[]> {
  const rows: { addedAt: number | string }[] = await tx.manager.query(
    `SELECT l.added_at AS addedAt FROM contact_link l JOIN external_contact c ON c.external_user_id = l.external_user_id
     WHERE (c.customer_id = ? OR c.external_user_id = ?) AND l.user_id = ? ORDER BY l.added_at LIMIT ${MOST_FOLLOW_UPS}`,
    [collision.customerId, touchedContact(collision), partyId],
  )
  return rows.map(row => ({ partyId, kind: 'contact', at: Number(row.addedAt), text: '添加客户微信' }))
}

async function followUps(tx: Tx, collision: CollisionRow, partyId: string): Promise<FoundEvidence[]> {
  const rows = await tx.manager.find(FollowUpEntity, {
    where: { customerId: collision.customerId, userId: partyId },
    order: { at: 'DESC' },
    take: MOST_FOLLOW_UPS,
  })
  return rows.map(row => ({
    partyId,
    kind: 'follow-up',
    at: row.at,
    text: `跟进（${timeText(row.at)}）：${tx.vault.open(row.sealedText)}`,
  }))
}
