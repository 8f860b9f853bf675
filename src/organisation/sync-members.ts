import { LessThan } from 'typeorm'
import type { Directory } from '../contact/directory'
import type { Context } from '../context'
import { readSetting, writeSetting } from '../db/settings'
import { MemberEntity } from '../member/member.entity'
import { markLeft } from './leaver'
import { saveDepartments, saveMembers } from './save-directory'
import { BudgetUsedUp, type StepResult, withinBudget } from './sync-budget'

const STATE = 'sync.members'
/** Rows of one transaction, so that nobody waits long for the gate. */
const CHUNK = 200

export interface MemberRun {
  startedAt: number
  phase: 'departments' | 'members' | 'missing' | 'done'
  /** Departments that are still to be read. */
  pending: number[]
  doneAt: number | null
}

export const memberRun = (context: Context) => readSetting<MemberRun>(context.read, STATE)

/** Begins a run unless one is under way. */
export async function startMemberSync(context: Context): Promise<void> {
  await context.transaction(async tx => {
    const run = await readSetting<MemberRun>(tx.manager, STATE)
    if (run && run.phase !== 'done') return
    await writeSetting(tx, STATE, {
      startedAt: tx.now(),
      phase: 'departments',
      pending: [],
      doneAt: null,
    } satisfies MemberRun)
  })
}

/**
 * One step of the run under way: the departments, or the members of one department. Each step is committed, so a run goes
 * on where it stopped. Who was not listed is asked about one by one: absence from a page proves nothing.
 * @throws what the directory throws; nothing is concluded from a failed call
 */
export async function stepMemberSync(context: Context, directory: Directory): Promise<StepResult> {
  const run = await memberRun(context)
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

type Step = (context: Context, directory: Directory, run: MemberRun) => Promise<MemberRun>

const STEPS: Record<Exclude<MemberRun['phase'], 'done'>, Step> = {
  async departments(context, directory, run) {
    const departments = await withinBudget(context, () => directory.listDepartments())
    await context.transaction(tx => saveDepartments(tx, departments))
    return { ...run, phase: 'members', pending: departments.map(department => department.id) }
  },

  async members(context, directory, run) {
    const [id, ...rest] = run.pending
    if (id === undefined) return { ...run, phase: 'missing' }
    const seenAt = context.now()
    const members = await withinBudget(context, () => directory.listMembers(id))
    for (let from = 0; from < members.length; from += CHUNK)
      await context.transaction(tx => saveMembers(tx, members.slice(from, from + CHUNK), seenAt))
    return { ...run, pending: rest }
  },

  async missing(context, directory, run) {
    const missing = await context.read.find(MemberEntity, {
      where: { status: 'active', syncedAt: LessThan(run.startedAt) },
      order: { userId: 'ASC' },
    })
    for (const { userId } of missing) {
      const seenAt = context.now()
      const member = await withinBudget(context, () => directory.getMember(userId))
      await context.transaction(async tx => {
        if (member === 'none') await markLeft(tx, userId, 'not-listed')
        else await saveMembers(tx, [member], seenAt)
      })
    }
    return { ...run, phase: 'done', doneAt: context.now() }
  },
}
