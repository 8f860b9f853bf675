import { RULES } from '../../config/rules'
import type { Context } from '../../src/context'
import { findDuplicates } from '../../src/customer/find-duplicates'
import { confirmDistinct, confirmSame } from '../../src/customer/judge-name'
import { learnFromRuling } from '../../src/customer/learn'
import { saveCustomer } from '../../src/customer/save-customer'
import { allowSharedKey } from '../../src/customer/shared-key'
import { prepare } from '../../src/matching'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

describe.each(ENGINES)('learning from people on %s', engine => {
  let world: TestWorld
  let manager: Context
  beforeEach(async () => {
    world = await createWorld(engine)
    manager = await world.as('east')
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })
  const save = (name: string, phone?: string) =>
    world.system.transaction(tx =>
      saveCustomer(tx, name, prepare({ name, phones: phone ? [phone] : [] }), { createdBy: 'system' }),
    )
  const best = async (name: string, phone?: string) =>
    (await findDuplicates(manager, prepare({ name, phones: phone ? [phone] : [] }), RULES.scope))[0]

  it('finds a customer by a name that a manager confirmed, with an alias as the reason', async () => {
    const customer = await save('杭州云栖智造软件有限公司')
    expect((await best('Blue Whale Trading'))?.score ?? 0).toBeLessThan(0.5)
    await confirmSame(manager, { customerId: customer.id, name: 'Blue Whale Trading' })
    await confirmSame(manager, { customerId: customer.id, name: 'blue whale trading' })
    const match = await best('Blue Whale Trading')
    expect(match).toMatchObject({ customerId: customer.id, relation: 'same' })
    expect(match!.score).toBeGreaterThanOrEqual(0.5)
    expect(await world.database.read.query('SELECT name FROM customer_alias')).toHaveLength(1)
    expect((await best('杭州云栖智造软件有限公司'))?.customerId).toBe(customer.id)
  })

  it('does not show a customer for a name that is not it, until somebody says otherwise', async () => {
    const customer = await save('杭州云栖智造软件有限公司')
    const name = '云栖智造软件'
    expect((await best(name))?.customerId).toBe(customer.id)
    await confirmDistinct(manager, { customerId: customer.id, name })
    await confirmDistinct(manager, { customerId: customer.id, name })
    expect(await best(name)).toBeUndefined()
    await confirmSame(manager, { customerId: customer.id, name })
    expect((await best(name))?.customerId).toBe(customer.id)
    await confirmDistinct(manager, { customerId: customer.id, name })
    expect(await best(name)).toBeUndefined()
    expect(await world.database.read.query('SELECT name FROM customer_alias')).toHaveLength(0)
  })

  it('leaves nothing behind of an alias that was taken back', async () => {
    const customer = await save('杭州云栖智造软件有限公司')
    const keys = () => world.database.read.query('SELECT k FROM match_key WHERE seq = ? ORDER BY k', [customer.seq])
    const before = await keys()
    await confirmSame(manager, { customerId: customer.id, name: '蓝鲸贸易' })
    expect((await keys()).length).toBeGreaterThan(before.length)
    await confirmDistinct(manager, { customerId: customer.id, name: '蓝鲸贸易' })
    expect(await keys()).toEqual(before)
  })

  it('lets managers decide only, and never that a customer is not its own name', async () => {
    const customer = await save('杭州云栖智造软件有限公司')
    const rep = await world.as('zhangsan')
    await expect(confirmSame(rep, { customerId: customer.id, name: '蓝鲸' })).rejects.toThrow('只有主管或管理员')
    await expect(
      confirmDistinct(manager, { customerId: customer.id, name: '杭州雲棲智造軟件有限公司' }),
    ).rejects.toThrow('登记的名称')
  })

  it('shares a personal key after a manager told the customers apart, not before', async () => {
    const first = await save('杭州云栖智造软件有限公司', '13800000001')
    const second = await save('宁波海川物流有限公司', '13800000001')
    const holders = async () =>
      (await world.database.read.query("SELECT customer_id FROM hard_key WHERE kind = 'phone' ORDER BY exception")).map(
        (row: { customer_id: string }) => row.customer_id,
      )
    expect(await holders()).toEqual([first.id])
    await allowSharedKey(manager, { customerId: second.id, kind: 'phone', value: '138 0000 0001' })
    expect(await holders()).toEqual([first.id, second.id])
    expect((await best('宁波海川物流有限公司', '13800000001'))?.customerId).toBe(second.id)
    await expect(
      allowSharedKey(manager, { customerId: second.id, kind: 'email', value: 'a@haichuan.cn' }),
    ).rejects.toThrow('企业邮箱')
  })

  it('learns an alias from an award on a name match, and nothing from one on a phone', async () => {
    const customer = await save('杭州云栖智造软件有限公司')
    const evidence = (field: string) => [{ field, label: '', mine: '', theirs: '', kind: 'equal', weight: 0.6 }]
    const rule = (name: string, field: string, notSame = false) =>
      manager.transaction(tx =>
        learnFromRuling(tx, { customerId: customer.id, name, outcome: 'award', evidence: evidence(field), notSame }),
      )
    await rule('蓝鲸贸易', 'phone')
    expect(await best('蓝鲸贸易')).toBeUndefined()
    await rule('蓝鲸贸易', 'brand')
    expect((await best('蓝鲸贸易'))?.customerId).toBe(customer.id)
    await rule('蓝鲸贸易', 'brand', true)
    expect(await best('蓝鲸贸易')).toBeUndefined()
  })
})
