// The choices an arbiter has, and what each means. Pure.
import type { RulingRequest } from './disputes'
import type { Outcome } from './types'

export interface Choice {
  key: string
  outcome: Outcome
  awardTo?: string
  title: string
  /** What happens to whom. */
  effect: string
}

export type Shares = { userId: string; name: string; percent: number }[]

interface PartyLine {
  userId: string
  name: string
  role: 'owner' | 'claimant'
}

/**
 * 判给 each party, then joint, release, dismiss.
 * @param second on an appeal: the first ruling has already moved the customer, so nothing is said about who has it now
 */
export function choicesFor(parties: PartyLine[], second = false): Choice[] {
  const owner = parties.find(party => party.role === 'owner')
  const effectOf = ({ name, role }: PartyLine) => {
    if (second) return `客户归${name}，对方不再负责`
    return role === 'owner' ? `客户仍归${name}，保护期不变` : `客户转给${name}，${owner?.name ?? '对方'}不再负责`
  }
  const awards = parties.map(party => ({
    key: `award:${party.userId}`,
    outcome: 'award' as const,
    awardTo: party.userId,
    title: `判给${party.name}`,
    effect: effectOf(party),
  }))
  return [
    ...awards,
    { key: 'joint', outcome: 'joint', title: '联合跟进', effect: '两人一起跟进，按比例算业绩' },
    { key: 'release', outcome: 'release', title: '退回公海', effect: '谁都不归，重新领取' },
    {
      key: 'dismiss',
      outcome: 'dismiss',
      title: second ? '驳回复议' : '驳回申诉',
      effect: second ? '维持原裁决' : `维持现状，客户仍归${owner?.name ?? '原负责人'}`,
    },
  ]
}

/** Moves percent points from the second party to the first; each keeps at least 5 %, the sum stays 100 %. */
export function moveShare(shares: Shares, step: number): Shares {
  const [first, second] = shares
  if (!first || !second) return shares
  const percent = Math.min(95, Math.max(5, first.percent + step))
  return [
    { ...first, percent },
    { ...second, percent: 100 - percent },
  ]
}

/** The request for a choice. */
export function requestOf({ outcome, awardTo }: Choice, shares: Shares, reason: string): RulingRequest {
  return {
    outcome,
    ...(awardTo ? { awardTo } : {}),
    ...(outcome === 'joint'
      ? { shares: Object.fromEntries(shares.map(({ userId, percent }) => [userId, percent])) }
      : {}),
    ...(reason.trim() ? { reason: reason.trim() } : {}),
  }
}
