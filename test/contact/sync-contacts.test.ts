import { ContactLinkEntity, LateFindingEntity, ReviewItemEntity } from '../../src/contact/contact.entity'
import { tellLateFindings } from '../../src/contact/late-findings'
import { stepContactSync } from '../../src/contact/sync-contacts'
import { contactRun, startContactSync } from '../../src/contact/sync-state'
import { assertInvariants } from '../support/invariants'
import { ENGINES } from '../support/world'
import { type ContactWorld, contactWorld, DAY, MINUTE, NOW } from './contact-world'

const HOUR = 60 * MINUTE
const COMPANY = '杭州云帆科技有限公司'
const PHONE = '13800000000'
const phone = (i: number) => `138000001${String(i).padStart(2, '0')}`

describe.each(ENGINES)('contacts are kept in step (%s)', engine => {
  let at: ContactWorld
  beforeEach(async () => {
    at = await contactWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(at.world)
    await at.world.close()
  })
  const db = () => at.world.database.read

  /** One whole run; steps that meet the budget wait for the next minute. */
  async function run(): Promise<void> {
    await startContactSync(at.world.system)
    for (let i = 0; i < 1000; i++) {
      const result = await stepContactSync(at.world.system, at.directory)
      if (result === 'done') return
      if (typeof result === 'object') at.world.clock.advance(result.waitMs)
    }
    throw new Error('the run did not end')
  }
  async function tell(): Promise<void> {
    at.world.clock.advance(5 * MINUTE)
    await tellLateFindings(at.world.system, false)
  }
  /** The first run is over before anything happens. */
  async function afterFirstRun(): Promise<void> {
    await run()
    at.world.clock.advance(DAY)
  }

  it('never warns in the first run, whatever it finds; it fills the review list', async () => {
    await at.register('zhangsan', { name: COMPANY, phone: PHONE })
    at.directory.hold({ externalUserId: 'wmOld' }, { userId: 'lisi', addedAt: NOW - 20 * DAY, remarkMobiles: [PHONE] })
    at.directory.hold({ externalUserId: 'wmNew' }, { userId: 'wangwu', addedAt: NOW - DAY, remarkMobiles: [PHONE] })
    at.directory.hold(
      { externalUserId: 'wmShared' },
      { userId: 'lisi', addedAt: NOW - 30 * DAY },
      { userId: 'wangwu', addedAt: NOW - 20 * DAY },
    )
    at.directory.hold({ externalUserId: 'wmNick' }, { userId: 'lisi', addedAt: NOW - 20 * DAY })
    await run()
    await tell()
    expect(await at.said()).toEqual([])
    expect(await at.collisions()).toEqual([])
    const items = await db().find(ReviewItemEntity, { order: { kind: 'ASC' } })
    expect(items.map(item => `${item.kind} ${item.subject}`)).toEqual([
      'shared-contact wmShared',
      'stock-collision wmOld|lisi',
    ])
  })

  it('finds at night what no event told, and the warning still comes', async () => {
    await afterFirstRun()
    await at.register('zhangsan', { name: COMPANY, phone: PHONE })
    at.directory.hold(
      { externalUserId: 'wmMissed' },
      { userId: 'lisi', addedAt: at.world.clock.now - 10 * HOUR, remarkMobiles: [PHONE] },
    )
    await run()
    await tell()
    expect(await at.said()).toEqual([
      'collision-warning → group',
      'collision-claimant → lisi',
      'collision-owner → zhangsan',
    ])
    await run()
    await tell()
    expect(await at.said()).toHaveLength(3)
  })

  it('finds a remark mobile that was changed without an event', async () => {
    await at.register('zhangsan', { name: COMPANY, phone: PHONE })
    at.directory.hold({ externalUserId: 'wmQuiet' }, { userId: 'lisi', addedAt: NOW - 20 * DAY })
    await afterFirstRun()
    at.directory.hold(
      { externalUserId: 'wmQuiet' },
      { userId: 'lisi', addedAt: NOW - 20 * DAY, remarkMobiles: [PHONE] },
    )
    await run()
    expect(await at.collisions()).toMatchObject([{ claimantId: 'lisi' }])
  })

  it('tells what an outage left in one digest per group and person', async () => {
    await afterFirstRun()
    for (let i = 0; i < 12; i++) {
      await at.register('zhangsan', {
        name: `杭州第${'甲乙丙丁戊己庚辛壬癸子丑'[i]}号${'东西南北春夏秋冬梅兰竹菊'[i]}贸易有限公司`,
        phone: phone(i),
      })
      at.directory.hold(
        { externalUserId: `wmLate${i}` },
        { userId: i % 2 ? 'lisi' : 'wangwu', addedAt: at.world.clock.now - 8 * HOUR, remarkMobiles: [phone(i)] },
      )
    }
    for (let i = 0; i < 5; i++)
      at.directory.hold({ externalUserId: `wmWho${i}` }, { userId: 'zhaoliu', addedAt: at.world.clock.now - 8 * HOUR })
    await run()
    expect(await at.said()).toEqual([])
    await tell()
    expect((await at.said()).sort()).toEqual(
      [
        'late-contacts → zhaoliu',
        'late-digest → group',
        'late-digest-member → lisi',
        'late-digest-member → wangwu',
        'late-digest-member → zhangsan',
      ].sort(),
    )
    expect(await at.collisions()).toHaveLength(12)
    expect(await db().count(LateFindingEntity)).toBe(0)
  })

  it('puts events that come hours late into the digest too', async () => {
    for (let i = 0; i < 5; i++) {
      await at.register('zhangsan', {
        name: `杭州第${'甲乙丙丁戊'[i]}号${'东西南北春'[i]}贸易有限公司`,
        phone: phone(i),
      })
      at.directory.hold(
        { externalUserId: `wmBacklog${i}` },
        { userId: 'lisi', addedAt: NOW, remarkMobiles: [phone(i)] },
      )
    }
    at.world.clock.advance(6 * HOUR)
    for (let i = 0; i < 5; i++) await at.tell({ userId: 'lisi', externalUserId: `wmBacklog${i}`, createdAt: NOW })
    expect(await at.said()).toEqual([])
    await tell()
    expect(await at.said()).toEqual([
      'late-digest → group',
      'late-digest-member → zhangsan',
      'late-digest-member → lisi',
    ])
    expect(await at.collisions()).toHaveLength(5)
  })

  it('goes on where it stopped, page by page', async () => {
    for (let i = 0; i < 10; i++)
      at.directory.hold({ externalUserId: `wm${i}` }, { userId: 'lisi', addedAt: NOW - 20 * DAY })
    at.directory.pageSize = 3
    await startContactSync(at.world.system)
    await stepContactSync(at.world.system, at.directory)
    await stepContactSync(at.world.system, at.directory)
    at.directory.fail('listContactsOf')
    await expect(stepContactSync(at.world.system, at.directory)).rejects.toThrow('listContactsOf failed')
    expect(await contactRun(db())).toMatchObject({ cursor: '3', pages: 1 })
    await run()
    expect(at.directory.calls.filter(call => call === 'listContactsOf')).toHaveLength(5)
    expect(await db().count(ContactLinkEntity)).toBe(10)
  })

  it('never takes a failed or missing page for deleted contacts', async () => {
    at.directory.hold({ externalUserId: 'wmStays' }, { userId: 'lisi', addedAt: NOW - 20 * DAY })
    at.directory.hold(
      { externalUserId: 'wmGoes' },
      { userId: 'wangwu', addedAt: NOW - 20 * DAY },
      { userId: 'zhaoliu', addedAt: NOW - 20 * DAY },
    )
    await afterFirstRun()
    at.directory.refuse('lisi')
    at.directory.drop('wmGoes', 'wangwu')
    at.directory.hold({ externalUserId: 'wmOther' }, { userId: 'wangwu', addedAt: NOW })
    at.directory.fail('getContact')
    await startContactSync(at.world.system)
    await stepContactSync(at.world.system, at.directory)
    await expect(stepContactSync(at.world.system, at.directory)).rejects.toThrow('getContact failed')
    const states = async () =>
      Object.fromEntries(
        (await db().find(ContactLinkEntity)).map(link => [`${link.externalUserId}/${link.userId}`, link.state]),
      )
    expect(await states()).toMatchObject({ 'wmGoes/wangwu': 'active' })
    await run()
    expect(await states()).toEqual({
      'wmStays/lisi': 'active',
      'wmGoes/wangwu': 'removed-by-member',
      'wmGoes/zhaoliu': 'active',
      'wmOther/wangwu': 'active',
    })
  })

  it('writes nothing but one mark for what is unchanged', async () => {
    await at.register('zhangsan', { name: COMPANY, phone: PHONE })
    for (let i = 0; i < 20; i++)
      at.directory.hold({ externalUserId: `wm${i}` }, { userId: 'zhangsan', addedAt: NOW, remarkMobiles: [PHONE] })
    await run()
    at.world.clock.advance(DAY)
    const transactions = jest.spyOn(at.world.database, 'transaction')
    await run()
    expect(transactions.mock.calls.length).toBeLessThan(12)
    expect(
      (await db().find(ContactLinkEntity)).every(
        link => link.syncedAt === at.world.clock.now && link.state === 'active',
      ),
    ).toBe(true)
  })

  it('does not warn the loser of a ruling who still holds the contact', async () => {
    await afterFirstRun()
    const { customer } = await at.register('zhangsan', { name: COMPANY, phone: PHONE })
    at.directory.hold({ externalUserId: 'wmX' }, { userId: 'zhangsan', addedAt: NOW - DAY, remarkMobiles: [PHONE] })
    await at.tell({ userId: 'zhangsan', externalUserId: 'wmX' })
    at.world.clock.advance(HOUR)
    await at.world.system.transaction(tx =>
      tx.manager.query("UPDATE ownership SET owner_id = 'lisi', source = 'ruling', since = ? WHERE customer_id = ?", [
        tx.now(),
        customer!.id,
      ]),
    )
    at.world.clock.advance(DAY)
    await run()
    await tell()
    expect(await at.collisions()).toEqual([])
  })

  it('stays within its own budget of calls', async () => {
    for (let i = 0; i < 300; i++)
      at.directory.hold({ externalUserId: `wm${i}` }, { userId: 'lisi', addedAt: NOW - 20 * DAY })
    at.directory.pageSize = 1
    await startContactSync(at.world.system)
    const perMinute: number[] = [0]
    for (
      let result = await stepContactSync(at.world.system, at.directory);
      result !== 'done';
      result = await stepContactSync(at.world.system, at.directory)
    ) {
      if (result === 'more') perMinute[perMinute.length - 1]! += 1
      else if (typeof result === 'object') {
        at.world.clock.advance(result.waitMs)
        perMinute.push(0)
      }
    }
    expect(perMinute.reduce((sum, calls) => sum + calls)).toBe(301)
    expect(Math.max(...perMinute)).toBe(120)
  })
})
