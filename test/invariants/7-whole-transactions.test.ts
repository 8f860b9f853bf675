/**
 * Invariant 7: whole transactions are retried, never statements.
 *
 * It could break when a statement alone is repeated after a deadlock (the database has forgotten what stood before it), when
 * something that is no conflict is repeated, when it is repeated for ever, or when what was done outside is done again.
 * Provoked: the driver's errors at every statement, before and after the commit.
 */
import { createUnitOfWork } from '../../src/db/unit-of-work'
import { OwnershipEntity } from '../../src/ownership/ownership.entity'
import { submitRegistration } from '../../src/registration/submit-registration'
import { loseCommit } from '../support/failing'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const CONFLICTS = [
  { errno: 1213 },
  { errno: 1205 },
  { errno: 1020 },
  { errno: 9007 },
  { code: 'SQLITE_BUSY' },
  { code: 'SQLITE_BUSY_SNAPSHOT' },
]
const AWAY = [
  { errno: 1047 },
  { errno: 1180 },
  { errno: 2013 },
  { code: 'PROTOCOL_CONNECTION_LOST' },
  { code: 'ECONNRESET' },
]
const OTHERS = [{ errno: 1062 }, { errno: 1064 }, { code: 'SQLITE_CONSTRAINT_UNIQUE' }, { message: 'a bug' }]

describe.each(ENGINES)('a transaction on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(() => world.close())

  /** The unit of work on the same database, with a sleep that only counts. */
  const unit = (slept: number[]) =>
    createUnitOfWork({
      writer: world.database.dataSource,
      reader: world.database.dataSource,
      galera: false,
      sleep: async ms => void slept.push(ms),
      random: () => 0.5,
    })
  const insert = "INSERT INTO setting (name, value, updated_at) VALUES ('probe', '1', 1)"
  const rows = async () =>
    Number((await world.database.read.query("SELECT COUNT(*) AS n FROM setting WHERE name = 'probe'"))[0].n)

  it.each(CONFLICTS)('that met another one is done again as a whole: %j', async fault => {
    let tries = 0
    await unit([]).transaction(async manager => {
      await manager.query(insert)
      if (++tries < 4) throw Object.assign(new Error('conflict'), fault)
    }, 'request')
    expect([tries, await rows()]).toEqual([4, 1])
  })

  it('that always meets another one is given up after ten tries, and leaves nothing', async () => {
    const slept: number[] = []
    let tries = 0
    const work = unit(slept).transaction(async manager => {
      tries++
      await manager.query(insert)
      throw Object.assign(new Error('deadlock'), { errno: 1213 })
    }, 'request')
    await expect(work).rejects.toThrow('deadlock')
    expect([tries, slept.length, await rows()]).toEqual([10, 9, 0])
  })

  it.each(AWAY)('that lost the database is tried for its time, longer in a worker: %j', async fault => {
    const waited: Record<string, number> = {}
    for (const patience of ['request', 'worker'] as const) {
      const slept: number[] = []
      const work = unit(slept).transaction(async () => {
        throw Object.assign(new Error('away'), fault)
      }, patience)
      await expect(work).rejects.toThrow('away')
      waited[patience] = slept.reduce((sum, ms) => sum + ms, 0)
    }
    expect(waited.request).toBeGreaterThanOrEqual(3_000)
    expect(waited.worker).toBeGreaterThanOrEqual(15_000)
  })

  it.each(OTHERS)('that failed for another reason is not repeated: %j', async fault => {
    let tries = 0
    const work = unit([]).transaction(async manager => {
      tries++
      await manager.query(insert)
      throw Object.assign(new Error('other'), fault)
    }, 'worker')
    await expect(work).rejects.toBeDefined()
    expect([tries, await rows()]).toEqual([1, 0])
  })

  it('whose commit got no answer is looked up by its own key: a report is there once', async () => {
    const stop = loseCommit(world.database, 1)
    const result = await submitRegistration(await world.as('zhangsan'), {
      name: '杭州青禾智能科技有限公司',
      requestKey: 'a',
    })
    expect(stop()).toBe(true)
    expect(result.kind).toBe('registered')
    expect(await world.database.read.count(OwnershipEntity)).toBe(1)
    await assertInvariants(world)
  })

  it('inside another one joins it', async () => {
    const outer = world.system.transaction(async tx => {
      await tx.transaction(inner => inner.manager.query(insert))
      throw new Error('taken back')
    })
    await expect(outer).rejects.toThrow('taken back')
    expect(await rows()).toBe(0)
  })
})
