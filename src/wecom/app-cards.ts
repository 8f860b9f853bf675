import { MoreThan } from 'typeorm'
import type { Context, Tx } from '../context'
import { execute } from '../db/execute'
import type { CardTap } from './event-types'
import { AppCardEntity, type AppCardRow } from './tables'

/** A response code works for 72 hours (document 94888); a little less, so that none is used up in vain. */
const CODE_LIFE_MS = 71 * 3_600_000

export interface SentCard {
  taskId: string
  subject: string
  userId: string
  responseCode: string
}

/** Keeps the permission that came with a sent card. */
export async function recordSentCard(tx: Tx, card: SentCard): Promise<void> {
  await tx.manager.insert(AppCardEntity, { id: tx.newId(), ...card, createdAt: tx.now() })
}

/** Keeps the permission that came with a tap. A card that is not ours to change (sent too long ago, unknown) is passed over. */
export async function keepResponseCode(tx: Tx, tap: CardTap): Promise<void> {
  if (!tap.responseCode) return
  const sent = await tx.manager.findOneBy(AppCardEntity, { taskId: tap.taskId })
  if (!sent) return
  await recordSentCard(tx, {
    taskId: tap.taskId,
    subject: sent.subject,
    userId: tap.userId,
    responseCode: tap.responseCode,
  })
}

/** The cards about a subject that can still be changed and were not yet for this message; the newest permission first. */
export async function changeableCards(context: Context, subject: string, messageId: string): Promise<AppCardRow[][]> {
  const rows = await context.read.find(AppCardEntity, {
    where: { subject, createdAt: MoreThan(context.now() - CODE_LIFE_MS) },
    order: { id: 'DESC' },
  })
  const cards = new Map<string, AppCardRow[]>()
  for (const row of rows) {
    const key = `${row.taskId}/${row.userId}`
    cards.set(key, [...(cards.get(key) ?? []), row])
  }
  return [...cards.values()]
    .filter(codes => codes.every(code => code.usedFor !== messageId))
    .map(codes => codes.filter(code => code.usedAt === null))
    .filter(codes => codes.length > 0)
}

/** Takes a permission before it is used; false when another server was first. */
export async function takeCode(context: Context, id: string, messageId: string): Promise<boolean> {
  const sql = 'UPDATE app_card SET used_at = ?, used_for = ? WHERE id = ? AND used_at IS NULL'
  return (await context.transaction(tx => execute(tx.manager, sql, [tx.now(), messageId, id]))) === 1
}

/** Gives a permission back that WeCom certainly did not use. */
export async function giveBackCode(context: Context, id: string): Promise<void> {
  await context.transaction(tx =>
    execute(tx.manager, 'UPDATE app_card SET used_at = NULL, used_for = NULL WHERE id = ?', [id]),
  )
}
