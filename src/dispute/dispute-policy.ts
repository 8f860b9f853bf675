import { DAY_MS, RULES } from '../../config/rules'
import type { Context } from '../context'
import { leadsAll } from '../member/department-tree'
import type { DisputeRow } from './dispute.entity'
import { isRunning, losersOf } from './dispute-states'

/** Who may rule is asked of the person who taps, never of the card: the arbiter, an administrator, or a leader of both – never a party. */
export async function mayRule(context: Context, dispute: DisputeRow): Promise<boolean> {
  const { actor } = context
  if (!isRunning(dispute.status) || isParty(dispute, actor.userId)) return false
  if (actor.userId === dispute.arbiterId || actor.roles.includes('admin')) return true
  return leadsAll(context.read, actor.userId, [dispute.ownerId, dispute.claimantId])
}

export const isParty = (dispute: Pick<DisputeRow, 'ownerId' | 'claimantId'>, userId: string) =>
  userId === dispute.ownerId || userId === dispute.claimantId

/** Parties, the arbiter, administrators and leaders of both see a case; for everybody else it does not exist. */
export async function maySee(context: Context, dispute: DisputeRow): Promise<boolean> {
  const { userId, roles } = context.actor
  if (isParty(dispute, userId) || userId === dispute.arbiterId || userId === dispute.ruledBy || roles.includes('admin'))
    return true
  return roles.includes('manager') && leadsAll(context.read, userId, [dispute.ownerId, dispute.claimantId])
}

/** The loser, once, within the days after the ruling. */
export function mayAppeal(dispute: DisputeRow, userId: string, now: number): boolean {
  return (
    dispute.status === 'ruled' &&
    losersOf(dispute).includes(userId) &&
    now <= (dispute.ruledAt ?? 0) + RULES.appealDays * DAY_MS
  )
}
