import { Brackets } from 'typeorm'
import type { Context } from '../context'
import { execute } from '../db/execute'
import { conflict, forbidden, notFound } from '../errors'
import type { Box } from './claim'
import { InboxEntity, type InboxRow } from './inbox.entity'
import { OutboxEntity, type OutboxRow } from './outbox.entity'

/** A job that was given up, or a message of which nobody knows whether it arrived. No contents: they hold personal data. */
export interface DeadLetter {
  id: string
  box: Box
  status: 'dead' | 'uncertain'
  /** Event name or kind of notice. */
  kind: string
  /** Where it came from or goes to. */
  place: string
  attempts: number
  lastError: string
  /** Epoch ms. */
  createdAt: number
}

const PAGE = 20
const STUCK = "('dead', 'uncertain')"

/** Newest first. For administrators. */
export async function listDeadLetters(context: Context, { box, cursor }: { box: Box; cursor?: string }) {
  requireAdmin(context)
  const query =
    box === 'inbox'
      ? context.read.createQueryBuilder(InboxEntity, 'j')
      : context.read.createQueryBuilder(OutboxEntity, 'j')
  query.where(new Brackets(where => where.where("j.status = 'dead'").orWhere("j.status = 'uncertain'")))
  if (cursor) query.andWhere('j.id < :cursor', { cursor })
  const rows: (InboxRow | OutboxRow)[] = await query
    .orderBy('j.id', 'DESC')
    .take(PAGE + 1)
    .getMany()
  const shown = rows.slice(0, PAGE)
  return { items: shown.map(present), nextCursor: rows.length > PAGE ? shown.at(-1)!.id : undefined }
}

/**
 * Puts a job back to be done at once, with all its tries.
 * @throws not_found when it is neither dead nor uncertain (any more), conflict when its contents are no longer kept
 */
export async function retryDeadLetter(context: Context, box: Box, id: string): Promise<void> {
  requireAdmin(context)
  await context.transaction(async tx => {
    if (box === 'inbox' && (await tx.manager.existsBy(InboxEntity, { id, payload: '' })))
      throw conflict('内容只保留 30 天，已经清除，不能再重试')
    const changed = await execute(
      tx.manager,
      `UPDATE ${box} SET status = 'waiting', attempts = 0, run_at = ?, lease_until = 0, lease_holder = NULL, done_at = NULL WHERE id = ? AND status IN ${STUCK}`,
      [tx.now(), id],
    )
    if (changed !== 1) throw notFound('死信')
    await tx.audit({ action: `${box}.retried`, subject: `${box}:${id}` })
  })
}

function requireAdmin(context: Context): void {
  if (!context.actor.roles.includes('admin')) throw forbidden('只有管理员可以查看和重试死信')
}

function present(row: InboxRow | OutboxRow): DeadLetter {
  const common = {
    id: row.id,
    status: row.status as DeadLetter['status'],
    attempts: row.attempts,
    lastError: row.lastError ?? '',
  }
  if ('source' in row) return { ...common, box: 'inbox', kind: row.kind, place: row.source, createdAt: row.receivedAt }
  return { ...common, box: 'outbox', kind: kindOf(row), place: row.orderKey, createdAt: row.createdAt }
}

const kindOf = ({ message }: OutboxRow) => (message.type === 'notice' ? message.notice.kind : 'card-update')
