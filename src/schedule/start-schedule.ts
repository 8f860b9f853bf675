import { schedule as cron } from 'node-cron'
import { sealAudit } from '../audit/seal'
import type { Directory } from '../contact/directory'
import { type Context, SYSTEM } from '../context'
import { createScanSweep } from '../stock-scan/scan-sweep'
import { JOBS } from './jobs'
import { runDue } from './run-due'
import { createSyncSweep } from './sync-sweep'

export interface Schedule {
  /** Stops the clock and waits for what is under way. */
  stop(): Promise<void>
}

interface Options {
  context: Context
  directory: Directory
  /** Names this server among all. */
  holder: string
}

/** Explicit, so that a server in another zone wakes at the same instants. */
const TIMEZONE = 'Asia/Shanghai'

/**
 * Starts the clock: every five seconds the sealer, and the synchronisation and the scan of the stock that are under way; every
 * minute the jobs that are due.
 * The clock only wakes; which server does what is decided in the database.
 */
export function startSchedule(options: Options): Schedule {
  const context = options.context.as(SYSTEM, 'schedule')
  const sync = createSyncSweep(context, options.directory, options.holder)
  const seal = once(context, 'seal', async () => {
    while ((await sealAudit(context, options.holder)) > 0);
  })
  const work = once(context, 'sync', () => sync.turn())
  const scans = createScanSweep(context)
  const scan = once(context, 'stock-scan', () => scans.turn())
  const due = once(context, 'jobs', () => runDue(context, JOBS, options.holder))
  const clocks = [
    cron('*/5 * * * * *', () => Promise.all([seal.wake(), work.wake()]), { timezone: TIMEZONE }),
    cron('*/5 * * * * *', scan.wake, { timezone: TIMEZONE }),
    cron('0 * * * * *', due.wake, { timezone: TIMEZONE }),
  ]
  void due.wake()
  return {
    async stop() {
      scans.stop()
      for (const clock of clocks) await clock.destroy()
      await Promise.all([seal.rest(), work.rest(), scan.rest(), due.rest()])
    },
  }
}

/** Runs `work` when woken, never twice at a time; a failure is logged and the next wake tries again. */
function once(context: Context, name: string, work: () => Promise<unknown>) {
  let running: Promise<void> | undefined
  return {
    wake(): Promise<void> {
      running ??= work()
        .then(() => undefined)
        .catch((error: unknown) => context.log.error({ err: error, sweep: name }, 'sweep failed, will be tried again'))
        .finally(() => {
          running = undefined
        })
      return running
    },
    rest: async () => running,
  }
}
