/**
 * Invariant 1: at most one active owner per customer and scope; a hard key belongs to one customer.
 *
 * It could break when two look at the same instant and both find nobody (read, then write); when similar reports share no row
 * that makes them wait for each other; when an ownership ends or is frozen without looking at the state it was read in.
 * Provoked: reports, rulings and cases at the same instant; rows written past the use cases.
 */
import { IsNull } from 'typeorm'
import { BLOCKING_ROWS } from '../../src/customer/blocking'
import { HardKeyEntity } from '../../src/customer/customer.entity'
import { DisputeEntity } from '../../src/dispute/dispute.entity'
import { openDispute } from '../../src/dispute/open-dispute'
import { ruleDispute } from '../../src/dispute/rule-dispute'
import { activeKeyOf } from '../../src/ownership/active-ownerships'
import { OwnershipEntity } from '../../src/ownership/ownership.entity'
import { takeOwnership } from '../../src/ownership/take-ownership'
import { submitRegistration } from '../../src/registration/submit-registration'
import { withdrawRegistration } from '../../src/registration/withdraw-registration'
import { madeUp, similar, spelled } from '../checks/customers'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const REPS = ['zhangsan', 'lisi', 'wangwu', 'zhaoliu']

describe.each(ENGINES)('one owner on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })

  const report = async (userId: string, input: { name: string; phone?: string }, requestKey = JSON.stringify(input)) =>
    submitRegistration(await world.as(userId), { ...input, requestKey })
  const owners = () => world.database.read.find(OwnershipEntity, { where: { endedAt: IsNull() } })

  it.each([
    ['the same customer, spelled differently', spelled],
    ['similar names without a number', similar],
  ])('%s, reported at the same instant', async (_what, write) => {
    for (let i = 0; i < 6; i++) {
      const results = await Promise.all(REPS.map((userId, k) => report(userId, write(madeUp(i), k), `${i}`)))
      expect(results.map(result => result.kind).sort()).toEqual(['collided', 'collided', 'collided', 'registered'])
    }
    expect(await owners()).toHaveLength(6)
  })

  // SQLite has one writer at a time and locks no rows.
  if (engine === 'mariadb')
    it('every row that similar reports lock is there before the first report: a fresh one would not hold the others back', async () => {
      const rows = async () => {
        const [row] = await world.database.read.query('SELECT COUNT(*) AS n, SUM(n) AS locked FROM blocking_row')
        return { rows: Number(row.n), locked: Number(row.locked) }
      }
      expect(await rows()).toEqual({ rows: BLOCKING_ROWS, locked: 0 })
      await submitRegistration(await world.as('zhangsan'), { ...madeUp(1), requestKey: 'first' })
      const after = await rows()
      expect(after.rows).toBe(BLOCKING_ROWS)
      expect(after.locked).toBeGreaterThan(1)
    })

  it('the database refuses a second owner and a second customer of a key, whoever writes them', async () => {
    const { customer } = await report('zhangsan', madeUp(1))
    const [owner] = await owners()
    const second = { ...owner!, id: world.system.newId(), ownerId: 'wangwu' }
    await expect(world.system.transaction(tx => tx.manager.insert(OwnershipEntity, second))).rejects.toThrow()
    const taking = { customerId: customer!.id, scope: 'all', ownerId: 'wangwu', source: 'registration' as const }
    await expect(world.system.transaction(tx => takeOwnership(tx, taking))).rejects.toThrow('in the same instant')
    const [key] = await world.database.read.find(HardKeyEntity)
    const stolen = { ...key!, id: world.system.newId(), customerId: world.system.newId() }
    await expect(world.system.transaction(tx => tx.manager.insert(HardKeyEntity, stolen))).rejects.toThrow()
    expect(owner!.activeKey).toBe(activeKeyOf(customer!.id, 'all'))
  })

  it('of two cases about one customer opened at the same instant, one freezes it', async () => {
    await report('zhangsan', madeUp(1))
    const claims = await Promise.all(['wangwu', 'zhaoliu'].map(userId => report(userId, madeUp(1))))
    const opened = await Promise.allSettled(
      ['wangwu', 'zhaoliu'].map(async (userId, i) =>
        openDispute(await world.as(userId), { collisionId: claims[i]!.collision!.id }),
      ),
    )
    expect(opened.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await world.database.read.count(DisputeEntity)).toBe(1)
  })

  it('a ruling and the owner withdrawing at the same instant leave one owner or none', async () => {
    const { registration } = await report('zhangsan', madeUp(1))
    const { collision } = await report('wangwu', madeUp(1))
    const dispute = await openDispute(await world.as('wangwu'), { collisionId: collision!.id })
    await Promise.allSettled([
      ruleDispute(await world.as('director'), { disputeId: dispute.id, outcome: 'award', awardTo: 'wangwu' }),
      withdrawRegistration(await world.as('zhangsan'), registration.id),
    ])
    expect((await owners()).map(row => row.ownerId)).toEqual(['wangwu'])
  })
})
