import { In } from 'typeorm'
import { RULES } from '../../config/rules'
import type { Context } from '../context'
import { execute, placeholders } from '../db/execute'
import { activeOwnerships } from '../ownership/active-ownerships'
import { ContactLinkEntity, ExternalContactEntity } from './contact.entity'
import { remarkHashOf } from './contact-store'
import type { ContactPage } from './directory'

type Item = ContactPage['items'][number]

/**
 * Splits a page: contacts of the holder's own customers that are as they were need one mark for all of them, the others a
 * transaction each. Most of what the nightly run reads is unchanged.
 */
export async function withoutUnchanged(context: Context, items: Item[], seenAt: number): Promise<Item[]> {
  const ids = [...new Set(items.map(item => item.contact.externalUserId))]
  if (!ids.length) return []
  const contacts = new Map(
    (await context.read.findBy(ExternalContactEntity, { externalUserId: In(ids) })).map(row => [
      row.externalUserId,
      row,
    ]),
  )
  const links = new Map(
    (await context.read.findBy(ContactLinkEntity, { externalUserId: In(ids) })).map(row => [
      `${row.userId}/${row.externalUserId}`,
      row,
    ]),
  )
  const customerIds = [...contacts.values()].flatMap(row => row.customerId ?? [])
  const owners = await activeOwnerships(context.read, customerIds, RULES.scope)
  const isUnchanged = ({ contact, follower }: Item): boolean => {
    const row = contacts.get(contact.externalUserId)
    const link = links.get(`${follower.userId}/${contact.externalUserId}`)
    if (!row?.customerId || link?.state !== 'active' || owners.get(row.customerId)?.ownerId !== follower.userId)
      return false
    const unionid = contact.unionid ? context.vault.blindIndex('unionid', contact.unionid) : null
    return (
      row.unionidHash === unionid &&
      link.addedAt === follower.addedAt &&
      link.remarkHash === remarkHashOf(context, follower)
    )
  }
  const unchanged = items.filter(isUnchanged)
  await markSeen(context, unchanged, seenAt)
  return items.filter(item => !unchanged.includes(item))
}

async function markSeen(context: Context, items: Item[], seenAt: number): Promise<void> {
  const perUser = new Map<string, string[]>()
  for (const { contact, follower } of items)
    perUser.set(follower.userId, [...(perUser.get(follower.userId) ?? []), contact.externalUserId])
  if (!perUser.size) return
  await context.transaction(async tx => {
    for (const [userId, ids] of perUser)
      await execute(
        tx.manager,
        `UPDATE contact_link SET synced_at = ? WHERE user_id = ? AND synced_at < ? AND external_user_id IN (${placeholders(ids)})`,
        [seenAt, userId, seenAt, ...ids],
      )
  })
}
