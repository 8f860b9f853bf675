import type { Tx } from '../context'
import { isDuplicate, TransactionConflict } from '../db/failures'
import { ReviewItemEntity, type ReviewItemRow } from './contact.entity'

/** Ids only; names are looked up when somebody reads the list. */
export interface ReviewData {
  externalUserId: string
  userIds: string[]
  customerId?: string
  ownerId?: string
  score?: number
}

/** Puts something on the review list, once. An open item learns about further members; a resolved one stays resolved. */
export async function addReviewItem(
  tx: Tx,
  kind: ReviewItemRow['kind'],
  subject: string,
  data: ReviewData,
): Promise<void> {
  const known = await tx.manager.findOneBy(ReviewItemEntity, { kind, subject })
  if (known) {
    const isNew = known.status === 'open' && JSON.stringify(known.data) !== JSON.stringify(data)
    if (isNew) await tx.manager.update(ReviewItemEntity, { id: known.id }, { data: data as object })
    return
  }
  const id = tx.newId()
  const row = {
    id,
    kind,
    subject,
    data: data as object,
    status: 'open' as const,
    resolution: null,
    createdAt: tx.now(),
    resolvedAt: null,
    resolvedBy: null,
  }
  try {
    await tx.manager.insert(ReviewItemEntity, row)
  } catch (error) {
    if (isDuplicate(error)) throw new TransactionConflict('the review item was added in the same instant')
    throw error
  }
  await tx.audit({ action: 'review.added', subject: `review_item:${id}`, data: { kind, ...data } })
}
