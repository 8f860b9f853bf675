import type { Context, Tx } from '../context'
import { execute } from '../db/execute'
import { isDuplicate, TransactionConflict } from '../db/failures'
import type { Vault } from '../privacy/vault'
import {
  ContactLinkEntity,
  type ContactLinkRow,
  ExternalContactEntity,
  type ExternalContactRow,
  type LinkState,
} from './contact.entity'
import { endsLink, isRevived } from './contact-rules'
import type { ContactFacts, Follower } from './directory'
import type { RemarkFields } from './remark'

/**
 * The row of a contact, brought up to date and locked until the transaction ends: what happens to one contact at the
 * same instant happens one after the other.
 */
export async function lockContact(tx: Tx, contact: ContactFacts): Promise<ExternalContactRow> {
  const { externalUserId } = contact
  const facts = {
    type: contact.type,
    unionidHash: contact.unionid ? tx.vault.blindIndex('unionid', contact.unionid) : null,
    sealedUnionid: contact.unionid ? tx.vault.seal(contact.unionid) : null,
    corpName: (contact.corpFullName ?? contact.corpName)?.slice(0, 200) ?? null,
    sealedName: tx.vault.seal(contact.name),
    syncedAt: tx.now(),
  }
  const { affected } = await tx.manager.update(ExternalContactEntity, { externalUserId }, facts)
  if (affected) return tx.manager.findOneByOrFail(ExternalContactEntity, { externalUserId })
  const row: ExternalContactRow = { externalUserId, customerId: null, ...facts }
  await insertFresh(() => tx.manager.insert(ExternalContactEntity, row))
  return row
}

export const linksOf = (context: Context, externalUserId: string) =>
  context.read.find(ContactLinkEntity, { where: { externalUserId }, order: { addedAt: 'ASC', userId: 'ASC' } })

/** When and how WeCom told about a follower. */
export interface Seen {
  /** When WeCom was asked, epoch ms. What was seen earlier than the row is older and changes nothing. */
  at: number
  /** Time of an add event about this relation. */
  addEventAt?: number
  /** Time of any event about this relation; dates a changed remark. */
  eventAt?: number
}

/** Brings the link of one follower to what WeCom says now. */
export async function saveFollower(
  tx: Tx,
  externalUserId: string,
  follower: Follower,
  seen: Seen,
): Promise<ContactLinkRow> {
  const { userId } = follower
  const known = await tx.manager.findOneBy(ContactLinkEntity, { userId, externalUserId })
  if (known && known.syncedAt > seen.at) return known
  const remark = remarkText(follower)
  const fresh = { addedAt: follower.addedAt, addWay: follower.addWay, syncedAt: seen.at }
  const remarkHash = remarkHashOf(tx, follower)
  if (!known) {
    const stateAt = Math.max(follower.addedAt, seen.addEventAt ?? 0)
    const row = linkRow(userId, externalUserId, { ...fresh, stateAt, sealedRemark: tx.vault.seal(remark), remarkHash })
    await insertFresh(() => tx.manager.insert(ContactLinkEntity, row))
    return row
  }
  const revived = isRevived(known, { addedAt: follower.addedAt, seenAt: seen.at, eventAt: seen.addEventAt })
  const changed = known.remarkHash !== remarkHash
  const change: Partial<ContactLinkRow> = {
    ...fresh,
    ...(revived && {
      state: 'active' as const,
      stateAt: Math.max(follower.addedAt, seen.addEventAt ?? 0, known.stateAt + 1),
    }),
    ...(known.state === 'active' && seen.addEventAt && seen.addEventAt > known.stateAt && { stateAt: seen.addEventAt }),
    ...(changed && { remarkHash, sealedRemark: tx.vault.seal(remark) }),
    // A row without remark hash is only the trace of a removal that was heard of first.
    ...(changed && known.remarkHash && { remarkChangedAt: seen.eventAt ?? seen.at }),
  }
  await tx.manager.update(ContactLinkEntity, { userId, externalUserId }, change)
  return { ...known, ...change }
}

/**
 * Ends a link. A removal heard of before the addition leaves a trace, so that the late addition changes nothing.
 * @returns true when an active link ended now
 */
export async function endLink(
  tx: Tx,
  userId: string,
  externalUserId: string,
  state: Exclude<LinkState, 'active'>,
  at: number,
): Promise<boolean> {
  const known = await tx.manager.findOneBy(ContactLinkEntity, { userId, externalUserId })
  if (!known) {
    const trace = linkRow(userId, externalUserId, {
      state,
      stateAt: at,
      addedAt: 0,
      addWay: 0,
      sealedRemark: '',
      remarkHash: '',
      syncedAt: 0,
    })
    await insertFresh(() => tx.manager.insert(ContactLinkEntity, trace))
    return false
  }
  if (!endsLink(known, at)) return false
  await execute(
    tx.manager,
    'UPDATE contact_link SET state = ?, state_at = ? WHERE user_id = ? AND external_user_id = ?',
    [state, at, userId, externalUserId],
  )
  return true
}

/** The remark of a link as its holder wrote it. */
export function openRemark(context: Context, link: ContactLinkRow): RemarkFields {
  if (!link.sealedRemark) return { remark: '', description: '', remarkCompany: '', remarkMobiles: [] }
  const [remark, description, remarkCompany, remarkMobiles] = JSON.parse(context.vault.open(link.sealedRemark)) as [
    string,
    string,
    string,
    string[],
  ]
  return { remark, description, remarkCompany, remarkMobiles }
}

const remarkText = ({ remark, description, remarkCompany, remarkMobiles }: RemarkFields) =>
  JSON.stringify([remark, description, remarkCompany, remarkMobiles])

/** Tells whether a remark is as it was, without its text. */
export const remarkHashOf = (context: Context, remark: RemarkFields) => remarkIndex(context.vault, remarkText(remark))

/** @param text the remark as it is sealed */
export const remarkIndex = (vault: Vault, text: string) => vault.blindIndex('remark', text)

type NewLink = Pick<ContactLinkRow, 'addedAt' | 'addWay' | 'stateAt' | 'sealedRemark' | 'remarkHash' | 'syncedAt'> & {
  state?: LinkState
}

const linkRow = (userId: string, externalUserId: string, values: NewLink): ContactLinkRow => ({
  userId,
  externalUserId,
  state: 'active',
  remarkChangedAt: null,
  askedAt: null,
  offeredAt: null,
  ...values,
})

async function insertFresh(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert()
  } catch (error) {
    if (isDuplicate(error)) throw new TransactionConflict('the contact was written in the same instant')
    throw error
  }
}
