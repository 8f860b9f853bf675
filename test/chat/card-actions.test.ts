import { AuditEntity } from '../../src/audit/audit.entity'
import { runCardAction } from '../../src/chat/card-actions'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { DisputeEntity } from '../../src/dispute/dispute.entity'
import { activeOwnership } from '../../src/ownership/active-ownerships'
import { submitRegistration } from '../../src/registration/submit-registration'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

describe.each(ENGINES)('buttons of cards on %s', engine => {
  let world: TestWorld
  let customerId: string
  let collisionId: string
  beforeEach(async () => {
    world = await createWorld(engine)
    const report = async (userId: string) =>
      submitRegistration(await world.as(userId), {
        name: '杭州青禾智能科技有限公司',
        phone: '13800000001',
        requestKey: userId,
      })
    customerId = (await report('zhangsan')).customer!.id
    collisionId = (await report('wangwu')).collision!.id
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })

  const taps = async (userId: string, key: string) =>
    (await world.as(userId, 'bot')).transaction(tx => runCardAction(tx, key, { kind: 'single' }))
  const appeal = async () => {
    await taps('wangwu', `appeal:${collisionId}`)
    return (await world.database.read.findOneByOrFail(DisputeEntity, { collisionId })).id
  }
  const owner = async () => (await activeOwnership(world.database.read, customerId, 'all'))?.ownerId

  it('申诉 turns the warning into the card of the case, whose buttons rule it', async () => {
    const { card, changed } = await taps('wangwu', `appeal:${collisionId}`)
    expect(changed).toBe(true)
    expect(card.subject).toMatch(/^dispute:/)
    const award = card.actions!.find(action => action.text === '判给王五')!
    const ruled = await taps('director', award.key)
    expect(ruled).toMatchObject({ changed: true, card: { closed: '已由周总监裁决' } })
    expect(await owner()).toBe('wangwu')
  })

  it.each(['joint', 'release', 'dismiss'])('%s does what it says', async verb => {
    const id = await appeal()
    await taps('director', `${verb}:${id}`)
    expect(await owner()).toBe({ joint: 'zhangsan', release: undefined, dismiss: 'zhangsan' }[verb])
    expect(await world.database.read.findOneByOrFail(DisputeEntity, { id })).toMatchObject({
      status: 'ruled',
      outcome: verb,
    })
  })

  it('rights are those of the one who taps, not those of the one the card was for', async () => {
    const id = await appeal()
    await expect(taps('zhangsan', `award:${id}:zhangsan`)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(taps('wangwu', `dismiss:${id}`)).rejects.toMatchObject({ code: 'forbidden' })
    for (const stranger of ['lisi', 'zhaoliu', 'east', 'south'])
      await expect(taps(stranger, `dismiss:${id}`)).rejects.toMatchObject({ code: 'not_found' })
    await expect(taps('zhangsan', `appeal:${collisionId}`)).rejects.toMatchObject({ code: 'not_found' })
    expect(await owner()).toBe('zhangsan')
    expect(await world.database.read.findOneByOrFail(DisputeEntity, { id })).toMatchObject({ status: 'open' })
    await taps('admin', `dismiss:${id}`)
  })

  it('forged keys change nothing', async () => {
    const id = await appeal()
    const before = await world.database.read.count(AuditEntity)
    for (const key of [
      '',
      ':',
      'award',
      `award:${id}`,
      `award:${id}:lisi`,
      `award:${id}:`,
      'award::zhangsan',
      `constructor:${id}`,
      `__proto__:${id}`,
      `toString:${id}`,
      `rule:${id}`,
      `award:${id}' OR 1=1:zhangsan`,
      'dismiss:01HZZZZZZZZZZZZZZZZZZZZZZZ',
      `appeal:${'9'.repeat(3000)}`,
    ])
      await expect(taps('director', key)).rejects.toMatchObject({ name: 'AppError' })
    expect(await world.database.read.count(AuditEntity)).toBe(before)
    expect(await owner()).toBe('zhangsan')
  })

  it('a second tap changes nothing and brings the state the card should show', async () => {
    const id = await appeal()
    await taps('director', `award:${id}:wangwu`)
    const before = await world.database.read.count(OutboxEntity)
    const again = await taps('director', `award:${id}:zhangsan`)
    expect(again).toMatchObject({ changed: false, card: { closed: '已由周总监裁决' } })
    expect(await owner()).toBe('wangwu')
    expect(await world.database.read.count(OutboxEntity)).toBe(before)
    expect(await taps('wangwu', `appeal:${collisionId}`).catch(error => error.code)).toBe('conflict')
  })

  it('申诉 tapped twice, also at the same instant, is one case', async () => {
    await Promise.all(Array.from({ length: 4 }, () => taps('wangwu', `appeal:${collisionId}`)))
    expect(await world.database.read.count(DisputeEntity)).toBe(1)
    const cards = (await world.database.read.find(OutboxEntity)).filter(
      row => row.message.type === 'notice' && row.message.notice.kind === 'dispute',
    )
    expect(cards).toHaveLength(1)
  })

  it('of two managers at once one rules; the other one learns it', async () => {
    const id = await appeal()
    const results = await Promise.allSettled([
      taps('director', `award:${id}:wangwu`),
      taps('boss', `dismiss:${id}`),
      taps('admin', `release:${id}`),
    ])
    const ruled = results.filter(result => result.status === 'fulfilled' && result.value.changed)
    expect(ruled).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' })
      else expect(result.value.card.closed).toBeDefined()
    }
    const rulings = (await world.database.read.find(OutboxEntity)).filter(
      row => row.message.type === 'notice' && row.message.notice.kind === 'ruling',
    )
    expect(rulings).toHaveLength(2)
  })
})
