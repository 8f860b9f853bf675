import type { Context } from '../../context'
import { InboxEntity } from '../../delivery/inbox.entity'
import { findMember } from '../../member/members'
import { eventOfBot } from '../../wecom/received'
import { type Examination, type Finding, fail, ok, unknown, warn } from '../check'

const DAY_MS = 86_400_000

export const bot: Examination = {
  id: 'bot',
  title: '智能机器人',
  async examine(context, { botConnection }) {
    const { bot: config } = context.config
    if (!config)
      return warn(
        '没有配置机器人，群里只能单向提醒，不能点按钮和发命令',
        '企业微信 → 工作台 → 智能机器人 → 创建机器人 → API 模式 → 长连接，把 Bot ID 和 Secret 填到 WECOM_BOT_ID、WECOM_BOT_SECRET',
      )
    if (config.mode === 'websocket' && botConnection) {
      const { connected, lastError } = await botConnection(context)
      if (!connected)
        return fail(
          `机器人没有连上${lastError ? `：${lastError}` : ''}`,
          '核对 WECOM_BOT_ID、WECOM_BOT_SECRET；机器人的 API 设置里须选择“长连接”；同一个机器人不能被别的程序同时连接',
        )
    }
    return senderIds(context)
  },
}

/**
 * The bot tells who speaks in plain only when a super administrator created it (document 101039); otherwise
 * as an opaque id, which is nobody we know.
 */
async function senderIds(context: Context): Promise<Finding> {
  const [last] = await context.read.find(InboxEntity, {
    where: { source: 'bot' },
    order: { receivedAt: 'DESC' },
    take: 1,
  })
  if (!last?.payload) return unknown('机器人已配置，还没有收到过消息', '在群里 @机器人 发送“帮助”，有回复后重新检查')
  if (context.now() - last.receivedAt > 30 * DAY_MS)
    return warn('机器人一个月没有收到过消息', '在群里 @机器人 发送“帮助”，有回复后重新检查')
  const { userId } = eventOfBot(context.vault.open(last.payload))
  if (await findMember(context.read, userId)) return ok('机器人已连接，能认出说话的成员')
  return warn(
    '机器人收到的成员 ID 是加密的，或发言人不在应用可见范围',
    '请超级管理员重新创建机器人（创建者不是超级管理员时，ID 会被加密），并确认发言人在应用可见范围内',
  )
}
