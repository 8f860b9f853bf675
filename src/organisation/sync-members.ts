import { LessThan } from 'typeorm'
import { MemberEntity } from '../member/member.entity'
import { markLeft } from './leaver'
import { saveDepartments, saveMembers } from './save-directory'
import { withinBudget } from './sync-budget'
import { type Step, SyncRun } from './sync-run'

/** Rows of one transaction, so that nobody waits long for the gate. */
const CHUNK = 200

interface MemberRun {
  startedAt: number
  phase: 'departments' | 'members' | 'missing' | 'done'
  /** Departments that are still to be read. */
  pending: number[]
  doneAt: number | null
}

const STEPS: Record<Exclude<MemberRun['phase'], 'done'>, Step<MemberRun>> = {
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

/**
 * The departments, then the members of one department after the other. Who was not listed is asked about one by one: absence
 * from a page proves nothing.
 */
export const memberSync = new SyncRun<MemberRun>('sync.members', { phase: 'departments', pending: [] }, STEPS)
