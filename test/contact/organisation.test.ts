import { CollisionEntity } from '../../src/collision/collision.entity'
import { ContactLinkEntity } from '../../src/contact/contact.entity'
import type { MemberDetail } from '../../src/contact/directory'
import { DepartmentEntity, MemberEntity } from '../../src/member/member.entity'
import { SessionEntity } from '../../src/member/session.entity'
import { openSession } from '../../src/member/sessions'
import {
  applyDirectoryChange,
  type DirectoryChange,
  prepareDirectoryChange,
} from '../../src/organisation/on-directory-changed'
import { KEYED, PLACES } from '../../src/organisation/rename-member'
import { memberSync } from '../../src/organisation/sync-members'
import { OwnershipEntity } from '../../src/ownership/ownership.entity'
import { RegistrationEntity } from '../../src/registration/registration.entity'
import { assertInvariants } from '../support/invariants'
import { ENGINES } from '../support/world'
import { type ContactWorld, contactWorld, MINUTE, NOW } from './contact-world'

const member = (userId: string, change: Partial<MemberDetail> = {}): MemberDetail => ({
  userId,
  name: userId,
  position: '销售',
  departmentIds: [3],
  leadsDepartmentIds: [],
  directLeaderIds: [],
  active: true,
  ...change,
})

describe.each(ENGINES)('members and departments are kept in step (%s)', engine => {
  let at: ContactWorld
  beforeEach(async () => {
    at = await contactWorld(engine)
    at.directory.departments = [
      { id: 1, name: '示例公司', parentId: 0, leaderIds: ['boss'] },
      { id: 3, name: '华东一部', parentId: 1, leaderIds: ['east'] },
    ]
    for (const userId of ['boss', 'director', 'east', 'south', 'zhangsan', 'lisi', 'wangwu', 'zhaoliu', 'admin'])
      at.directory.members.set(userId, member(userId))
    at.world.clock.advance(MINUTE)
  })
  afterEach(async () => {
    await assertInvariants(at.world)
    await at.world.close()
  })
  const db = () => at.world.database.read
  const find = (userId: string) => db().findOneBy(MemberEntity, { userId })

  async function step() {
    return memberSync.step(at.world.system, at.directory)
  }
  async function run(): Promise<void> {
    await memberSync.start(at.world.system)
    while ((await step()) === 'more');
  }
  async function tell(event: DirectoryChange): Promise<void> {
    const prepared = await prepareDirectoryChange(at.world.system, at.directory, event)
    await at.world.system.transaction(tx => applyDirectoryChange(tx, event, prepared))
  }

  it('reads departments, leaders, positions', async () => {
    at.directory.members.set('kefu', member('kefu', { position: '客服专员' }))
    at.directory.members.set('east', member('east', { leadsDepartmentIds: [3] }))
    await run()
    expect(await db().find(DepartmentEntity, { order: { id: 'ASC' } })).toMatchObject([
      { id: 1 },
      { id: 3, leaderIds: ['east'] },
    ])
    expect(await find('kefu')).toMatchObject({ status: 'active', exempt: 1 })
    expect(await find('east')).toMatchObject({ leadsDepartmentIds: [3], exempt: 0 })
  })

  it('keeps what a leaver owns, ends their sessions and tells the leader, once', async () => {
    const { customer } = await at.register('zhangsan', { name: '杭州云帆科技有限公司' })
    await at.world.system.transaction(tx => openSession(tx, 'zhangsan', 'console'))
    at.directory.members.delete('zhangsan')
    await run()
    await run()
    expect(await find('zhangsan')).toMatchObject({ status: 'left' })
    expect(await db().findOneBy(OwnershipEntity, { customerId: customer!.id })).toMatchObject({
      ownerId: 'zhangsan',
      endedAt: null,
    })
    expect(await db().count(SessionEntity)).toBe(0)
    expect(await at.said()).toEqual(['handover → east'])
    const [message] = await at.notices()
    expect(JSON.stringify(message)).toContain('杭州云帆科技')
  })

  it('believes status 5, and that somebody is back', async () => {
    at.directory.members.set('lisi', member('lisi', { active: false }))
    await run()
    expect(await find('lisi')).toMatchObject({ status: 'left' })
    at.directory.members.set('lisi', member('lisi'))
    at.world.clock.advance(MINUTE)
    await run()
    expect(await find('lisi')).toMatchObject({ status: 'active', leftAt: null })
  })

  it('takes nobody for gone because a page failed', async () => {
    await memberSync.start(at.world.system)
    await step()
    at.directory.fail('listMembers')
    await expect(step()).rejects.toThrow()
    while ((await step()) === 'more');
    expect(await db().countBy(MemberEntity, { status: 'left' })).toBe(0)
  })

  it('asks about everybody a complete run did not list before it calls them gone', async () => {
    at.directory.members.set('lisi', member('lisi', { departmentIds: [99] }))
    await run()
    expect(await find('lisi')).toMatchObject({ status: 'active', departmentIds: [99] })
  })

  it.each([
    { type: 'directory', change: 'member-deleted', userId: 'lisi' },
    { type: 'visibility', userId: 'lisi', visible: false },
  ] as DirectoryChange[])('hears that a member is gone, and that an old event is old ($type)', async event => {
    await tell(event)
    expect(await find('lisi')).toMatchObject({ status: 'active' })
    at.directory.members.delete('lisi')
    await tell(event)
    await tell(event)
    expect(await find('lisi')).toMatchObject({ status: 'left' })
  })

  it('lets everything follow a member to a new userid', async () => {
    await at.register('zhangsan', { name: '杭州云帆科技有限公司', phone: '13800000000' })
    at.directory.hold({ externalUserId: 'wmX' }, { userId: 'lisi', addedAt: NOW, remarkMobiles: ['13800000000'] })
    await at.tell({ userId: 'lisi', externalUserId: 'wmX' })
    at.directory.members.delete('zhangsan')
    at.directory.members.set('zhang.san', member('zhang.san'))
    const event: DirectoryChange = {
      type: 'directory',
      change: 'member-updated',
      userId: 'zhangsan',
      newUserId: 'zhang.san',
    }
    await tell(event)
    await tell(event)
    expect(await find('zhangsan')).toBeNull()
    expect(await find('zhang.san')).toMatchObject({ status: 'active' })
    expect(await db().find(OwnershipEntity)).toMatchObject([{ ownerId: 'zhang.san' }])
    expect(await db().find(RegistrationEntity)).toMatchObject([{ userId: 'zhang.san' }])
    expect(await db().find(CollisionEntity)).toMatchObject([
      { ownerId: 'zhang.san', activeKey: expect.stringContaining('|zhang.san|lisi') },
    ])
    expect(await db().find(ContactLinkEntity)).toMatchObject([{ userId: 'lisi' }])
  })

  it('a renamed member is followed in every column that holds a userid', () => {
    const followed = new Set([...PLACES, ...KEYED].map(([table, column]) => `${table}.${column}`))
    // Members are renamed themselves, the audit never changes, the rest are ids of others or of WeCom's things.
    const left = /^(member|audit|customer_group)\.|\.external_user_id$|^app_card\./
    const named = at.world.database.dataSource.entityMetadatas
      .flatMap(({ tableName, columns }) =>
        columns.map(column => ({ column, name: `${tableName}.${column.databaseName}` })),
      )
      .filter(
        ({ column, name }) =>
          column.length === '64' && /(_by|user_id|owner_id|_to|(claimant|arbiter|approver|party)_id)$/.test(name),
      )
      .map(({ name }) => name)
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(name => !left.test(name) && !followed.has(name))).toEqual([])
  })
})
