import type { Context } from '../context'
import { execute } from '../db/execute'
import { isDuplicate } from '../db/failures'
import { SlotEntity } from './slot.entity'

const LEASE_MS = 10 * 60_000
/** A run that fails this often is left for the next one. */
const MAX_ATTEMPTS = 5

/**
 * Claims the run of a job that was due at `dueAt`: by inserting its row, or by taking over from a server that died or
 * failed. True for one server only.
 */
export async function claimSlot(context: Context, job: string, dueAt: number, holder: string): Promise<boolean> {
  const now = context.now()
  const known = await context.read.findOneBy(SlotEntity, { job, dueAt })
  if (known) {
    if (known.doneAt !== null) return false
    return context.transaction(async tx => {
      const sql = `UPDATE cron_slot SET holder = ?, lease_until = ?, attempts = attempts + 1
        WHERE job = ? AND due_at = ? AND done_at IS NULL AND lease_until < ? AND attempts < ?`
      return (await execute(tx.manager, sql, [holder, now + LEASE_MS, job, dueAt, now, MAX_ATTEMPTS])) === 1
    })
  }
  try {
    await context.transaction(tx =>
      tx.manager.insert(SlotEntity, {
        job,
        dueAt,
        holder,
        leaseUntil: now + LEASE_MS,
        attempts: 1,
        doneAt: null,
        lastError: null,
      }),
    )
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** Ends a run; with an error it may be tried again after a minute. */
export async function endSlot(context: Context, job: string, dueAt: number, error?: unknown): Promise<void> {
  const now = context.now()
  const change =
    error === undefined
      ? { doneAt: now, lastError: null }
      : { leaseUntil: now + 60_000, lastError: String(error).slice(0, 500) }
  await context.transaction(tx => tx.manager.update(SlotEntity, { job, dueAt }, change))
}
