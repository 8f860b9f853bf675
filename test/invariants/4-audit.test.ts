/**
 * Invariant 4: every change of state has its audit entry in the same transaction, and the chain shows every change to it.
 *
 * It could break when the entry is written afterwards, when a use case forgets it, when somebody edits, removes or inserts
 * entries, or cuts off the tail. Provoked: the audit table refuses; rows are changed behind the program's back.
 */
import { AuditEntity } from '../../src/audit/audit.entity'
import { sealAudit } from '../../src/audit/seal'
import { verifyAudit } from '../../src/audit/verify'
import { openDispute } from '../../src/dispute/open-dispute'
import { ruleDispute } from '../../src/dispute/rule-dispute'
import { OwnershipEntity } from '../../src/ownership/ownership.entity'
import { RegistrationEntity } from '../../src/registration/registration.entity'
import { submitRegistration } from '../../src/registration/submit-registration'
import { withdrawRegistration } from '../../src/registration/withdraw-registration'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

describe.each(ENGINES)('the audit on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(() => world.close())

  const report = async (userId: string, name = '杭州青禾智能科技有限公司') =>
    submitRegistration(await world.as(userId), { name, requestKey: name })
  const actions = async () =>
    (await world.database.read.find(AuditEntity, { order: { id: 'ASC' } })).map(row => row.action)
  const sealed = async () => {
    while ((await sealAudit(world.system, 'test')) > 0);
    return verifyAudit(world.system)
  }

  it('has an entry for each change of the story', async () => {
    const { registration } = await report('zhangsan', '北京山岳环保工程有限公司')
    await withdrawRegistration(await world.as('zhangsan'), registration.id)
    await report('zhangsan')
    const { collision } = await report('wangwu')
    const { id } = await openDispute(await world.as('wangwu'), { collisionId: collision!.id })
    await ruleDispute(await world.as('director'), { disputeId: id, outcome: 'award', awardTo: 'wangwu' })
    expect(await actions()).toEqual(
      expect.arrayContaining([
        'ownership.taken',
        'registration.registered',
        'registration.withdrawn',
        'registration.collided',
        'collision.recorded',
        'dispute.opened',
        'dispute.ruled',
        'ownership.ended',
      ]),
    )
    const chain = await sealed()
    expect([chain.broken, chain.unsealed]).toEqual([undefined, 0])
  })

  it('cannot be missing: without it nothing is changed', async () => {
    await world.database.dataSource.query('ALTER TABLE audit RENAME TO audit_away')
    await expect(report('zhangsan')).rejects.toThrow()
    await world.database.dataSource.query('ALTER TABLE audit_away RENAME TO audit')
    expect(await world.database.read.count(OwnershipEntity)).toBe(0)
    expect(await world.database.read.count(RegistrationEntity)).toBe(0)
  })

  describe('shows', () => {
    beforeEach(async () => {
      await report('zhangsan')
      await report('wangwu')
      expect((await sealed()).broken).toBeUndefined()
    })
    const change = (sql: string) => world.system.transaction(tx => tx.manager.query(sql))

    it.each([
      ['a changed actor', "UPDATE audit SET actor_id = 'boss' WHERE position = 2", 2],
      ['a changed moment', 'UPDATE audit SET at = at + 1 WHERE position = 1', 1],
      ['a removed entry', 'DELETE FROM audit WHERE position = 2', 2],
      ['a changed hash', "UPDATE audit SET hash = 'x' WHERE position = 2", 2],
    ])('%s', async (_what, sql, position) => {
      await change(sql)
      expect((await verifyAudit(world.system)).broken).toMatchObject({ position })
    })

    it('a cut tail, by the head that was sent out before', async () => {
      const { head, sealed: length } = await verifyAudit(world.system)
      await change(`DELETE FROM audit WHERE position = ${length}`)
      const after = await verifyAudit(world.system)
      expect(after.broken).toBeUndefined()
      expect([after.sealed, after.head]).not.toEqual([length, head])
      expect(after.sealed).toBe(length - 1)
    })

    it('what is not sealed yet', async () => {
      await report('lisi')
      expect((await verifyAudit(world.system)).unsealed).toBeGreaterThan(0)
    })
  })

  it('is chained once when two servers seal at the same instant', async () => {
    await report('zhangsan')
    await report('wangwu')
    await Promise.all(['s1', 's2', 's3'].map(holder => sealAudit(world.system, holder)))
    const chain = await sealed()
    expect([chain.broken, chain.unsealed]).toEqual([undefined, 0])
  })
})
