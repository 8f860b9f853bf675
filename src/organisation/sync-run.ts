import type { Directory } from '../contact/directory'
import type { Context } from '../context'
import { readSetting, writeSetting } from '../db/settings'
import { BudgetUsedUp, type StepResult } from './sync-budget'

/** What every synchronisation run remembers between its steps. */
interface Run {
  startedAt: number
  phase: string
  doneAt: number | null
}

/** One step of a phase: reads, writes in transactions of its own, and returns the run as it goes on. */
export type Step<R extends Run> = (context: Context, directory: Directory, run: R) => Promise<R>

/**
 * A synchronisation that goes through phases until `done`. The run is written after each step, so it goes on where it
 * stopped, on whichever server.
 */
export class SyncRun<R extends Run> {
  constructor(
    private readonly setting: string,
    private readonly begin: Omit<R, 'startedAt' | 'doneAt'>,
    private readonly steps: Record<Exclude<R['phase'], 'done'>, Step<R>>,
  ) {}

  /** The latest run; undefined before the first. */
  state(context: Context): Promise<R | undefined> {
    return readSetting<R>(context.read, this.setting)
  }

  /** Begins a run unless one is under way. */
  async start(context: Context): Promise<void> {
    await context.transaction(async tx => {
      const run = await readSetting<R>(tx.manager, this.setting)
      if (run && run.phase !== 'done') return
      await writeSetting(tx, this.setting, { ...this.begin, startedAt: tx.now(), doneAt: null })
    })
  }

  /**
   * One step of the run under way.
   * @throws what the directory throws; a failed call leaves everything as it was
   */
  async step(context: Context, directory: Directory): Promise<StepResult> {
    const run = await this.state(context)
    if (!run || run.phase === 'done') return 'idle'
    try {
      const next = await this.steps[run.phase as Exclude<R['phase'], 'done'>](context, directory, run)
      await context.transaction(tx => writeSetting(tx, this.setting, next))
      return next.phase === 'done' ? 'done' : 'more'
    } catch (error) {
      if (error instanceof BudgetUsedUp) return { waitMs: error.waitMs }
      throw error
    }
  }
}
