import { sealAudit } from '../../src/audit/seal'
import { CollisionEntity } from '../../src/collision/collision.entity'
import { ContactLinkEntity, ExternalContactEntity } from '../../src/contact/contact.entity'
import { rememberInstallation } from '../../src/contact/installed-at'
import { contactRun } from '../../src/contact/sync-state'
import { saveCustomer } from '../../src/customer/save-customer'
import { readSetting, writeSetting } from '../../src/db/settings'
import { InboxEntity } from '../../src/delivery/inbox.entity'
import type { NoticeMessage } from '../../src/delivery/messages'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { RateEntity } from '../../src/delivery/rate.entity'
import { createReceiver } from '../../src/delivery/receive'
import { prepare } from '../../src/matching'
import { SessionEntity } from '../../src/member/session.entity'
import { openSession } from '../../src/member/sessions'
import { takeOwnership } from '../../src/ownership/take-ownership'
import { submitRegistration } from '../../src/registration/submit-registration'
import { remindOfProtection } from '../../src/schedule/protection-reminders'
import { publishChainHead } from '../../src/schedule/publish-chain-head'
import { applyRetention } from '../../src/schedule/retention'
import { startSchedule } from '../../src/schedule/start-schedule'
import { sweepSimilar } from '../../src/schedule/sweep-similar'
import { syncNow } from '../../src/schedule/sync-now'
import { createSyncSweep } from '../../src/schedule/sync-sweep'
import { AppCardEntity } from '../../src/wecom/tables'
import { FakeDirectory } from '../contact/fake-directory'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describe.each(ENGINES)('what happens by itself (%s)', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })
  const db = () => world.database.read
  const said = async () => {
    const rows = await db().find(OutboxEntity, { order: { id: 'ASC' } })
    return rows.map(
      row => `${(row.message as NoticeMessage).notice.kind} → ${JSON.stringify((row.message as NoticeMessage).to)}`,
    )
  }
  const report = async (userId: string, name: string) =>
    submitRegistration(await world.as(userId), { name, requestKey: `${userId}-${name}` })

  it('empties old callbacks, forgets very old ones, ends sessions and used limits', async () => {
    const store = (key: string) =>
      createReceiver(world.system)({ source: 'app', dedupeKey: key, kind: 'text', payload: 'geheim' })
    for (const key of ['done', 'waiting']) await store(key)
    await world.system.transaction(async tx => {
      await tx.manager.update(InboxEntity, { dedupeKey: 'done' }, { status: 'done', doneAt: tx.now() })
      await openSession(tx, 'lisi', 'console')
      await tx.manager.insert(RateEntity, { bucket: 'old', windowStart: tx.now(), used: 1 })
    })
    await applyRetention(world.system)
    expect(await db().countBy(InboxEntity, { payload: '' })).toBe(0)
    world.clock.advance(31 * DAY)
    await applyRetention(world.system)
    expect(await db().find(InboxEntity, { order: { dedupeKey: 'ASC' } })).toMatchObject([
      { dedupeKey: 'done', payload: '' },
      { dedupeKey: 'waiting', payload: expect.stringMatching(/.+/) },
    ])
    expect(await db().count(SessionEntity)).toBe(0)
    expect(await db().countBy(RateEntity, { bucket: 'old' })).toBe(0)
    world.clock.advance(366 * DAY)
    await applyRetention(world.system)
    expect(await db().find(InboxEntity)).toMatchObject([{ dedupeKey: 'waiting' }])
  })

  it('forgets a person whom nobody holds any more and who is nobody’s customer', async () => {
    const facts = {
      type: 1,
      unionidHash: null,
      sealedUnionid: null,
      corpName: null,
      sealedName: 'sealed',
      syncedAt: world.clock.now,
    }
    const link = {
      userId: 'lisi',
      stateAt: world.clock.now,
      addedAt: 1,
      addWay: 1,
      sealedRemark: 'sealed',
      remarkHash: 'h',
      syncedAt: 1,
    }
    await world.system.transaction(async tx => {
      for (const [externalUserId, customerId, state] of [
        ['wmGone', null, 'removed-by-member'],
        ['wmHeld', null, 'active'],
        ['wmCustomer', 'C1', 'removed-by-contact'],
      ] as const) {
        await tx.manager.insert(ExternalContactEntity, { ...facts, externalUserId, customerId })
        await tx.manager.insert(ContactLinkEntity, { ...link, externalUserId, state })
      }
    })
    await applyRetention(world.system)
    expect(await db().count(ExternalContactEntity)).toBe(3)
    world.clock.advance(31 * DAY)
    await applyRetention(world.system)
    const left = await db().find(ExternalContactEntity, { order: { externalUserId: 'ASC' } })
    expect(left.map(row => row.externalUserId)).toEqual(['wmCustomer', 'wmHeld'])
    const remarks = await db().find(ContactLinkEntity, { order: { externalUserId: 'ASC' } })
    expect(remarks.map(row => row.sealedRemark)).toEqual(['', '', 'sealed'])
  })

  it('forgets how imports went after a month, and cards that cannot be changed any more', async () => {
    const card = { taskId: 't', subject: 'dispute:1', userId: 'lisi', responseCode: 'c', usedAt: null, usedFor: null }
    await world.system.transaction(async tx => {
      for (const name of ['import.1', 'import.1.0', 'important']) await writeSetting(tx, name, { issues: [] })
      await tx.manager.insert(AppCardEntity, { ...card, id: 'old', createdAt: tx.now() })
      await tx.manager.insert(AppCardEntity, { ...card, id: 'young', createdAt: tx.now() + 2 * DAY })
    })
    world.clock.advance(3 * DAY + MINUTE)
    expect(await applyRetention(world.system)).toMatchObject({ app_card: 1, setting: 0 })
    expect(await db().find(AppCardEntity)).toMatchObject([{ id: 'young' }])
    world.clock.advance(28 * DAY)
    expect(await applyRetention(world.system)).toMatchObject({ setting: 2 })
    expect(await readSetting(db(), 'important')).toEqual({ issues: [] })
  })

  it('handles more old rows than one turn takes', async () => {
    await world.system.transaction(async tx => {
      for (let i = 0; i < 450; i++)
        await tx.manager.insert(RateEntity, { bucket: `b${i}`, windowStart: tx.now(), used: 1 })
    })
    world.clock.advance(3 * DAY)
    expect((await applyRetention(world.system)).rate_use).toBe(450)
  })

  it('reminds an owner once, a week before protection ends', async () => {
    for (const name of ['杭州云帆科技有限公司', '宁波海云贸易有限公司']) await report('zhangsan', name)
    await remindOfProtection(world.system)
    expect(await said()).toEqual([])
    world.clock.advance(85 * DAY)
    for (let i = 0; i < 2; i++) await remindOfProtection(world.system)
    world.clock.advance(DAY)
    await remindOfProtection(world.system)
    expect(await said()).toEqual(['protection-ending → {"kind":"member","userId":"zhangsan"}'])
  })

  it('sends the head of the audit chain out', async () => {
    await report('zhangsan', '杭州云帆科技有限公司')
    await sealAudit(world.system, 'test')
    for (let i = 0; i < 2; i++) await publishChainHead(world.system)
    expect(await said()).toEqual(['chain-head → {"kind":"member","userId":"admin"}'])
  })

  it('opens a collision for a pair that was registered in the same instant unseen', async () => {
    await report('zhangsan', '杭州云帆科技有限公司')
    // As two transactions that share no blocking key leave it behind.
    await world.system.transaction(async tx => {
      const twin = await saveCustomer(tx, '杭州市云帆科技有限公司', prepare({ name: '杭州市云帆科技有限公司' }), {
        createdBy: 'lisi',
      })
      await takeOwnership(tx, { customerId: twin.id, scope: 'all', ownerId: 'lisi', source: 'registration' })
    })
    expect(await sweepSimilar(world.system)).toBe(0)
    world.clock.advance(2 * MINUTE)
    expect(await sweepSimilar(world.system)).toBe(1)
    expect(await sweepSimilar(world.system)).toBe(0)
    expect(await db().find(CollisionEntity)).toMatchObject([
      { ownerId: 'zhangsan', claimantId: 'lisi', trigger: 'sweep', times: 1 },
    ])
  })

  it('leaves pairs alone that were registered on different days', async () => {
    await report('zhangsan', '杭州云帆科技有限公司')
    world.clock.advance(DAY)
    await world.system.transaction(async tx => {
      const twin = await saveCustomer(tx, '杭州市云帆科技有限公司', prepare({ name: '杭州市云帆科技有限公司' }), {
        createdBy: 'lisi',
      })
      await takeOwnership(tx, { customerId: twin.id, scope: 'all', ownerId: 'lisi', source: 'registration' })
    })
    world.clock.advance(DAY)
    expect(await sweepSimilar(world.system)).toBe(0)
  })

  it('pauses longer after each failure of WeCom, then goes on where it stopped', async () => {
    const directory = new FakeDirectory()
    directory.departments = [{ id: 1, name: '示例公司', parentId: 0, leaderIds: [] }]
    for (const userId of ['boss', 'director', 'east', 'south', 'zhangsan', 'lisi', 'wangwu', 'zhaoliu', 'admin'])
      directory.members.set(userId, {
        userId,
        name: userId,
        position: '',
        departmentIds: [1],
        leadsDepartmentIds: [],
        directLeaderIds: [],
        active: true,
      })
    await syncNow(world.system)
    const sweep = createSyncSweep(world.system, directory, 'server-1')
    directory.fail('listDepartments', 2)
    await sweep.turn()
    await sweep.turn()
    expect(directory.calls).toHaveLength(1)
    world.clock.advance(20_000)
    await sweep.turn()
    world.clock.advance(20_000)
    await sweep.turn()
    expect(directory.calls).toHaveLength(2)
    world.clock.advance(20_000)
    await sweep.turn()
    expect(await contactRun(db())).toMatchObject({ kind: 'first', doneAt: expect.any(Number) })
    const elsewhere = createSyncSweep(world.system, directory, 'server-2')
    await syncNow(world.system)
    const before = directory.calls.length
    await elsewhere.turn()
    expect(directory.calls).toHaveLength(before)
  })

  it('starts and stops; the day of installation is remembered once', async () => {
    const directory = new FakeDirectory()
    for (let i = 0; i < 2; i++) {
      await rememberInstallation(world.system)
      const schedule = startSchedule({ context: world.system, directory, holder: `server-${i}` })
      await schedule.stop()
      world.clock.advance(DAY)
    }
    const [row] = await db().query("SELECT value FROM setting WHERE name = 'installedAt'")
    expect(Number(row.value)).toBe(world.clock.now - 2 * DAY)
  })
})
