import { createWorld, ENGINES, type TestWorld } from '../support/world'
import {
  inbox,
  openGroups,
  outbox,
  received,
  recordingHandler,
  say,
  store,
  TestChannel,
  toGroup,
  toMember,
  workerOn,
} from './rig'

const soon = () => new Promise<void>(done => setTimeout(done, 5))

describe.each(ENGINES)('the worker on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
    await openGroups(world, 'g1')
  })
  afterEach(() => world.close())

  it('runs until it is stopped: what comes in, and what follows from it', async () => {
    const channel = new TestChannel()
    const handler = recordingHandler({
      async apply(tx, payload) {
        await tx.send(toMember(`answer to ${payload}`))
        return undefined
      },
    })
    const worker = workerOn(world, [channel], handler)
    worker.start()
    await store(
      world,
      Array.from({ length: 20 }, (_, i) => received(`id:${i}`)),
    )
    worker.poke()
    while (channel.sent.length < 20) await soon()
    await worker.stop()
    expect(new Set(channel.titles).size).toBe(20)
    await store(world, [received('id:late')])
    await soon()
    expect((await inbox(world)).filter(row => row.status === 'waiting')).toHaveLength(1)
  })

  it('stops only after what it has in hand, and leaves the rest unclaimed for the next server', async () => {
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const channel = new TestChannel()
    channel.answer = () => held.then(() => ({ outcome: 'sent' }) as const)
    await say(world, toGroup('one'), toGroup('two'), toGroup('three'))
    const worker = workerOn(world, [channel])
    worker.start()
    while (!channel.sent.length) await soon()
    let stopped = false
    const stopping = worker.stop().then(() => {
      stopped = true
    })
    await soon()
    expect(stopped).toBe(false)
    release()
    await stopping
    const rows = await outbox(world)
    expect(rows.map(row => row.status)).toEqual(['sent', 'waiting', 'waiting'])
    expect(rows.every(row => row.leaseUntil === 0)).toBe(true)
    await workerOn(world, [channel], undefined, 'w2').drain()
    expect(channel.titles).toEqual(['one', 'two', 'three'])
  })

  it('goes on after a turn that failed', async () => {
    const worker = workerOn(world, [new TestChannel()])
    const query = world.database.read.query.bind(world.database.read)
    let failures = 3
    world.database.read.query = (async (...args: Parameters<typeof query>) => {
      if (failures-- > 0) throw new Error('the database is away')
      return query(...args)
    }) as typeof query
    worker.start()
    await say(world, toMember('hello'))
    while ((await outbox(world))[0]!.status !== 'sent') await soon()
    await worker.stop()
    expect(failures).toBeLessThan(0)
  })

  it('handles what is bad without holding up what is good', async () => {
    const handler = recordingHandler({
      async apply(tx, payload) {
        if (payload.startsWith('bad')) throw new Error('cannot')
        await tx.send(toMember(payload))
        return undefined
      },
    })
    await store(
      world,
      Array.from({ length: 20 }, (_, i) => received(`id:${i}`, i % 2 ? `bad ${i}` : `good ${i}`)),
    )
    const channel = new TestChannel()
    await workerOn(world, [channel], handler).drain()
    expect(channel.titles).toHaveLength(10)
    expect((await inbox(world)).filter(row => row.status === 'waiting' && row.attempts === 1)).toHaveLength(10)
  })
})
