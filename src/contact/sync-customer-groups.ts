import { LessThan } from 'typeorm'
import type { Context } from '../context'
import { readSetting, writeSetting } from '../db/settings'
import { CustomerGroupEntity } from '../group/group.entity'
import { BudgetUsedUp, type StepResult, withinBudget } from '../organisation/sync-budget'
import { saveCustomerGroup } from './customer-groups'
import type { Directory } from './directory'

const STATE = 'sync.customer-groups'
/** Group details of one step: a call each. */
const STEP = 50

export interface GroupRun {
  startedAt: number
  phase: 'listing' | 'details' | 'absent' | 'done'
  cursor: string | null
  /** Groups of the page that are still to be read. */
  pending: string[]
  doneAt: number | null
}

export const groupRun = (context: Context) => readSetting<GroupRun>(context.read, STATE)

export async function startCustomerGroupSync(context: Context): Promise<void> {
  await context.transaction(async tx => {
    const run = await readSetting<GroupRun>(tx.manager, STATE)
    if (run && run.phase !== 'done') return
    await writeSetting(tx, STATE, {
      startedAt: tx.now(),
      phase: 'listing',
      cursor: null,
      pending: [],
      doneAt: null,
    } satisfies GroupRun)
  })
}

/** One step of the run under way. A failed call leaves everything as it was. */
export async function stepCustomerGroupSync(context: Context, directory: Directory): Promise<StepResult> {
  const run = await groupRun(context)
  if (!run || run.phase === 'done') return 'idle'
  try {
    const next = await STEPS[run.phase](context, directory, run)
    await context.transaction(tx => writeSetting(tx, STATE, next))
    return next.phase === 'done' ? 'done' : 'more'
  } catch (error) {
    if (error instanceof BudgetUsedUp) return { waitMs: error.waitMs }
    throw error
  }
}

type Step = (context: Context, directory: Directory, run: GroupRun) => Promise<GroupRun>

const STEPS: Record<Exclude<GroupRun['phase'], 'done'>, Step> = {
  async listing(context, directory, run) {
    const page = await withinBudget(context, () => directory.listCustomerGroups(run.cursor ?? undefined))
    return { ...run, phase: 'details', cursor: page.nextCursor ?? null, pending: page.items.map(item => item.chatId) }
  },

  async details(context, directory, run) {
    for (const chatId of run.pending.slice(0, STEP)) await refresh(context, directory, chatId)
    const pending = run.pending.slice(STEP)
    return { ...run, pending, phase: pending.length ? 'details' : run.cursor ? 'listing' : 'absent' }
  },

  async absent(context, directory, run) {
    const absent = await context.read.find(CustomerGroupEntity, {
      where: { status: 'active', syncedAt: LessThan(run.startedAt) },
      take: STEP,
    })
    for (const { chatId } of absent) await refresh(context, directory, chatId)
    return absent.length ? run : { ...run, phase: 'done', doneAt: context.now() }
  },
}

async function refresh(context: Context, directory: Directory, chatId: string): Promise<void> {
  const seenAt = context.now()
  const detail = await withinBudget(context, () => directory.getCustomerGroup(chatId))
  await context.transaction(async tx => {
    if (detail === 'none')
      await tx.manager.update(CustomerGroupEntity, { chatId }, { status: 'dismissed', syncedAt: seenAt })
    else await saveCustomerGroup(tx, detail, seenAt)
  })
}
