import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { appealRuling } from '../../src/dispute/appeal-ruling'
import { disputeView } from '../../src/dispute/dispute-view'
import { openDispute } from '../../src/dispute/open-dispute'
import { ruleDispute } from '../../src/dispute/rule-dispute'
import { activeOwnership } from '../../src/ownership/active-ownerships'
import { submitRegistration } from '../../src/registration/submit-registration'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

describe.each(ENGINES)('a dispute on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })

  const report = async (userId: string, requestKey: string) =>
    submitRegistration(await world.as(userId), { name: '杭州青禾智能科技有限公司', phone: '13800000001', requestKey })

  async function collided() {
    const first = await report('zhangsan', 'a')
    const second = await report('wangwu', 'b')
    return { customerId: first.customer!.id, collisionId: second.collision!.id }
  }

  it('the second report collides and changes nothing about the owner', async () => {
    expect((await report('zhangsan', 'a')).kind).toBe('registered')
    const second = await report('wangwu', 'b')
    expect(second.kind).toBe('collided')
    expect(second.check.verdict).toBe('collided')
    expect(second.check.matches[0]!.owner!.name).toBe('张*')
    expect(second.check.matches[0]!.customerId).toBeUndefined()
  })

  it('the same request sent twice is one registration', async () => {
    const [first, again] = [await report('zhangsan', 'a'), await report('zhangsan', 'a')]
    expect(again.registration.id).toBe(first.registration.id)
    expect(again.kind).toBe('registered')
  })

  it('goes to the nearest leader common to both, who awards it; owner, card and both sides follow', async () => {
    const { customerId, collisionId } = await collided()
    const dispute = await openDispute(await world.as('wangwu'), { collisionId, statement: '我上周就拜访过' })
    expect(dispute.arbiterId).toBe('director')
    const frozen = await activeOwnership(world.database.read, customerId, 'all')
    expect(frozen!.frozenBy).toBe(dispute.id)

    await ruleDispute(await world.as('director'), {
      disputeId: dispute.id,
      outcome: 'award',
      awardTo: 'wangwu',
      reason: '先拜访',
    })
    const owner = await activeOwnership(world.database.read, customerId, 'all')
    expect(owner!.ownerId).toBe('wangwu')
    expect(owner!.frozenBy).toBeNull()
    const view = await disputeView(await world.as('zhangsan'), dispute.id)
    expect(view.ruling!.outcomeText).toBe('判给 王五')
    expect(view.can.appeal).toBe(true)
    const messages = await world.database.read.find(OutboxEntity)
    expect(
      messages.some(row => row.message.type === 'card-update' && row.message.subject === `dispute:${dispute.id}`),
    ).toBe(true)
    const told = messages.flatMap(row =>
      row.message.type === 'notice' && row.message.notice.kind === 'ruling' && row.message.to.kind === 'member'
        ? [row.message.to.userId]
        : [],
    )
    expect(told.sort()).toEqual(['wangwu', 'zhangsan'])
  })

  it('is not ruled by a party, a stranger or twice', async () => {
    const { collisionId } = await collided()
    const dispute = await openDispute(await world.as('wangwu'), { collisionId })
    const ruling = { disputeId: dispute.id, outcome: 'dismiss' as const }
    await expect(ruleDispute(await world.as('wangwu'), ruling)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(ruleDispute(await world.as('lisi'), ruling)).rejects.toMatchObject({ code: 'not_found' })
    await expect(ruleDispute(await world.as('east'), ruling)).rejects.toMatchObject({ code: 'not_found' })
    await ruleDispute(await world.as('director'), ruling)
    await expect(ruleDispute(await world.as('director'), { ...ruling, outcome: 'release' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('of two rulings at the same instant one is kept', async () => {
    const { collisionId } = await collided()
    const dispute = await openDispute(await world.as('wangwu'), { collisionId })
    const attempts = await Promise.allSettled([
      ruleDispute(await world.as('director'), { disputeId: dispute.id, outcome: 'award', awardTo: 'wangwu' }),
      ruleDispute(await world.as('boss'), { disputeId: dispute.id, outcome: 'dismiss' }),
    ])
    expect(attempts.map(attempt => attempt.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('may be appealed against once, by the loser, to the next leader', async () => {
    const { collisionId } = await collided()
    const dispute = await openDispute(await world.as('wangwu'), { collisionId })
    await ruleDispute(await world.as('director'), { disputeId: dispute.id, outcome: 'dismiss' })
    await expect(
      appealRuling(await world.as('zhangsan'), { disputeId: dispute.id, reason: '无' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const appealed = await appealRuling(await world.as('wangwu'), { disputeId: dispute.id, reason: '有新的合同' })
    expect(appealed.arbiterId).toBe('boss')
    await ruleDispute(await world.as('boss'), {
      disputeId: dispute.id,
      outcome: 'joint',
      shares: { zhangsan: 60, wangwu: 40 },
    })
    await expect(
      appealRuling(await world.as('wangwu'), { disputeId: dispute.id, reason: '再来' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})
