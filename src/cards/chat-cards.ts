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
      '绑定 —— 在群里发，让本群接收撞单提醒',
    ].join('\n'),
  )

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
  const until = protectedUntil ? `保护期至 ${dateText(protectedUntil)}，记得按时跟进。` : '记得按时跟进。'
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
): Notice {
  if (!items.length) return plain('mine', '你还没有客户', '发送「报备 公司名 联系人 手机号」登记第一个客户。')
  const lines = items.map(
    item =>
      `${shorten(item.name, 20)}${item.state === 'disputed' ? '（争议中）' : ''} 保护至 ${item.protectedUntil ? dateText(item.protectedUntil) : '-'}`,
  )
  return plain('mine', '我的客户', [...lines, ...(more ? ['更多请打开小程序查看'] : [])].join('\n'))
}

export const boundCard = (audience: string): Notice =>
  plain('bound', '绑定成功', `本群将收到${audience}的撞单提醒和裁决结果。`, 'success')
