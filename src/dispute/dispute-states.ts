import type { DisputeRow, DisputeStatus } from './dispute.entity'

export type Step = 'rule' | 'appeal' | 'withdraw'

/** The life of a case. Anything not in the table is refused. */
const NEXT: Record<DisputeStatus, Partial<Record<Step, DisputeStatus>>> = {
  open: { rule: 'ruled', withdraw: 'withdrawn' },
  ruled: { appeal: 'appealed' },
  appealed: { rule: 'closed' },
  closed: {},
  withdrawn: {},
}

export const nextStatus = (status: DisputeStatus, step: Step): DisputeStatus | undefined => NEXT[status][step]

/** Waiting for a decision. */
export const isRunning = (status: DisputeStatus) => nextStatus(status, 'rule') !== undefined

/** Who did not get what they wanted: they may appeal. Nobody lost a joint follow-up; both lost a release. */
export function losersOf(dispute: Pick<DisputeRow, 'outcome' | 'awardTo' | 'claimantId' | 'ownerId'>): string[] {
  switch (dispute.outcome) {
    case 'award':
      return [dispute.claimantId, dispute.ownerId].filter(id => id !== dispute.awardTo)
    case 'dismiss':
      return [dispute.claimantId]
    case 'release':
    case 'joint':
      return [dispute.claimantId, dispute.ownerId]
    default:
      return []
  }
}

/**
 * Shares of a joint follow-up in percent.
 * @returns the shares of both parties, or the reason for refusal
 */
export function sharesFor(
  ownerId: string,
  claimantId: string,
  wanted?: Record<string, number>,
): Record<string, number> | string {
  if (!wanted || Object.keys(wanted).length === 0) return { [ownerId]: 50, [claimantId]: 50 }
  const parties = new Set([ownerId, claimantId])
  const entries = Object.entries(wanted)
  if (entries.length !== 2 || entries.some(([id]) => !parties.has(id))) return '联合跟进的比例要写给双方'
  if (entries.some(([, share]) => !Number.isInteger(share) || share < 1 || share > 99)) return '比例要是 1 到 99 的整数'
  return entries.reduce((sum, [, share]) => sum + share, 0) === 100 ? wanted : '双方比例相加要等于 100'
}
