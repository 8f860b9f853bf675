import { RULES } from '../../config/rules'
import type { Notice, NoticeAction } from '../delivery/messages'
import type { Outcome } from '../dispute/dispute.entity'
import type { Person } from '../member/members'
import { personLine, shorten, timeText } from './text'

export interface DisputeFacts {
  disputeId: string
  no: number
  customerName: string
  owner: Person
  claimant: Person
  arbiter: Person
  /** Oldest first; free of personal values. */
  evidence: { partyId: string; at: number; text: string }[]
  /** The claimant took the case back. */
  withdrawn?: boolean
  /** The ruling that was appealed against; the case waits for the second one. */
  appealed?: RulingFacts
  /** Present once decided. */
  ruling?: RulingFacts
}

export interface RulingFacts {
  outcome: Outcome
  /** On an appeal, which ends the case. */
  isSecond: boolean
  awardTo?: Person
  shares?: { person: Person; percent: number }[]
  by: Person
  reason?: string
}

const page = (id: string) => `pages/dispute/dispute?id=${id}`
/** Of each side, and its characters: a card of the bot shows 112 in all, and both sides must be heard. */
const MOST_EVIDENCE = 2
const MOST_SIDE = 52
/** What a line of a card shows without being cut. */
const MOST_NAME = 26

/** `判给 王芳`, `联合跟进（王芳 50% / 李强 50%）` … */
export function rulingText(ruling: RulingFacts): string {
  switch (ruling.outcome) {
    case 'award':
      return `判给 ${ruling.awardTo!.name}`
    case 'joint':
      return `联合跟进（${sharesText(ruling)}）`
    case 'release':
      return '退回公海'
    case 'dismiss':
      return ruling.isSecond ? '驳回复议，维持原裁决' : '驳回申诉，归属不变'
  }
}

const sharesText = (ruling: RulingFacts) =>
  (ruling.shares ?? []).map(item => `${item.person.name} ${item.percent}%`).join(' / ')

/** For a title, which has room for 26 characters: the shares stand in a line of their own. */
const rulingTitle = (facts: DisputeFacts, ruling: RulingFacts) =>
  `申诉 #${facts.no} 已裁决：${ruling.outcome === 'joint' ? '联合跟进' : rulingText(ruling)}`

const sharesLine = (ruling?: RulingFacts) =>
  ruling?.outcome === 'joint' ? [{ label: '分成', value: sharesText(ruling) }] : []

const customerLine = (facts: DisputeFacts) => ({ label: '客户', value: shorten(facts.customerName, MOST_NAME) })

function evidenceOf(facts: DisputeFacts, party: Person): string {
  const lines = facts.evidence.filter(item => item.partyId === party.userId)
  if (!lines.length) return '暂无'
  // How it began, and what was said last.
  const shown = lines.length > MOST_EVIDENCE ? [...lines.slice(0, MOST_EVIDENCE - 1), lines.at(-1)!] : lines
  return shorten(shown.map(item => `${timeText(item.at)} ${shorten(item.text, 26)}`).join('；'), MOST_SIDE)
}

function actionsOf(facts: DisputeFacts): NoticeAction[] {
  const award = (person: Person): NoticeAction => ({
    key: `award:${facts.disputeId}:${person.userId}`,
    text: shorten(`判给${person.name}`, 10),
    style: 'primary',
  })
  return [
    award(facts.owner),
    award(facts.claimant),
    { key: `joint:${facts.disputeId}`, text: '联合跟进', style: 'plain' },
    { key: `release:${facts.disputeId}`, text: '退回公海', style: 'plain' },
    { key: `dismiss:${facts.disputeId}`, text: facts.appealed ? '维持原裁决' : '驳回', style: 'danger' },
  ]
}

/** The card of a case: both sides' evidence and, while it runs, the arbiter's buttons. */
export function disputeCard(facts: DisputeFacts): Notice {
  const { ruling, appealed, withdrawn } = facts
  const isRunning = !ruling && !withdrawn
  const waiting = appealed ? `原裁决：${rulingText(appealed)}（${appealed.by.name}）` : '请裁决人看完双方证据后点按钮'
  return {
    kind: 'dispute',
    tone: ruling ? 'success' : withdrawn ? 'info' : 'danger',
    title: ruling ? rulingTitle(facts, ruling) : titleOf(facts),
    subtitle: isRunning ? waiting : undefined,
    lines: [
      customerLine(facts),
      personLine('归属人', facts.owner),
      personLine('申诉人', facts.claimant),
      personLine('裁决人', ruling?.by ?? facts.arbiter),
      ...sharesLine(ruling),
    ],
    body: [
      ...(ruling?.reason ? [`裁决理由：${shorten(ruling.reason, 60)}`] : []),
      `${facts.owner.name}：${evidenceOf(facts, facts.owner)}`,
      `${facts.claimant.name}：${evidenceOf(facts, facts.claimant)}`,
    ].join('\n'),
    actions: isRunning ? actionsOf(facts) : undefined,
    closed: ruling ? `已由${ruling.by.name}裁决` : withdrawn ? '申诉人已撤回' : undefined,
    page: page(facts.disputeId),
    subject: `dispute:${facts.disputeId}`,
  }
}

const titleOf = ({ no, appealed, withdrawn, arbiter }: DisputeFacts) =>
  withdrawn ? `申诉 #${no} 已撤回` : `申诉 #${no}${appealed ? ' 复议' : ''}：请${arbiter.name}裁决`

/** For a party alone with us: the same without the arbiter's buttons. */
export function disputeForParty(facts: DisputeFacts): Notice {
  const card = disputeCard(facts)
  if (facts.ruling) return card
  return { ...card, subtitle: '归属暂时冻结，可在小程序里补充证据', actions: undefined, subject: undefined }
}

/** Whose the customer is after the ruling, as one party sees it. */
export type Holding = 'mine' | 'others' | 'pool'

/** For both parties after a ruling. */
export function rulingForParty(facts: DisputeFacts, holding: Holding, canAppeal: boolean): Notice {
  const ruling = facts.ruling!
  const gained = holding === 'mine' && ruling.outcome !== 'joint'
  return {
    kind: 'ruling',
    tone: gained ? 'success' : 'info',
    title: `裁决结果：${ruling.outcome === 'joint' ? '联合跟进' : rulingText(ruling)}`,
    subtitle: `申诉 #${facts.no}`,
    lines: [
      customerLine(facts),
      ...sharesLine(ruling),
      personLine('裁决人', ruling.by, ruling.by.name),
      ...(ruling.reason ? [{ label: '理由', value: shorten(ruling.reason, 26) }] : []),
    ],
    body: `${whatNow(ruling, holding)}${canAppeal ? `不服裁决可在 ${RULES.appealDays} 天内申请一次复议。` : ''}`,
    page: page(facts.disputeId),
  }
}

function whatNow(ruling: RulingFacts, holding: Holding): string {
  if (ruling.outcome === 'joint') return '双方共同跟进，请与对方商量分工。'
  if (holding === 'pool') return '客户在公海，可重新报备。'
  if (ruling.outcome === 'dismiss')
    return holding === 'mine' ? '归属不变，请继续跟进。' : '归属不变，请不要再联系客户。'
  if (holding === 'mine') return '客户归你，请继续跟进。'
  return `客户归 ${ruling.awardTo!.name}，请把联系人和进展交接给对方，不要再联系客户。`
}

/** Short word for a group whose card cannot be changed any more. */
export function rulingForGroup(facts: DisputeFacts): Notice {
  return {
    kind: 'ruling-group',
    tone: 'success',
    title: rulingTitle(facts, facts.ruling!),
    subtitle: `${shorten(facts.customerName, 20)}，裁决人 ${facts.ruling!.by.name}`,
    lines: sharesLine(facts.ruling),
    page: page(facts.disputeId),
  }
}

/** For the other party, when one of them takes the case to an arbiter for the first or the second time. */
export function disputeForOther(facts: DisputeFacts, by: Person): Notice {
  return {
    ...disputeForParty(facts),
    kind: 'dispute-party',
    title: facts.appealed ? `${by.name} 对裁决申请复议` : `${by.name} 对你的客户提出申诉`,
  }
}

/** For the owner: the claimant took the case back. */
export function disputeWithdrawn(facts: DisputeFacts): Notice {
  return {
    kind: 'dispute-withdrawn',
    tone: 'success',
    title: `申诉 #${facts.no} 已撤回`,
    subtitle: shorten(facts.customerName, 20),
    lines: [personLine('申诉人', facts.claimant)],
    body: '客户仍归你，冻结已解除，请继续跟进。',
    page: page(facts.disputeId),
  }
}
