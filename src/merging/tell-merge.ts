import { mergeNotice, mergeUndone } from '../cards/merge-cards'
import type { Tx } from '../context'
import type { CustomerRow } from '../customer/customer.entity'
import { personOf } from '../member/members'

interface Merged {
  keep: CustomerRow
  gone: CustomerRow
  /** Owners before. */
  before: string[]
  /** Owner afterwards. */
  ownerId?: string
}

/** Every owner learns that there is one customer now, and whose it is. */
export async function tellMerge(tx: Tx, { keep, gone, before, ownerId }: Merged): Promise<void> {
  const facts = {
    customerId: keep.id,
    keptName: keep.name,
    goneName: gone.name,
    by: await personOf(tx.manager, tx.actor.userId),
    owner: ownerId ? await personOf(tx.manager, ownerId) : undefined,
  }
  for (const userId of before)
    await tx.send({ type: 'notice', to: { kind: 'member', userId }, notice: mergeNotice(facts, userId) })
}

/** Everybody who owns one of the two again. */
export async function tellUndone(tx: Tx, keep: CustomerRow, gone: CustomerRow, owners: string[]): Promise<void> {
  const by = await personOf(tx.manager, tx.actor.userId)
  for (const userId of new Set(owners))
    await tx.send({
      type: 'notice',
      to: { kind: 'member', userId },
      notice: mergeUndone({ keptName: keep.name, goneName: gone.name, by }),
    })
}
