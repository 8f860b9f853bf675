import { append } from '../actions/append'
import { externalChat } from '../actions/chats'
import type { Tenant } from '../tenant'
import { groupIds } from './people'

const lines: [chat: string, userId: string, text: string, hoursAgo: number][] = [
  [groupIds.all, 'zhouhai', '各位，本季度报备率要到 95%。见客户前先查重，别撞单。', 50],
  [groupIds.all, 'wanglei', '华东收到。', 49],
  [groupIds.all, 'liuyang', '华北收到，周五前补齐。', 48],
  [groupIds.east, 'wanglei', '这周重点跟展会上的线索，谁先接触谁先报备。', 30],
  [groupIds.east, 'zhangwei', '好的王经理，我手上两家在走审批。', 29],
  [groupIds.east, 'lina', '我这边新加了几个微信，今天补备注。', 28],
  [groupIds.north, 'qianfeng', '青岛那家下周去拜访，谁有采购的联系方式？', 27],
  [groupIds.north, 'liuyang', '先在小程序里查一下归谁。', 26],
  [groupIds.south, 'chenjing', '深圳的客户比较集中，报备时写清楚公司全称。', 25],
  [groupIds.south, 'hanbing', '收到～', 24],
]

/** A little history in the groups and with some customers, so that the first look is not empty. */
export function smallTalk(tenant: Tenant, now: number): void {
  const { world } = tenant
  const hour = 3_600_000
  for (const [chatId, userId, content, ago] of lines) {
    const chat = world.chats.get(chatId)
    const member = world.member(userId)
    if (!chat || !member) continue
    append(
      world,
      chat,
      { kind: 'member', id: userId, name: member.name },
      'text',
      { content },
      { at: now - ago * hour },
    )
  }
  for (const userId of ['zhangwei', 'lina', 'qianfeng', 'hanbing']) {
    const member = world.member(userId)!
    const held = world.follows
      .values()
      .filter(f => f.userId === userId)
      .slice(0, 3)
    held.forEach((follow, i) => {
      const customer = world.externals.get(follow.externalId)!
      const chat = externalChat(world, member, customer.id)
      const from = { kind: 'external' as const, id: customer.id, name: customer.nickname }
      const at = now - (20 - i * 3) * hour
      append(
        world,
        chat,
        from,
        'text',
        { content: ['报价能再优惠些吗？', '下周三下午方便来一趟吗？', '资料已转给我们李总。'][i]! },
        { at },
      )
      append(
        world,
        chat,
        { kind: 'member', id: userId, name: member.name },
        'text',
        { content: '好的，我确认后回复您。' },
        { at: at + 60_000 },
      )
    })
  }
  // what was said long ago has been read
  const last = world.messages.since(0).at(-1)?.seq ?? 0
  for (const member of world.members.values()) {
    for (const chat of world.chats.values()) {
      if (chat.people.some(p => p.id === member.userId)) world.reads.put(`${member.userId}/${chat.id}`, { seq: last })
    }
  }
}
