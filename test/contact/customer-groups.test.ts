import {
  applyCustomerGroupChange,
  type CustomerGroupChange,
  prepareCustomerGroupChange,
} from '../../src/contact/customer-groups'
import { customerGroupSync } from '../../src/contact/sync-customer-groups'
import { CustomerGroupEntity } from '../../src/group/group.entity'
import { type ContactWorld, contactWorld, MINUTE } from './contact-world'

const CHAT = 'wrTestGroup'

describe('customer groups', () => {
  let at: ContactWorld
  beforeEach(async () => {
    at = await contactWorld()
    put('v1', ['zhangsan'], ['wmA'])
  })
  afterEach(() => at.world.close())

  function put(memberVersion: string, memberIds: string[], externalUserIds: string[]) {
    at.directory.groups.set(CHAT, {
      chatId: CHAT,
      name: '云帆项目群',
      ownerId: 'zhangsan',
      memberVersion,
      memberIds,
      externalUserIds,
    })
  }
  async function tell(event: Partial<CustomerGroupChange>) {
    const full: CustomerGroupChange = {
      change: 'updated',
      chatId: CHAT,
      members: [],
      createdAt: at.world.clock.now,
      ...event,
    }
    const prepared = await prepareCustomerGroupChange(at.world.system, at.directory, full)
    await at.world.system.transaction(tx => applyCustomerGroupChange(tx, full, prepared))
  }
  const row = () => at.world.database.read.findOneByOrFail(CustomerGroupEntity, { chatId: CHAT })
  const fetched = () => at.directory.calls.filter(call => call === 'getCustomerGroup').length

  it('is fetched when it is created', async () => {
    await tell({ change: 'created' })
    await tell({ change: 'created' })
    expect(await row()).toMatchObject({
      name: '云帆项目群',
      ownerId: 'zhangsan',
      memberVersion: 'v1',
      memberIds: ['zhangsan'],
      externalUserIds: ['wmA'],
    })
  })

  it('takes the list of changes on trust only when it starts from the version on file', async () => {
    await tell({ change: 'created' })
    await tell({ detail: 'add_member', members: ['LiSi', 'wmB'], lastVersion: 'v1', currentVersion: 'v2' })
    expect(fetched()).toBe(1)
    expect(await row()).toMatchObject({
      memberVersion: 'v2',
      memberIds: ['zhangsan', 'lisi'],
      externalUserIds: ['wmA', 'wmB'],
    })
    put('v5', ['zhangsan'], ['wmB'])
    await tell({ detail: 'del_member', members: ['wmA'], lastVersion: 'v4', currentVersion: 'v5' })
    expect(fetched()).toBe(2)
    expect(await row()).toMatchObject({ memberVersion: 'v5', memberIds: ['zhangsan'], externalUserIds: ['wmB'] })
  })

  it('has no second effect from the same event', async () => {
    await tell({ change: 'created' })
    const event = { detail: 'add_member', members: ['wmB'], lastVersion: 'v1', currentVersion: 'v2' }
    await tell(event)
    await tell(event)
    expect(await row()).toMatchObject({ memberVersion: 'v2', externalUserIds: ['wmA', 'wmB'] })
    expect(fetched()).toBe(1)
  })

  it('tries again while WeCom still tells the old version', async () => {
    await tell({ change: 'created' })
    const event = {
      detail: 'add_member',
      members: ['wmC'],
      lastVersion: 'v2',
      currentVersion: 'v3',
      createdAt: at.world.clock.now,
    }
    await expect(tell(event)).rejects.toThrow('old version')
    put('v3', ['zhangsan'], ['wmA', 'wmB', 'wmC'])
    await tell(event)
    expect(await row()).toMatchObject({ memberVersion: 'v3', externalUserIds: ['wmA', 'wmB', 'wmC'] })
  })

  it('is synchronised page by page; a group that is gone is asked about', async () => {
    for (let i = 0; i < 5; i++)
      at.directory.groups.set(`wr${i}`, { ...at.directory.groups.get(CHAT)!, chatId: `wr${i}` })
    at.directory.pageSize = 2
    const run = async () => {
      at.world.clock.advance(MINUTE)
      await customerGroupSync.start(at.world.system)
      while ((await customerGroupSync.step(at.world.system, at.directory)) === 'more');
    }
    await run()
    expect(await at.world.database.read.countBy(CustomerGroupEntity, { status: 'active' })).toBe(6)
    at.directory.groups.delete('wr3')
    await run()
    expect(await at.world.database.read.findBy(CustomerGroupEntity, { status: 'dismissed' })).toMatchObject([
      { chatId: 'wr3' },
    ])
  })
})
