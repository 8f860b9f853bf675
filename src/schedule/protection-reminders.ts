import { Between, In } from 'typeorm'
import { protectionEnding } from '../cards/schedule-cards'
import type { Context } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { readSetting, writeSetting } from '../db/settings'
import { OwnershipEntity, type OwnershipRow } from '../ownership/ownership.entity'

const DAY = 86_400_000
const AHEAD_MS = 7 * DAY
const REMINDED_UNTIL = 'reminder.protection'

/**
 * Tells owners whose protection ends within a week, each ownership once, one message a person. A day without a run is
 * made up for by the next.
 */
export async function remindOfProtection(context: Context): Promise<number> {
  return context.transaction(async tx => {
    const now = tx.now()
    const from = Math.max(now, (await readSetting<number>(tx.manager, REMINDED_UNTIL)) ?? 0)
    const until = now + AHEAD_MS
    if (from >= until) return 0
    const ending = await tx.manager.findBy(OwnershipEntity, { protectedUntil: Between(from + 1, until) })
    const perOwner = new Map<string, OwnershipRow[]>()
    for (const row of ending.filter(each => each.endedAt === null))
      perOwner.set(row.ownerId, [...(perOwner.get(row.ownerId) ?? []), row])
    for (const [userId, rows] of perOwner) {
      const customers = await tx.manager.findBy(CustomerEntity, { id: In(rows.map(row => row.customerId)) })
      const nameOf = new Map(customers.map(customer => [customer.id, customer.name]))
      const items = rows.map(row => ({
        customerName: nameOf.get(row.customerId) ?? '',
        protectedUntil: row.protectedUntil,
      }))
      await tx.send({
        type: 'notice',
        to: { kind: 'member', userId },
        notice: protectionEnding(items.sort((a, b) => a.protectedUntil - b.protectedUntil)),
      })
    }
    await writeSetting(tx, REMINDED_UNTIL, until)
    return perOwner.size
  })
}
