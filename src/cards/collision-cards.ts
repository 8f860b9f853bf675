import type { CollisionTrigger } from '../collision/collision.entity'
import type { Notice } from '../delivery/messages'
import type { Person } from '../member/members'
import { dateText, personLine, personText, shorten } from './text'

export interface CollisionFacts {
  collisionId: string
  customerName: string
  owner: Person
  claimant: Person
  claimedName: string
  trigger: CollisionTrigger
  /** Why the system thinks so; without personal values. */
  sentence: string
  protectedUntil: number
}

const HAPPENED: Record<CollisionTrigger, string> = {
  registration: '报备了这个客户',
  contact: '添加了这个客户的联系人',
  mention: '在群里提到了这个客户',
  sweep: '同时报备了相似的客户',
  import: '导入了这个客户',
}

const because = (sentence: string) => shorten(sentence, 80).replace(/。$/, '')
const page = (id: string) => `pages/collision/collision?id=${id}`

/** For the internal group: whose customer it is, why, until when, and what can be done. */
export function collisionWarning(facts: CollisionFacts): Notice {
  return {
    kind: 'collision-warning',
    tone: 'warning',
    title: `撞单提醒：${shorten(facts.customerName, 21)}`,
    subtitle: `${personText(facts.claimant)} ${HAPPENED[facts.trigger]}`,
    lines: [
      personLine('归属', facts.owner),
      personLine('触碰人', facts.claimant),
      { label: '保护期至', value: dateText(facts.protectedUntil) },
    ],
    body: `判断依据：${because(facts.sentence)}。有异议请点「申诉」，由主管裁决。`,
    actions: [{ key: `appeal:${facts.collisionId}`, text: '申诉', style: 'primary' }],
    page: page(facts.collisionId),
    subject: `collision:${facts.collisionId}`,
  }
}

/** For the one who touched it. */
export function collisionForClaimant(facts: CollisionFacts): Notice {
  return {
    ...collisionWarning(facts),
    kind: 'collision-claimant',
    title: `这是同事的客户：${shorten(facts.customerName, 18)}`,
    subtitle: '请先和归属人沟通，不要继续联系客户',
  }
}

/** For the owner: somebody touched their customer. */
export function collisionForOwner(facts: CollisionFacts): Notice {
  return {
    ...collisionWarning(facts),
    kind: 'collision-owner',
    title: `同事碰到你的客户：${shorten(facts.customerName, 17)}`,
    body: `判断依据：${because(facts.sentence)}。你仍是归属人，无需操作；对方如申诉会通知你。`,
    actions: undefined,
  }
}

/** When somebody else's tap finds the case already running or closed. */
export function collisionClosed(facts: CollisionFacts, closed: string): Notice {
  return { ...collisionWarning(facts), closed }
}

/** For both sides when a manager finds that the two customers are not the same. */
export function collisionTakenBack(facts: CollisionFacts, judge: Person, reader: Person): Notice {
  const mayReport = reader.userId === facts.claimant.userId
  return {
    kind: 'collision-taken-back',
    tone: 'success',
    title: `撞单已取消：${shorten(facts.claimedName, 20)}`,
    subtitle: `${judge.name} 确认它和「${shorten(facts.customerName, 20)}」不是同一家`,
    lines: [],
    body: mayReport ? '可以报备这个客户了。' : '你的客户不受影响，无需操作。',
    page: page(facts.collisionId),
  }
}
