import type { Context } from '../../src/context'
import { CustomerEntity } from '../../src/customer/customer.entity'
import { importCustomers } from '../../src/customer/import-customers'
import { confirmSame } from '../../src/customer/judge-name'
import { recogniseMentions, startMentionIndex } from '../../src/mention'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

describe.each(ENGINES)('the index of one server follows what another does, on %s', engine => {
  let world: TestWorld
  /** A second server on the same database: a configuration, and so an index, of its own. */
  let other: Context
  beforeEach(async () => {
    world = await createWorld(engine)
    await importCustomers(await world.as('admin'), [{ line: 1, name: '宁波海川物流有限公司' }])
    other = Object.create(world.system, { config: { value: { ...world.system.config } } })
    await startMentionIndex(world.system)
    await startMentionIndex(other)
  })
  afterEach(() => world.close())

  const heard = async (text: string) =>
    (await recogniseMentions(other, text)).map(({ start, end }) => text.slice(start, end))
  const idOf = async (name: string) => (await world.database.read.findOneByOrFail(CustomerEntity, { name })).id

  it('a new customer is known at the next message', async () => {
    expect(await heard('绍兴麦浪纺织那边要样品')).toEqual([])
    await importCustomers(await world.as('admin'), [{ line: 1, name: '绍兴麦浪纺织有限公司' }])
    expect(await heard('绍兴麦浪纺织那边要样品')).toEqual(['绍兴麦浪纺织'])
  })

  it('another name of a customer is known at the next message', async () => {
    expect(await heard('客户金穗布行那边要样品')).toEqual([])
    await confirmSame(await world.as('admin'), { customerId: await idOf('宁波海川物流有限公司'), name: '金穗布行' })
    expect(await heard('客户金穗布行那边要样品')).toEqual(['金穗布行'])
  })

  it('a customer that is gone is not told any more', async () => {
    expect(await heard('宁波海川物流退款了')).toEqual(['宁波海川物流'])
    const id = await idOf('宁波海川物流有限公司')
    await world.system.transaction(tx => tx.manager.update(CustomerEntity, { id }, { status: 'merged' }))
    expect(await heard('宁波海川物流退款了')).toEqual([])
  })

  it('a row that becomes visible late, behind newer ones, is known a second later', async () => {
    const admin = await world.as('admin')
    await importCustomers(admin, [
      { line: 1, name: '绍兴麦浪纺织有限公司' },
      { line: 2, name: '厦门华锐光电科技有限公司' },
    ])
    // The first one's number is given out and nothing of it is visible yet, when the second one is read.
    const late = await world.database.read.findOneByOrFail(CustomerEntity, { name: '绍兴麦浪纺织有限公司' })
    await world.system.transaction(tx => tx.manager.delete(CustomerEntity, { id: late.id }))
    world.clock.advance(1500)
    expect(await heard('厦门华锐光电在吗')).toEqual(['厦门华锐光电'])
    await world.system.transaction(tx => tx.manager.insert(CustomerEntity, late))
    world.clock.advance(1500)
    expect(await heard('绍兴麦浪纺织那边要样品')).toEqual(['绍兴麦浪纺织'])
  })
})
