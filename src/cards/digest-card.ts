import type { Notice } from '../delivery/messages'
import { shorten } from './text'

const MOST_LINES = 12

/** Several warnings in one message, when a group's limit does not let them out one by one. */
export function digestCard(notices: Notice[]): Notice {
  const lines = notices.slice(0, MOST_LINES).map(notice => {
    const owner = notice.lines.find(line => line.label === '归属')?.value
    return `${shorten(notice.title, 30)}${owner ? `（归属 ${owner}）` : ''}`
  })
  const rest = notices.length - lines.length
  return {
    kind: 'digest',
    tone: 'warning',
    title: `${notices.length} 条撞单消息`,
    subtitle: '消息较多，已合并；可在小程序里逐条查看和申诉',
    lines: [],
    body: [...lines, ...(rest > 0 ? [`还有 ${rest} 条`] : [])].join('\n'),
    page: 'pages/collisions/collisions',
  }
}
