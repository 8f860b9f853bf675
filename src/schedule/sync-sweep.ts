import type { Directory } from '../contact/directory'
import { tellLateFindings } from '../contact/late-findings'
import { stepContactSync } from '../contact/sync-contacts'
import { customerGroupSync } from '../contact/sync-customer-groups'
import { contactRun, isRunning } from '../contact/sync-state'
import type { Context } from '../context'
import { holdLease } from '../db/lease'
import type { StepResult } from '../organisation/sync-budget'
import { memberSync } from '../organisation/sync-members'

const LEASE = 'wecom-sync'
const LEASE_MS = 60_000
/** Work of one turn; the clock comes again. */
const TURN_MS = 4_000
const FIRST_PAUSE_MS = 15_000
const LONGEST_PAUSE_MS = 10 * 60_000

/** Members first: whether a contact counts depends on them. */
const STEPS: ((context: Context, directory: Directory) => Promise<StepResult>)[] = [
  (context, directory) => memberSync.step(context, directory),
  stepContactSync,
  (context, directory) => customerGroupSync.step(context, directory),
]

export interface SyncSweep {
  /** Works for some seconds on the synchronisation under way, if there is one. */
  turn(): Promise<void>
}

/** Carries synchronisations out, on one server at a time, within the budget, and tells what was found late. */
export function createSyncSweep(context: Context, directory: Directory, holder: string): SyncSweep {
  let pausedUntil = 0
  let failures = 0

  async function steps(): Promise<void> {
    const end = context.now() + TURN_MS
    for (const step of STEPS)
      for (;;) {
        const result = await step(context, directory)
        failures = 0
        if (typeof result === 'object') {
          pausedUntil = context.now() + result.waitMs
          return
        }
        if (result !== 'more') break
        if (context.now() >= end) return
      }
  }

  return {
    async turn() {
      if (context.now() < pausedUntil || !(await holdLease(context, LEASE, holder, LEASE_MS))) return
      try {
        await steps()
      } catch (error) {
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures++, 6))
        pausedUntil = context.now() + pause
        context.log.warn({ err: error, pauseMs: pause }, 'synchronising with WeCom failed, will go on where it stopped')
      }
      await tellLateFindings(context, isRunning(await contactRun(context.read)))
    },
  }
}
