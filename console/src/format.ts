const shanghai = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

/** `2026/03/02 10:00`, in China whatever the browser's zone is. */
export const time = (at?: number) => (at === undefined ? '–' : shanghai.format(at))

export function duration(ms: number): string {
  if (ms < 1_000) return '不到 1 秒'
  if (ms < 60_000) return `${Math.round(ms / 1_000)} 秒`
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} 分钟`
  return `${Math.round(ms / 3_600_000)} 小时`
}

/** What an inbox row or an outgoing message is about, in words. */
const KINDS: [prefix: string, label: string][] = [
  ['change_external_contact/add', '添加客户'],
  ['change_external_contact/edit', '修改客户备注'],
  ['change_external_contact/del', '删除客户'],
  ['change_external_contact', '客户变化'],
  ['change_external_chat', '客户群变化'],
  ['change_contact', '通讯录变化'],
  ['template_card_event', '点击卡片'],
  ['bot/text', '机器人收到的消息'],
  ['bot/', '机器人事件'],
  ['text', '发给应用的消息'],
  ['collision-', '撞单提醒'],
  ['dispute-', '申诉与裁决'],
  ['card-update', '更新卡片'],
]
export const kind = (name: string) => KINDS.find(([prefix]) => name.startsWith(prefix))?.[1] ?? name
