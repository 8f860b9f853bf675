import { type Sandbox, startSandbox } from '../../sandbox/app'
import { CollisionEntity } from '../../src/collision/collision.entity'
import { ContactLinkEntity, ReviewItemEntity } from '../../src/contact/contact.entity'
import { rememberInstallation } from '../../src/contact/installed-at'
import { contactRun } from '../../src/contact/sync-state'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { CustomerGroupEntity } from '../../src/group/group.entity'
import { DepartmentEntity, MemberEntity } from '../../src/member/member.entity'
import { submitRegistration } from '../../src/registration/submit-registration'
import { syncNow } from '../../src/schedule/sync-now'
import { createSyncSweep } from '../../src/schedule/sync-sweep'
import { directoryPort } from '../../src/wecom/directory-port'
import { wecomClientFor } from '../../src/wecom/wecom-client'
import { assertInvariants } from '../support/invariants'
import { createWorld, MONDAY_TEN, type TestWorld } from '../support/world'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describe('the demo company is synchronised through the real client', () => {
  let sandbox: Sandbox
  let world: TestWorld
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, demo: 'company', now: () => (world ? world.clock.now : MONDAY_TEN) })
    const { corpId, secret, agentId } = sandbox.tenant.world.credentials
    const env = {
      WECOM_API_BASE: sandbox.url,
      WECOM_CORP_ID: corpId,
      WECOM_SECRET: secret,
      WECOM_AGENT_ID: String(agentId),
    }
    world = await createWorld('sqlite', env)
    await rememberInstallation(world.system)
    world.clock.advance(MINUTE)
  })
  afterEach(async () => {
    await assertInvariants(world)
    await sandbox.close()
    await world.close()
  })
  const db = () => world.database.read

  /** A whole synchronisation, waiting as long as budget and failures ask. */
  async function synchronise(): Promise<void> {
    const sweep = createSyncSweep(world.system, directoryPort(wecomClientFor(world.system, 'test')), 'test')
    await syncNow(world.system)
    for (let i = 0; i < 200; i++) {
      await sweep.turn()
      const runs = await Promise.all(
        ['sync.members', 'sync.contacts', 'sync.customer-groups'].map(name =>
          db().query('SELECT value FROM setting WHERE name = ?', [name]),
        ),
      )
      if (runs.every(([row]) => JSON.parse(row.value).doneAt !== null)) return
      world.clock.advance(MINUTE)
    }
    throw new Error('the synchronisation did not end')
  }
  const activeLinks = () => db().countBy(ContactLinkEntity, { state: 'active' })
  const notices = async (kind: string) =>
    (await db().find(OutboxEntity)).filter(row => JSON.stringify(row.message).includes(`"${kind}"`)).length

  it('knows everybody and every contact afterwards, and has warned nobody', async () => {
    await synchronise()
    const { members, follows, departments, chats } = sandbox.tenant.world
    expect(await db().countBy(MemberEntity, { status: 'active' })).toBe(
      members.values().filter(member => member.visible && member.status !== 5).length,
    )
    expect(await db().count(DepartmentEntity)).toBe(departments.size)
    expect(await activeLinks()).toBe(follows.size)
    expect(follows.size).toBeGreaterThan(200)
    expect(await db().count(CustomerGroupEntity)).toBe(chats.values().filter(chat => chat.kind === 'customer').length)
    expect(await db().count(CollisionEntity)).toBe(0)
    expect(await notices('contact-unknown')).toBe(0)
    expect(await db().countBy(ReviewItemEntity, { status: 'open' })).toBeGreaterThan(0)
  })

  it('loses nothing and deletes nothing while WeCom fails, and finds the addition no event told about', async () => {
    await synchronise()
    const before = await activeLinks()
    const [first, second] = (await db().findBy(MemberEntity, { status: 'active', exempt: 0 }))
      .filter(member => member.departmentIds.includes(3))
      .map(member => member.userId)
    const owner = await world.as(first!)
    await submitRegistration(owner, { name: '杭州云帆测试科技有限公司', phone: '13800009999', requestKey: 'one' })
    world.clock.advance(DAY)
    await sandbox.control('POST', '/contacts', {
      userid: second,
      nickname: '路人',
      remark: '云帆测试-王总-13800009999',
    })
    const fault = (input: object) => sandbox.control('POST', '/faults', input)
    await fault({ endpoint: 'batch/get_by_user', kind: 'errcode', errcode: 45009, count: 2 })
    await fault({ endpoint: 'batch/get_by_user', kind: 'html', count: 2, skip: 2 })
    await fault({ endpoint: 'user/list', kind: 'empty', count: 4 })
    world.clock.advance(8 * 60 * MINUTE)
    await synchronise()
    world.clock.advance(5 * MINUTE)
    await createSyncSweep(world.system, directoryPort(wecomClientFor(world.system, 'test')), 'test').turn()
    expect(await contactRun(db())).toMatchObject({ kind: 'again' })
    expect(await activeLinks()).toBe(before + 1)
    expect(await db().find(CollisionEntity)).toMatchObject([{ ownerId: first, claimantId: second, trigger: 'contact' }])
    expect(await notices('collision-claimant')).toBe(1)
  })
})
