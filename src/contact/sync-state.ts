import type { EntityManager } from 'typeorm'
import type { Context } from '../context'
import { readSetting, writeSetting } from '../db/settings'

const STATE = 'sync.contacts'

/** How far the reading of all contacts has come. Kept after every page. */
export interface ContactRun {
  kind: 'first' | 'again'
  startedAt: number
  /** Members up to this one (in order of their ids) are done. */
  after: string
  /** The members being read: the cursor belongs to exactly this list. */
  batch: string[]
  cursor: string | null
  /** Failures in a row at this place. */
  failures: number
  pages: number
  doneAt: number | null
}

export const contactRun = (manager: EntityManager) => readSetting<ContactRun>(manager, STATE)

export const isRunning = (run: ContactRun | undefined) => run !== undefined && run.doneAt === null

export async function saveRun(context: Context, run: ContactRun): Promise<void> {
  await context.transaction(tx => writeSetting(tx, STATE, run))
}

/** Begins reading all contacts unless that is under way. The first time ever is silent. */
export async function startContactSync(context: Context): Promise<void> {
  await context.transaction(async tx => {
    const last = await contactRun(tx.manager)
    if (isRunning(last)) return
    const fresh: ContactRun = {
      kind: last ? 'again' : 'first',
      startedAt: tx.now(),
      after: '',
      batch: [],
      cursor: null,
      failures: 0,
      pages: 0,
      doneAt: null,
    }
    await writeSetting(tx, STATE, fresh)
  })
}
