import type { Notice } from '../delivery/messages'
import type { Person } from '../member/members'
import { dateText, personText, shorten } from './text'

export interface HandoverItem {
  customerName: string
  protectedUntil: number
}

const MOST_SHOWN = 10

/** For the leader of somebody who left: what has to be handed over. */
export function handoverList(leaver: Person, items: HandoverItem[], total: number): Notice {
  return {
    kind: 'handover',
    tone: 'warning',
    title: `${leaver.name} 已离开，${total} 个客户待交接`,
    subtitle: personText(leaver),
    lines: items
      .slice(0, MOST_SHOWN)
      .map(item => ({ label: shorten(item.customerName, 14), value: `保护期至 ${dateText(item.protectedUntil)}` })),
    body: `${total > MOST_SHOWN ? `另有 ${total - MOST_SHOWN} 个。` : ''}客户仍在 ${leaver.name} 名下，请安排同事接手。`,
    page: 'pages/customers/customers',
  }
}
