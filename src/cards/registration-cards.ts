import type { Notice } from '../delivery/messages'
import type { Person } from '../member/members'
import { personLine, personText, shorten, timeText } from './text'

export interface RegistrationFacts {
  registrationId: string
  name: string
  rep: Person
  createdAt: number
  /** The registered customer that made the rules ask; masked for the rep. */
  similar?: { name: string; owner?: Person; sentence: string }
  /** Present once decided. */
  decision?: { status: 'registered' | 'collided' | 'refused' | 'withdrawn'; by: Person; reason?: string }
}

const TITLE = {
  registered: '已同意报备',
  collided: '报备撞单',
  refused: '已拒绝报备',
  withdrawn: '报备已撤回',
} as const
const CLOSED = { registered: '同意', collided: '同意，但已有归属', refused: '拒绝' } as const

/** For the rep's leader: whether a customer that is like a registered one may be reported; the state of it once decided. */
export function registrationForApprover(facts: RegistrationFacts): Notice {
  const { registrationId: id, similar, decision } = facts
  return {
    kind: 'registration-approval',
    tone: decision ? 'info' : 'warning',
    title: `${decision ? TITLE[decision.status] : '报备待审批'}：${shorten(facts.name, 18)}`,
    subtitle: `${personText(facts.rep)} 提交于 ${timeText(facts.createdAt)}`,
    lines: [
      personLine('报备人', facts.rep),
      ...(similar ? [{ label: '相似客户', value: shorten(similar.name, 24) }] : []),
      ...(similar?.owner ? [personLine('归属', similar.owner)] : []),
      ...(decision?.reason ? [{ label: '理由', value: shorten(decision.reason, 26) }] : []),
    ],
    body:
      similar &&
      `${shorten(similar.sentence, 80)}。同意后客户归报备人；确是同一客户时请点「不同意」。`.replace('。。', '。'),
    actions: decision
      ? undefined
      : [
          { key: `approve:${id}`, text: '同意', style: 'primary' },
          { key: `refuse:${id}`, text: '不同意', style: 'danger' },
        ],
    closed: decision && closedText(decision),
    subject: `registration:${id}`,
  }
}

function closedText({ status, by }: NonNullable<RegistrationFacts['decision']>): string {
  return status === 'withdrawn' ? '申请人已撤回' : `${by.name}已${CLOSED[status]}`
}

/** For the rep, when the leader has decided. Of a collision the collision's own message tells. */
export function registrationDecided(facts: RegistrationFacts): Notice {
  const { status, by, reason } = facts.decision!
  const yes = status === 'registered'
  return {
    kind: 'registration-decided',
    tone: yes ? 'success' : 'warning',
    title: `${yes ? '报备已通过' : '报备没有通过'}：${shorten(facts.name, 18)}`,
    lines: [personLine('审批人', by), ...(reason ? [{ label: '理由', value: shorten(reason, 26) }] : [])],
    body: yes ? '客户归你了，记得按时跟进。' : '请先和审批人沟通，不要联系客户；情况有变可以重新报备。',
    page: 'pages/registrations/registrations',
  }
}
