import { RULES } from '../../config/rules'
import type { Context } from '../context'
import { currentCustomer } from '../customer/current-customer'
import { invalid, notFound } from '../errors'
import { activeOwnership } from '../ownership/active-ownerships'
import { holdCustomer } from '../ownership/hold-customer'
import { isMine } from '../ownership/is-mine'
import { OwnershipEntity } from '../ownership/ownership.entity'
import { extendedProtection } from '../ownership/ownership-rules'
import { FollowUpEntity } from './follow-up.entity'

const MOST_CHARACTERS = 1000

/**
 * Writes a note on the customer's timeline; it extends the protection within its cap.
 * @throws not_found unless the customer is the asker's own or followed up jointly
 */
export async function addFollowUp(
  context: Context,
  { customerId: id, text }: { customerId: string; text: string },
): Promise<{ id: string; protectedUntil: number }> {
  const trimmed = text.trim()
  if (!trimmed) throw invalid('请写下跟进内容')
  if ([...trimmed].length > MOST_CHARACTERS) throw invalid(`跟进内容最多 ${MOST_CHARACTERS} 字`)
  return context.transaction(async tx => {
    const customerId = (await currentCustomer(tx.manager, id))?.id ?? id
    const ownership = await activeOwnership(tx.manager, customerId, RULES.scope)
    if (!ownership || !(await isMine(tx.manager, ownership, tx.actor.userId))) throw notFound('客户')
    await holdCustomer(tx, customerId)
    const now = tx.now()
    const followUpId = tx.newId()
    await tx.manager.insert(FollowUpEntity, {
      id: followUpId,
      customerId,
      userId: tx.actor.userId,
      at: now,
      sealedText: tx.vault.seal(trimmed),
    })
    const protectedUntil = extendedProtection(ownership.protectedUntil, ownership.since, now)
    if (protectedUntil !== ownership.protectedUntil)
      await tx.manager.update(OwnershipEntity, { id: ownership.id }, { protectedUntil })
    await tx.audit({ action: 'follow-up.added', subject: `customer:${customerId}`, data: { protectedUntil } })
    return { id: followUpId, protectedUntil }
  })
}
