import type { Job } from '../../src/schedule/jobs'
import { runDue } from '../../src/schedule/run-due'
import { SlotEntity } from '../../src/schedule/slot.entity'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describe.each(ENGINES)('jobs that are due (%s)', engine => {
  let world: TestWorld
  let ran: number[]
  let failing = false
  const nightly: Job = {
    name: 'nightly',
    rhythm: { dailyAt: '03:17' },
    async run(context) {
      if (failing) throw new Error('not now')
      ran.push(context.now())
    },
  }
  beforeEach(async () => {
    world = await createWorld(engine)
    ran = []
    failing = false
  })
  afterEach(() => world.close())
  const tick = (holder = 'server-1', jobs = [nightly]) => runDue(world.system, jobs, holder)

  it('run once a day, however often the clock wakes', async () => {
    for (let i = 0; i < 5; i++) {
      await tick()
      world.clock.advance(MINUTE)
    }
    expect(ran).toHaveLength(1)
    world.clock.advance(DAY)
    await tick()
    expect(ran).toHaveLength(2)
  })

  it('run on one of several servers that wake at the same instant', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map(holder => tick(holder)))
    expect(ran).toHaveLength(1)
  })

  it('are made up for once after everybody was down for days', async () => {
    await tick()
    world.clock.advance(5 * DAY)
    await tick()
    await tick()
    expect(ran).toHaveLength(2)
  })

  it('are tried again after a failure, a few times, and do not hold the others', async () => {
    failing = true
    const other: Job = { name: 'other', rhythm: { everyMs: MINUTE }, run: async () => ran.push(-1) }
    for (let i = 0; i < 10; i++) {
      await tick('server-1', [nightly, other])
      world.clock.advance(2 * MINUTE)
    }
    expect(ran).toEqual(Array(10).fill(-1))
    expect(await world.database.read.findOneBy(SlotEntity, { job: 'nightly' })).toMatchObject({
      attempts: 5,
      doneAt: null,
      lastError: 'Error: not now',
    })
    failing = false
    world.clock.advance(DAY)
    await tick()
    expect(ran.filter(at => at > 0)).toHaveLength(1)
  })

  it('are taken over from a server that died in the middle', async () => {
    const dies: Job = { ...nightly, run: () => new Promise(() => undefined) }
    void tick('dead', [dies])
    while (!(await world.database.read.count(SlotEntity))) await new Promise(done => setTimeout(done, 5))
    await tick('alive')
    expect(ran).toHaveLength(0)
    world.clock.advance(11 * MINUTE)
    await tick('alive')
    expect(ran).toHaveLength(1)
  })

  it('do not fire twice when the clock is set back', async () => {
    world.clock.advance(DAY)
    await tick()
    world.clock.advance(-60 * MINUTE)
    await tick()
    world.clock.advance(60 * MINUTE)
    await tick()
    expect(ran).toHaveLength(1)
  })
})
