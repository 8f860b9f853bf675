import { CustomerEntity } from '../../src/customer/customer.entity'
import { type ImportLine, importCustomers } from '../../src/customer/import-customers'
import { submitRegistration } from '../../src/registration/submit-registration'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const row = (line: number, name: string, more: object = {}): ImportLine => ({ line, name, ...more })

describe.each(ENGINES)('importing customers on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })
  const names = async () =>
    (await world.database.read.query('SELECT name FROM customer ORDER BY seq')).map((r: { name: string }) => r.name)

  it('imports rows with owner, dates and remark, and puts unknown owners into the pool', async () => {
    const admin = await world.as('admin')
    const result = await importCustomers(admin, [
      row(2, '苏州云帆软件有限公司', {
        ownerUserId: 'ZhangSan',
        phone: '13800000001',
        registeredAt: 1_700_000_000_000,
        protectedUntil: 1_800_000_000_000,
      }),
      row(3, '宁波海川物流有限公司', { ownerUserId: 'nobody', remark: '展会认识' }),
    ])
    expect(result).toMatchObject({ imported: 2, duplicates: [], rejected: [] })
    expect(result.withoutOwner).toEqual([{ line: 3, name: '宁波海川物流有限公司', ownerUserId: 'nobody' }])
    const owned = await world.database.read.query('SELECT owner_id, since, protected_until FROM ownership')
    expect(owned).toHaveLength(1)
    expect(owned[0].owner_id).toBe('zhangsan')
    expect([Number(owned[0].since), Number(owned[0].protected_until)]).toEqual([1_700_000_000_000, 1_800_000_000_000])
    const [remark] = await world.database.read.query('SELECT sealed_remark AS sealed FROM customer WHERE name = ?', [
      '宁波海川物流有限公司',
    ])
    expect(admin.vault.open(remark.sealed)).toBe('展会认识')
  })

  it('tells of every owner in the audit, however many rows of a batch have one', async () => {
    const admin = await world.as('admin')
    const rows = ['云帆软件', '海川物流', '北斗仪表'].map((name, i) =>
      row(i, `苏州${name}有限公司`, { ownerUserId: 'zhangsan' }),
    )
    await importCustomers(admin, rows)
    const read = world.database.read
    const owned = await read.query(
      'SELECT customer_id AS id, owner_id AS owner, source FROM ownership ORDER BY customer_id',
    )
    expect(owned).toEqual([1, 2, 3].map(() => ({ id: expect.any(String), owner: 'zhangsan', source: 'import' })))
    const told = await read.query("SELECT subject, data FROM audit WHERE action = 'ownership.taken' ORDER BY subject")
    expect(told.map((entry: { subject: string }) => entry.subject)).toEqual(
      owned.map(({ id }: { id: string }) => `customer:${id}`),
    )
    expect(JSON.parse(told[0].data)).toEqual({ ownerId: 'zhangsan', scope: 'all', source: 'import' })
  })

  it('reports duplicates of stock and of the file itself with the reason', async () => {
    const admin = await world.as('admin')
    await importCustomers(admin, [row(1, '苏州云帆软件有限公司', { phone: '13800000001' })])
    const result = await importCustomers(admin, [
      row(1, '苏州雲帆軟件有限公司'),
      row(2, '完全不同的名称贸易商行', { phone: '+86 138-0000-0001' }),
      row(3, '温州立柱阀门有限公司'),
      row(4, '立柱阀门（温州）有限公司'),
      row(5, '温州立柱食品有限公司'),
    ])
    expect(result.imported).toBe(2)
    expect(result.duplicates.map(d => [d.line, d.customerName])).toEqual([
      [1, '苏州云帆软件有限公司'],
      [2, '苏州云帆软件有限公司'],
      [4, '温州立柱阀门有限公司'],
    ])
    for (const duplicate of result.duplicates) expect(duplicate.reason).toMatch(/[一-龥]{4}/)
    expect(await names()).toEqual(['苏州云帆软件有限公司', '温州立柱阀门有限公司', '温州立柱食品有限公司'])
  })

  it('refuses bad rows one by one and loses nothing of the others', async () => {
    const admin = await world.as('admin')
    const result = await importCustomers(admin, [
      row(1, '   '),
      { line: 2, problem: '这一行不是有效的 JSON' },
      row(3, '青岛海格电器有限公司', { phone: '电话待补', id: 'A1' }),
      row(4, '！！！'),
      row(5, '烟台北斗仪表有限公司', { id: 'A1' }),
    ])
    expect(result.imported).toBe(1)
    expect(result.rejected.map(r => r.line)).toEqual([1, 2, 4, 5])
    const [{ sealed }] = await world.database.read.query('SELECT sealed_remark AS sealed FROM customer')
    expect(admin.vault.open(sealed)).toContain('电话待补')
  })

  it('changes nothing when the same file comes again', async () => {
    const admin = await world.as('admin')
    const file = () =>
      Array.from({ length: 250 }, (_, i) => row(i + 1, `试验${i + 1}号${'甲乙丙丁戊'[i % 5]}机床厂`, { id: `K${i}` }))
    const first = await importCustomers(admin, file())
    const again = await importCustomers(admin, file())
    expect(again.imported).toBe(0)
    expect(again.rejected.length + again.duplicates.length).toBe(250)
    expect(await names()).toHaveLength(first.imported)
  })

  it('compares a row with the batch before, which may still be on its way into the database', async () => {
    const admin = await world.as('admin')
    const result = await importCustomers(
      admin,
      [
        row(1, '苏州云帆软件有限公司', { phone: '13800000001', id: 'A1' }),
        row(2, '苏州雲帆軟件有限公司'),
        row(3, '完全不同的名称贸易商行', { phone: '+86 138-0000-0001' }),
        row(4, '温州立柱阀门有限公司'),
        row(5, '立柱阀门（温州）有限公司'),
        row(6, '宁波海川物流有限公司', { id: 'A1' }),
      ],
      { rowsPerTurn: 1 },
    )
    expect(result).toMatchObject({ imported: 2, rejected: [{ line: 6 }] })
    expect(result.duplicates.map(d => [d.line, d.customerName])).toEqual([
      [2, '苏州云帆软件有限公司'],
      [3, '苏州云帆软件有限公司'],
      [5, '温州立柱阀门有限公司'],
    ])
  })

  it('keeps stock as it is when told to, with a shared key at the first customer', async () => {
    const admin = await world.as('admin')
    const result = await importCustomers(
      admin,
      [
        row(1, '苏州云帆软件有限公司', { phone: '13800000001' }),
        row(2, '苏州云帆软件有限公司', { phone: '13800000001', remark: '老客户' }),
      ],
      { duplicates: 'keep' },
    )
    expect(result).toMatchObject({
      imported: 2,
      duplicates: [],
      shared: [{ line: 2, name: '苏州云帆软件有限公司', labels: ['电话'] }],
    })
    const keys = await world.database.read.query(
      'SELECT h.kind, c.seq FROM hard_key h JOIN customer c ON c.id = h.customer_id ORDER BY h.kind',
    )
    expect(new Set(keys.map((k: { seq: number }) => Number(k.seq))).size).toBe(1)
    const customers = await world.database.read.find(CustomerEntity, { order: { seq: 'ASC' } })
    expect(customers.map(c => c.sealedRemark && world.system.vault.open(c.sealedRemark))).toEqual([
      null,
      '老客户；电话（登记在另一客户名下）：+8613800000001',
    ])
  })

  it('finds a customer that was reported between comparing and writing', async () => {
    const admin = await world.as('admin')
    const rep = await world.as('zhangsan')
    // The comparison is over when the batch asks for its transaction; a report slips in just before.
    let reported = false
    const slow = Object.create(admin, {
      as: { value: () => slow },
      transaction: {
        value: async <T>(work: Parameters<typeof admin.transaction<T>>[0]) => {
          if (!reported) {
            reported = true
            await submitRegistration(rep, { name: '立柱阀门（温州）有限公司', requestKey: 'r1' })
          }
          return admin.transaction(work)
        },
      },
    }) as typeof admin
    const result = await importCustomers(slow, [row(1, '温州立柱阀门有限公司')])
    expect(result.imported).toBe(0)
    expect(result.duplicates[0]).toMatchObject({ line: 1, customerName: '立柱阀门（温州）有限公司' })
    expect(await names()).toEqual(['立柱阀门（温州）有限公司'])
  })
})
