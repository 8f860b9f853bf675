import { runCardAction } from '../../src/chat/card-actions'
import type { Notice } from '../../src/delivery/messages'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { appealRuling } from '../../src/dispute/appeal-ruling'
import { DisputeEntity } from '../../src/dispute/dispute.entity'
import { disputeView } from '../../src/dispute/dispute-view'
import { openDispute } from '../../src/dispute/open-dispute'
import { type Ruling, ruleDispute } from '../../src/dispute/rule-dispute'
import { withdrawDispute } from '../../src/dispute/withdraw-dispute'
import { DepartmentEntity, MemberEntity } from '../../src/member/member.entity'
import { markLeft } from '../../src/organisation/leaver'
import { activeOwnership } from '../../src/ownership/active-ownerships'
import { isMine } from '../../src/ownership/is-mine'
import { submitRegistration } from '../../src/registration/submit-registration'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

describe.each(ENGINES)('every dispute ends, and everybody is told the truth about it, on %s', engine => {
  let world: TestWorld
  let customerId: string
  let collisionId: string
  beforeEach(async () => {
    world = await createWorld(engine)
    customerId = (await report('zhangsan', 'a')).customer!.id
    collisionId = (await report('wangwu', 'b')).collision!.id
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })

  const report = async (userId: string, requestKey: string) =>
    submitRegistration(await world.as(userId), { name: '杭州青禾智能科技有限公司', phone: '13800000001', requestKey })
  const open = async () => openDispute(await world.as('wangwu'), { collisionId })
  const rule = async (userId: string, ruling: Ruling) => ruleDispute(await world.as(userId), ruling)
  const appeal = async (userId: string, disputeId: string) =>
    appealRuling(await world.as(userId), { disputeId, reason: '有新的合同' })
  const leave = (userId: string) => world.system.transaction(tx => markLeft(tx, userId, 'deleted'))
  const owner = () => activeOwnership(world.database.read, customerId, 'all')
  const told = async (userId: string, kind?: string): Promise<Notice[]> =>
    (await world.database.read.find(OutboxEntity, { order: { id: 'ASC' } })).flatMap(({ message }) =>
      message.type === 'notice' &&
      message.to.kind === 'member' &&
      message.to.userId === userId &&
      (!kind || message.notice.kind === kind)
        ? [message.notice]
        : [],
    )

  describe('the arbiter', () => {
    it('is the next common leader when the nearest has left', async () => {
      await leave('director')
      expect((await open()).arbiterId).toBe('boss')
    })

    it('is never a party: without anybody else the appeal is refused and says what to do, and nothing is frozen', async () => {
      for (const gone of ['director', 'boss', 'admin']) await leave(gone)
      await expect(open()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('管理员') })
      expect((await owner())!.frozenBy).toBeNull()
    })

    it('who leaves hands the running case to the next one, who gets the card', async () => {
      const { id } = await open()
      await leave('director')
      const { arbiterId } = await world.database.read.findOneByOrFail(DisputeEntity, { id })
      expect(arbiterId).toBe('boss')
      expect(await told('boss', 'dispute')).toHaveLength(1)
      await rule('boss', { disputeId: id, outcome: 'dismiss' })
    })

    it('keeps the case when nobody else could take it', async () => {
      const { id } = await open()
      for (const gone of ['boss', 'admin', 'director']) await leave(gone)
      expect((await world.database.read.findOneByOrFail(DisputeEntity, { id })).arbiterId).toBe('director')
    })
  })

  it('an appeal is told to the other party, not to the one who made it', async () => {
    const { id } = await open()
    expect((await told('zhangsan', 'dispute-party')).map(notice => notice.title)).toEqual(['王五 对你的客户提出申诉'])
    await rule('director', { disputeId: id, outcome: 'award', awardTo: 'wangwu' })
    await appeal('zhangsan', id)
    expect(await told('zhangsan', 'dispute-party')).toHaveLength(1)
    expect((await told('wangwu', 'dispute-party')).map(notice => notice.title)).toEqual(['张三 对裁决申请复议'])
  })

  describe('the second ruling', () => {
    const awarded = async () => {
      const { id } = await open()
      await rule('director', { disputeId: id, outcome: 'award', awardTo: 'wangwu' })
      await appeal('zhangsan', id)
      return id
    }

    it('shows its arbiter what was ruled before', async () => {
      await awarded()
      const [card] = await told('boss', 'dispute')
      expect(card!.subtitle).toContain('判给 王五')
      const { sentence } = await disputeView(
        await world.as('boss'),
        (await world.database.read.find(DisputeEntity))[0]!.id,
      )
      expect(sentence).toBe('等待 孙总 复议，原裁决：判给 王五')
    })

    it('驳回 keeps the first one, and says so to the one who won and the one who lost', async () => {
      const id = await awarded()
      await rule('boss', { disputeId: id, outcome: 'dismiss' })
      expect((await owner())!.ownerId).toBe('wangwu')
      const [winner, loser] = [(await told('wangwu', 'ruling')).at(-1)!, (await told('zhangsan', 'ruling')).at(-1)!]
      expect(winner.body).toBe('归属不变，请继续跟进。')
      expect(loser.body).toContain('不要再联系客户')
      expect(loser.title).toContain('维持原裁决')
      expect((await disputeView(await world.as('zhangsan'), id)).ruling!.outcomeText).toContain('维持原裁决')
    })

    it('ends a joint follow-up that it does not keep', async () => {
      const { id } = await open()
      await rule('director', { disputeId: id, outcome: 'joint' })
      await appeal('zhangsan', id)
      await rule('boss', { disputeId: id, outcome: 'award', awardTo: 'zhangsan' })
      const ownership = (await owner())!
      expect(ownership.ownerId).toBe('zhangsan')
      expect(await isMine(world.database.read, ownership, 'wangwu')).toBe(false)
    })

    it('is not asked for when a third colleague has got the customer by then', async () => {
      const { id } = await open()
      await rule('director', { disputeId: id, outcome: 'release' })
      await report('lisi', 'c')
      await expect(appeal('zhangsan', id)).rejects.toMatchObject({ code: 'conflict' })
      expect(await owner()).toMatchObject({ ownerId: 'lisi', frozenBy: null })
    })

    it('can only be 驳回 when a third colleague got the customer while it was awaited', async () => {
      const { id } = await open()
      await rule('director', { disputeId: id, outcome: 'release' })
      await appeal('zhangsan', id)
      await report('lisi', 'c')
      const toZhangsan: Ruling = { disputeId: id, outcome: 'award', awardTo: 'zhangsan' }
      await expect(rule('boss', toZhangsan)).rejects.toMatchObject({ code: 'conflict' })
      await rule('boss', { disputeId: id, outcome: 'dismiss' })
      expect((await owner())!.ownerId).toBe('lisi')
      for (const party of ['zhangsan', 'wangwu'])
        expect((await told(party, 'ruling')).at(-1)!.body).not.toContain('客户归你')
    })
  })

  it('withdrawn, the owner learns that the customer is free of it', async () => {
    const { id } = await open()
    await withdrawDispute(await world.as('wangwu'), id)
    expect(await told('zhangsan', 'dispute-withdrawn')).toHaveLength(1)
    await withdrawDispute(await world.as('wangwu'), id)
    expect(await told('zhangsan', 'dispute-withdrawn')).toHaveLength(1)
  })

  it('withdrawn, an old card tapped shows that and has no buttons any more', async () => {
    const { id } = await open()
    await withdrawDispute(await world.as('wangwu'), id)
    const director = await world.as('director', 'bot')
    const { card, changed } = await director.transaction(tx => runCardAction(tx, `dismiss:${id}`, { kind: 'single' }))
    expect([changed, card.closed, card.actions]).toEqual([false, '申诉人已撤回', undefined])
  })

  it('a reason with the words “not the same” is no obstacle when both wrote the very same name', async () => {
    const { id } = await open()
    await rule('director', { disputeId: id, outcome: 'dismiss', reason: '两人联系的不是同一公司的部门' })
    expect((await owner())!.ownerId).toBe('zhangsan')
  })

  it('a leader of departments only, without anybody above, still finds an administrator', async () => {
    await world.system.transaction(async tx => {
      await tx.manager.update(DepartmentEntity, { id: 1 }, { leaderIds: [] })
      await tx.manager.update(DepartmentEntity, { id: 2 }, { leaderIds: [] })
      await tx.manager.update(MemberEntity, { userId: 'boss' }, { leadsDepartmentIds: [] })
    })
    expect((await open()).arbiterId).toBe('admin')
  })
})
