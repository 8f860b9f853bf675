import type { Place } from '../../src/chat/commands'
import { handleText } from '../../src/chat/handle-text'
import type { Tx } from '../../src/context'
import type { NoticeMessage } from '../../src/delivery/messages'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { DisputeEntity } from '../../src/dispute/dispute.entity'
import { GroupEntity } from '../../src/group/group.entity'
import { MemberEntity } from '../../src/member/member.entity'
import { markLeft } from '../../src/organisation/leaver'
import { activeOwnership } from '../../src/ownership/active-ownerships'
import { RegistrationEntity } from '../../src/registration/registration.entity'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const NAME = '杭州青禾智能科技有限公司'

describe.each(ENGINES)('talk to the bot and to the app, on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })

  const single = { kind: 'single' } as const
  const group = { kind: 'group', chatId: 'chat-1' } as const
  const addressed = { ...group, addressed: true } as const
  const says = async (userId: string, text: string, place: Place = single) =>
    (await world.as(userId, 'bot')).transaction((tx: Tx) => handleText(tx, text, place))
  const owner = async () => {
    const [row] = await world.database.read.find(RegistrationEntity, {
      where: { status: 'registered' },
      order: { id: 'ASC' },
      take: 1,
    })
    return (await activeOwnership(world.database.read, row!.customerId!, 'all'))?.ownerId
  }
  const told = async () =>
    (await world.database.read.find(OutboxEntity, { order: { id: 'ASC' } })).flatMap(row =>
      row.message.type === 'notice' ? [row.message as NoticeMessage] : [],
    )

  it('the whole story by words: report, collide, appeal, rule', async () => {
    expect(await says('zhangsan', `报备 ${NAME} 王经理 13800000001`)).toMatchObject({ tone: 'success' })
    const collision = await says('wangwu', '报备：青禾智能，１３８００００００01')
    expect(collision).toMatchObject({ kind: expect.stringContaining('collision') })
    const dispute = await says('wangwu', '申诉 我上周就拜访过')
    expect(dispute!.title).toContain('申诉 #')
    const { seq } = await world.database.read.findOneByOrFail(DisputeEntity, { status: 'open' })
    const ruled = await says('director', `${seq}号判给王五`)
    expect(ruled!.title).toContain('判给 王五')
    expect(await owner()).toBe('wangwu')
  })

  it.each([
    ['王五 张三一直没有跟进', '判给 王五'],
    ['张三 王五只是打过电话', '判给 张三'],
  ])('a ruling goes to the one who is named first, whoever the reason speaks of: 判给 %s', async (words, title) => {
    await says('zhangsan', `报备 ${NAME} 13800000001`)
    await says('wangwu', `报备 ${NAME} 13800000001`)
    await says('wangwu', '申诉')
    expect((await says('director', `裁决 判给 ${words}`))!.title).toContain(title)
  })

  it('a ruling tells a name from one that begins with it', async () => {
    await world.system.transaction(tx => tx.manager.update(MemberEntity, { userId: 'wangwu' }, { name: '张三丰' }))
    await says('zhangsan', `报备 ${NAME} 13800000001`)
    await says('wangwu', `报备 ${NAME} 13800000001`)
    await says('wangwu', '申诉')
    expect((await says('director', '裁决 判给张三丰'))!.title).toContain('判给 张三丰')
    expect(await owner()).toBe('wangwu')
  })

  it('a report over chat comes once, however often the message is delivered', async () => {
    const context = await world.as('zhangsan', 'bot')
    for (let i = 0; i < 2; i++) await context.transaction(tx => handleText(tx, `报备 ${NAME}`, single))
    expect(await world.database.read.count(RegistrationEntity)).toBe(1)
  })

  it('a colleague who left is named as such, and not linked: WeCom refuses a card with a member it does not know', async () => {
    await says('zhangsan', `报备 ${NAME} 13800000001`)
    await world.system.transaction(tx => markLeft(tx, 'zhangsan', 'deleted'))
    const card = await says('wangwu', `报备 ${NAME} 13800000001`)
    const owner = card!.lines.find(line => line.label === '归属')
    expect(owner).toEqual({ label: '归属', value: '华东一部 张三（已离职）' })
    expect(card!.lines.find(line => line.label === '触碰人')).toMatchObject({ userId: 'wangwu' })
  })

  it('a collision is said once where it was asked, and in a group not to everybody again', async () => {
    const heard = async (userId: string) =>
      (await told()).filter(message => message.to.kind === 'member' && message.to.userId === userId)
    await says('zhangsan', `报备 ${NAME} 13800000001`)
    expect(await says('wangwu', `报备 ${NAME} 13800000001`)).toMatchObject({ kind: 'collision-claimant' })
    expect(await heard('wangwu')).toEqual([])
    expect(await heard('zhangsan')).toMatchObject([{ notice: { kind: 'collision-owner' } }])
    expect(await says('zhaoliu', '青禾智能的报价单谁有？')).toMatchObject({ kind: 'collision-claimant' })
    expect(await heard('zhaoliu')).toEqual([])
    expect(await says('lisi', `报备 ${NAME} 13800000001`, addressed)).toMatchObject({ kind: 'told-privately' })
    expect(await heard('lisi')).toMatchObject([{ notice: { kind: 'collision-claimant' } }])
    expect(await says('lisi', `报备 ${NAME} 13800000001`, addressed)).toMatchObject({ kind: 'collision-claimant' })
  })

  it('查 masks what the asker may not know, and counts', async () => {
    await says('zhangsan', `报备 ${NAME} 王经理 13800000001`)
    const answer = JSON.stringify(await says('wangwu', `查 ${NAME}`))
    expect(answer).not.toContain('张三')
    expect(answer).not.toContain('13800000001')
    const mine = JSON.stringify(await says('zhangsan', '我的客户'))
    expect(mine).toContain('青禾智能')
    expect(JSON.stringify(await says('wangwu', '我的客户'))).not.toContain('青禾')
  })

  it('names what is missing instead of guessing', async () => {
    await expect(says('zhangsan', '查')).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(says('zhangsan', '报备')).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(says('zhangsan', '申诉')).rejects.toMatchObject({ code: 'conflict' })
    await expect(says('director', '裁决 驳回')).rejects.toMatchObject({ code: 'conflict' })
    await expect(says('zhangsan', '绑定')).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('does not choose between two cases, and not a party that was not named', async () => {
    for (const [i, name] of ['杭州青禾智能科技有限公司', '北京山岳环保工程有限公司'].entries()) {
      await says('zhangsan', `报备 ${name} 1380000000${i}`)
      await says('wangwu', `报备 ${name} 1380000000${i}`)
      await says('wangwu', '申诉')
    }
    const disputes = await world.database.read.find(DisputeEntity, { order: { seq: 'ASC' } })
    expect(disputes).toHaveLength(2)
    await expect(says('director', '裁决 驳回')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`#${disputes[0]!.seq}`),
    })
    const no = disputes[0]!.seq
    await expect(says('director', `裁决 #${no} 判给 赵六`)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(says('director', `裁决 #${no} 判给 张三 王五`)).rejects.toMatchObject({ code: 'invalid_input' })
    await says('director', `裁决 #${no} 联合 60 40`)
    await expect(says('director', `裁决 #${no} 驳回`)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('does not let a party or a stranger rule', async () => {
    await says('zhangsan', `报备 ${NAME}`)
    await says('wangwu', `报备 ${NAME}`)
    await says('wangwu', '申诉')
    const { seq } = await world.database.read.findOneByOrFail(DisputeEntity, { status: 'open' })
    await expect(says('wangwu', `裁决 #${seq} 判给 王五`)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(says('lisi', `裁决 #${seq} 驳回`)).rejects.toMatchObject({ code: 'not_found' })
    expect(await owner()).toBe('zhangsan')
  })

  it('绑定 makes a group hear warnings; only leaders and administrators may', async () => {
    await expect(says('zhangsan', '绑定', group)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await says('director', '绑定 销售一群', group)).toBeDefined()
    expect(await world.database.read.find(GroupEntity)).toMatchObject([
      { chatId: 'chat-1', name: '销售一群', departmentIds: [2] },
    ])
    await says('zhangsan', `报备 ${NAME} 13800000001`)
    await says('wangwu', `报备 ${NAME} 13800000001`)
    const warning = (await told()).find(message => message.to.kind === 'group')
    expect(warning?.notice.kind).toBe('collision-warning')
    expect(JSON.stringify(warning)).not.toContain('13800000001')
  })

  it('answers 帮助 and, alone with the app, also what it does not understand', async () => {
    expect(await says('zhangsan', '帮助')).toMatchObject({ kind: 'help' })
    expect(await says('zhangsan', '今天天气不错')).toMatchObject({ kind: 'unknown' })
    expect(await says('zhangsan', '今天天气不错', group)).toBeUndefined()
    expect(await says('zhangsan', '今天天气不错', addressed)).toMatchObject({ kind: 'unknown' })
  })

  it('says until when a reported customer is protected', async () => {
    const answer = await says('zhangsan', `报备 ${NAME} 13800000001`)
    expect(answer?.body).toMatch(/保护期至 \d{4}-\d{2}-\d{2}/)
  })

  it('keeps 我的客户 out of a group: the list goes to the one who asked', async () => {
    await says('zhangsan', `报备 ${NAME} 13800000001`)
    expect(JSON.stringify(await says('zhangsan', '我的客户', addressed))).not.toContain('青禾')
    const list = (await told()).filter(message => message.notice.kind === 'mine')
    expect(list).toMatchObject([{ to: { kind: 'member', userId: 'zhangsan' } }])
    expect(list[0]!.notice.body).toContain('青禾智能')
  })

  it('shows the running case to who appeals twice, without the buttons of the arbiter', async () => {
    await says('zhangsan', `报备 ${NAME} 13800000001`)
    await says('wangwu', `报备 ${NAME} 13800000001`)
    const first = await says('wangwu', '申诉 我先拜访的')
    const again = await says('wangwu', '申诉')
    expect(again?.title).toBe(first?.title)
    expect(again?.actions).toBeUndefined()
    expect(await world.database.read.count(DisputeEntity)).toBe(1)
  })

  it('recognises a registered customer of somebody else in free talk', async () => {
    await says('zhangsan', `报备 ${NAME} 13800000001`)
    const answer = await says('wangwu', '青禾智能科技那边我下午过去谈一下合同')
    expect(answer?.kind).toMatch(/collision/)
    expect(await says('wangwu', '青禾智能科技明天签约', addressed)).toMatchObject({ kind: 'collision-warning' })
    expect(await says('zhangsan', '青禾智能科技那边我下午过去谈一下合同', group)).toBeUndefined()
  })
})
