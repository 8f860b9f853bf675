import type { Context, Tx } from '../context'
import { execute, placeholders } from '../db/execute'
import { maskFreeText } from '../privacy/mask'
import { backoffMs, MAX_ATTEMPTS } from './backoff'

export type Box = 'inbox' | 'outbox'

/** A worker that dies keeps its jobs no longer than this. */
export const LEASE_MS = 30_000

/**
 * Takes up to `size` jobs that are due, oldest first. Each is claimed by a conditional update, so any number of
 * servers may do this at once; a job whose worker died becomes due again when its lease has run out.
 */
export async function claimDue(context: Context, box: Box, holder: string, size: number): Promise<string[]> {
  const now = context.now()
  const due: { id: string }[] = await context.read.query(
    `SELECT id FROM ${box} WHERE status = 'waiting' AND run_at <= ? AND lease_until < ? ORDER BY run_at, id LIMIT ${Math.trunc(size)}`,
    [now, now],
  )
  if (!due.length) return []
  return claimThese(
    context,
    box,
    holder,
    due.map(row => row.id),
  )
}

/** Claims those of `ids` that are still free; returns the ones this worker got. */
export async function claimThese(context: Context, box: Box, holder: string, ids: string[]): Promise<string[]> {
  if (!ids.length) return []
  const now = context.now()
  const mark = `${holder}#${context.newId()}`
  await context.transaction(async tx => {
    for (const id of ids)
      await execute(
        tx.manager,
        `UPDATE ${box} SET lease_holder = ?, lease_until = ?, attempts = attempts + 1 WHERE id = ? AND status = 'waiting' AND lease_until < ?`,
        [mark, now + LEASE_MS, id, now],
      )
  })
  const mine: { id: string }[] = await context.transaction(tx =>
    tx.manager.query(`SELECT id FROM ${box} WHERE id IN (${placeholders(ids)}) AND lease_holder = ? ORDER BY id`, [
      ...ids,
      mark,
    ]),
  )
  return mine.map(row => row.id)
}

/** Ends a job inside the transaction of its effect. False: somebody else has ended it already. */
export async function finish(tx: Tx, box: Box, id: string, status = 'done'): Promise<boolean> {
  const changed = await execute(
    tx.manager,
    `UPDATE ${box} SET status = ?, done_at = ?, lease_until = 0, lease_holder = NULL WHERE id = ? AND status = 'waiting'`,
    [status, tx.now(), id],
  )
  return changed === 1
}

/** Puts a job back for a later try, or among the dead letters when it has been tried often enough. */
export async function postpone(
  context: Context,
  box: Box,
  job: { id: string; attempts: number },
  error: string,
  options: { afterMs?: number; giveUp?: boolean; countAttempt?: boolean } = {},
): Promise<void> {
  const random = context.randomBytes(1)[0]! / 256
  const dead = options.giveUp || job.attempts >= MAX_ATTEMPTS
  const runAt = context.now() + (options.afterMs ?? backoffMs(job.attempts, random))
  const attempts = options.countAttempt === false ? 'attempts - 1' : 'attempts'
  await context.transaction(tx =>
    execute(
      tx.manager,
      `UPDATE ${box} SET status = ?, run_at = ?, last_error = ?, lease_until = 0, lease_holder = NULL, attempts = ${attempts} WHERE id = ? AND status = 'waiting'`,
      [dead ? 'dead' : 'waiting', runAt, maskFreeText(error).slice(0, 500), job.id],
    ),
  )
}

/** A single server frees at its start what it held when it died. */
export async function freeOwnLeases(context: Context): Promise<void> {
  await context.transaction(async tx => {
    for (const box of ['inbox', 'outbox'])
      await execute(tx.manager, `UPDATE ${box} SET lease_until = 0, lease_holder = NULL WHERE status = 'waiting'`)
    await execute(tx.manager, 'UPDATE lease SET holder = NULL, until = 0')
  })
}
