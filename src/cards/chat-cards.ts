import type { CheckResult } from '../customer/check-customer'
import type { Notice, NoticeLine } from '../delivery/messages'
import { dateText, shorten } from './text'

const plain = (kind: string, title: string, body?: string, tone: Notice['tone'] = 'info'): Notice => ({
  kind,
  tone,
  title,
  lines: [],
  body,
})

/** The answer when something was refused: what is wrong and what to do. */
export const refusal = (message: string): Notice => plain('refusal', '没有完成', message, 'warning')

export const helpCard = (): Notice =>
  plain(
    'help',
    '报备助手能做什么',
    [
      '查 公司名或手机号 —— 看看是谁的客户',
      '报备 公司名 联系人 手机号 —— 登记为你的客户',
      '申诉 —— 对最近一次撞单提出异议',
      '裁决 #编号 判给 姓名（或 联合 / 退回公海 / 驳回）—— 主管用',
      '我的客户 —— 看你的客户和保护期',
      '绑定 群名 —— 主管在群里发，让本群接收撞单提醒',
    ].join('\n'),
  )

/** For a group, where the whole list of commands would be in everybody's way. */
export const notUnderstoodInGroup = (): Notice =>
  plain('unknown', '没看懂这句话', '可以 @我 发「查 公司名」或「报备 公司名 联系人 手机号」，发「帮助」看全部用法。')

/** In a group, when the answer is for one person only. */
export const toldPrivately = (): Notice => plain('told-privately', '已私信发给你')

export const unknownCommand = (): Notice => ({ ...helpCard(), kind: 'unknown', title: '没看懂这句话，你可以这样说' })

/** The answer to 查, for a group: what the check says is masked already. */
export function checkCard(query: string, result: CheckResult): Notice {
  const [match] = result.matches
  const lines: NoticeLine[] = match
    ? [
        { label: '客户', value: match.name },
        ...(match.owner
          ? [{ label: '归属', value: [match.owner.department, match.owner.name].filter(Boolean).join(' ') }]
          : []),
        ...(match.protectedUntil ? [{ label: '保护期至', value: dateText(match.protectedUntil) }] : []),
      ]
    : []
  const tone = { free: 'success', yours: 'success', similar: 'warning', collided: 'danger' } as const
  return {
    kind: 'check',
    tone: tone[result.verdict],
    title: `查重：${shorten(query, 20)}`,
    lines,
    body: `${result.sentence}\n今天还可查 ${result.remaining} 次`,
  }
}

export function registeredCard(
  name: string,
  kind: 'registered' | 'yours' | 'pending',
  protectedUntil?: number,
): Notice {
  if (kind === 'pending')
    return plain(
      'registered',
      `「${shorten(name, 18)}」已提交，等主管审批`,
      '有相似客户，需要主管确认后才归你。',
      'info',
    )
  const until = protectedUntil ? `客户归你，保护期至 ${dateText(protectedUntil)}，记得按时跟进。` : '记得按时跟进。'
  return plain(
    'registered',
    kind === 'yours' ? `「${shorten(name, 18)}」已经是你的客户` : `报备成功：${shorten(name, 18)}`,
    until,
    'success',
  )
}

export function myCustomersCard(
  items: { name: string; protectedUntil?: number; state: string }[],
  more: boolean,
  now: number,
): Notice {
  if (!items.length) return plain('mine', '你还没有客户', '发送「报备 公司名 联系人 手机号」登记第一个客户。')
  const lines = items.map(
    item =>
      `${shorten(item.name, 16)}${item.state === 'disputed' ? '（争议中）' : ''} ${protectionText(item.protectedUntil, now)}`,
  )
  const rest = more ? ['更多在小程序「我的客户」里'] : []
  return { ...plain('mine', '我的客户', [...lines, ...rest].join('\n')), page: 'pages/customers/customers' }
}

function protectionText(until: number | undefined, now: number): string {
  if (!until) return '无保护期'
  return until < now ? '保护期已过' : `至 ${dateText(until)}`
}

export const boundCard = (name: string, audience: string): Notice =>
  plain('bound', `绑定成功：${shorten(name, 18)}`, `本群将收到${audience}的撞单提醒和裁决结果。`, 'success')
