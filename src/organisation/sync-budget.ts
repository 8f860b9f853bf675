import type { Context } from '../context'
import { takePlaces } from '../delivery/limits'

/**
 * Calls per minute that synchronising may make, of all servers together. A small part of what WeCom allows one
 * company (10,000 per API, document 90312): people's own actions come first.
 */
const CALLS_PER_MINUTE = 120

/** What one step of a synchronisation came to; with `waitMs` the budget of this minute is used up. */
export type StepResult = 'idle' | 'more' | 'done' | { waitMs: number }

/** Takes one call of the budget. Returns 0, or how many milliseconds to wait. */
export function takeSyncCall(context: Context): Promise<number> {
  return takePlaces(context, [{ bucket: 'wecom-sync', perMinute: CALLS_PER_MINUTE }])
}

export class BudgetUsedUp extends Error {
  constructor(readonly waitMs: number) {
    super('the budget for synchronising is used up')
  }
}

/** Calls WeCom within the budget. @throws BudgetUsedUp */
export async function withinBudget<T>(context: Context, call: () => Promise<T>): Promise<T> {
  const waitMs = await takeSyncCall(context)
  if (waitMs > 0) throw new BudgetUsedUp(waitMs)
  return call()
}
