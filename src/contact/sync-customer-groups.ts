import { LessThan } from 'typeorm'
import type { Context } from '../context'
import { CustomerGroupEntity } from '../group/group.entity'
import { withinBudget } from '../organisation/sync-budget'
import { type Step, SyncRun } from '../organisation/sync-run'
import { saveCustomerGroup } from './customer-groups'
import type { Directory } from './directory'

/** Group details of one step: a call each. */
const STEP = 50

interface GroupRun {
  startedAt: number
  phase: 'listing' | 'details' | 'absent' | 'done'
  cursor: string | null
  /** Groups of the page that are still to be read. */
  pending: string[]
  doneAt: number | null
}

const STEPS: Record<Exclude<GroupRun['phase'], 'done'>, Step<GroupRun>> = {
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

/** Pages of the list, the details of each group, then those that were not listed, one by one. */
export const customerGroupSync = new SyncRun<GroupRun>(
  'sync.customer-groups',
  { phase: 'listing', cursor: null, pending: [] },
  STEPS,
)

async function refresh(context: Context, directory: Directory, chatId: string): Promise<void> {
  const seenAt = context.now()
  const detail = await withinBudget(context, () => directory.getCustomerGroup(chatId))
  await context.transaction(async tx => {
    if (detail === 'none')
      await tx.manager.update(CustomerGroupEntity, { chatId }, { status: 'dismissed', syncedAt: seenAt })
    else await saveCustomerGroup(tx, detail, seenAt)
  })
}
