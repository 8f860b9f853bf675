import type { Notice, NoticeLine } from '../delivery/messages'
import type { Person } from '../member/members'
import { personLine, personText, shorten } from './text'

export interface LateCollision {
  customerName: string
  owner: Person
  claimant: Person
}

const MOST_SHOWN = 8

const linesOf = (items: LateCollision[]): NoticeLine[] =>
  items
    .slice(0, MOST_SHOWN)
    .map(item =>
      personLine(
        shorten(item.customerName, 12),
        item.claimant,
        `${item.claimant.name} → 归属 ${personText(item.owner)}`,
      ),
    )

const more = (count: number) => (count > MOST_SHOWN ? `另有 ${count - MOST_SHOWN} 条，` : '')

/** For a group: many collisions found at once after an outage. */
export function lateDigest(items: LateCollision[]): Notice {
  return {
    kind: 'late-digest',
    tone: 'warning',
    title: `补查到 ${items.length} 起撞单`,
    subtitle: '系统恢复后核对企业微信联系人时发现',
    lines: linesOf(items),
    body: `${more(items.length)}请在小程序「撞单」里查看，有异议可在那里申诉。`,
    page: 'pages/collisions/collisions',
  }
}

/** For one member: the same, their own side first. */
export function lateDigestForMember(items: LateCollision[], userId: string): Notice {
  const touched = items.filter(item => item.claimant.userId === userId).length
  const owned = items.length - touched
  const parts = [touched && `你碰到 ${touched} 个同事的客户`, owned && `同事碰到你的 ${owned} 个客户`].filter(Boolean)
  return { ...lateDigest(items), kind: 'late-digest-member', subtitle: parts.join('，') }
}

/** For one member: contacts nobody has reported yet, all in one. */
export function lateContacts(names: string[]): Notice {
  return {
    kind: 'late-contacts',
    tone: 'info',
    title: `有 ${names.length} 位新联系人还没有归属`,
    subtitle: '系统恢复后核对企业微信联系人时发现',
    lines: names.slice(0, MOST_SHOWN).map((name, i) => ({ label: `${i + 1}`, value: shorten(name, 24) })),
    body: '请报备属于你的客户，或把备注写成「公司-姓名-手机号」。',
    page: 'pages/report/report',
  }
}
