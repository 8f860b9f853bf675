import type { Context } from '../context'
import { memberSync } from '../organisation/sync-members'
import type { Rhythm } from './due'
import { remindOfProtection } from './protection-reminders'
import { publishChainHead } from './publish-chain-head'
import { applyRetention } from './retention'
import { sweepSimilar } from './sweep-similar'
import { syncNow } from './sync-now'

export interface Job {
  name: string
  rhythm: Rhythm
  /** Safe to repeat: a server may die in the middle. */
  run(context: Context): Promise<unknown>
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Everything that happens by itself. Each looks at the state, not at what it did last time, so a missed run heals. */
export const JOBS: Job[] = [
  { name: 'sweep-similar', rhythm: { everyMs: MINUTE }, run: sweepSimilar },
  { name: 'sync-members', rhythm: { everyMs: HOUR }, run: context => memberSync.start(context) },
  { name: 'reconcile', rhythm: { dailyAt: '03:17' }, run: syncNow },
  { name: 'retention', rhythm: { dailyAt: '04:07' }, run: applyRetention },
  { name: 'chain-head', rhythm: { dailyAt: '08:31' }, run: publishChainHead },
  { name: 'protection-reminders', rhythm: { dailyAt: '09:07' }, run: remindOfProtection },
]
