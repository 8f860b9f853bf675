import type { Notice } from '../delivery/messages'
import { dateText, shorten } from './text'

const MOST_SHOWN = 8

/** For an owner: protection that ends soon. */
export function protectionEnding(items: { customerName: string; protectedUntil: number }[]): Notice {
  return {
    kind: 'protection-ending',
    tone: 'info',
    title: `${items.length} 个客户的保护期快到了`,
    lines: items
      .slice(0, MOST_SHOWN)
      .map(item => ({ label: shorten(item.customerName, 14), value: dateText(item.protectedUntil) })),
    body: `${items.length > MOST_SHOWN ? `另有 ${items.length - MOST_SHOWN} 个。` : ''}写一条跟进记录即可延长保护期。`,
    page: 'pages/customers/customers',
  }
}

/** For administrators, daily: the head of the audit chain, so that a cut tail shows. */
export function chainHeadNotice(position: number, hash: string, at: number): Notice {
  return {
    kind: 'chain-head',
    tone: 'info',
    title: `审计日志日结 ${dateText(at)}`,
    lines: [
      { label: '条数', value: String(position) },
      { label: '校验值', value: hash.slice(0, 16) },
    ],
    body: `完整校验值 ${hash}。日后运行 npm run audit:verify 时，条数只会增加，同一条的校验值不会变。`,
  }
}
