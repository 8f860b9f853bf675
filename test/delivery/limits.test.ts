import { takePlaces } from '../../src/delivery/limits'
import { createWorld, ENGINES, type TestWorld } from '../support/world'
import { openGroups, outbox, say, TestChannel, toGroup, workerOn } from './rig'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** A place is free again at most this much later than WeCom would allow. */
const SLOT = MINUTE / 30

/** The largest number of moments within any `windowMs`: WeCom counts the last minute, not the minute of the clock. */
const mostWithin = (moments: number[], windowMs: number) =>
  Math.max(...moments.map(from => moments.filter(at => at >= from && at < from + windowMs).length))

describe.each(ENGINES)('limits on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(() => world.close())

  const limit = { bucket: 'webhook:g1', perMinute: 20 }

  it('let no more through than there are places, however many ask at once', async () => {
    const other = world.makeContext(world.system.actor, 'cli')
    const waits = await Promise.all(
      Array.from({ length: 60 }, (_, i) => takePlaces(i % 2 ? world.system : other, [limit])),
    )
    expect(waits.filter(wait => wait === 0)).toHaveLength(20)
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(MINUTE + SLOT)
  })

  it('hold in every minute, not only in those of the clock', async () => {
    const moments: number[] = []
    world.clock.now += 50_000
    for (let i = 0; i < 120; i++) {
      if ((await takePlaces(world.system, [limit])) === 0) moments.push(world.clock.now)
      world.clock.advance(moments.length % 20 ? 500 : 2_000)
    }
    expect(mostWithin(moments, MINUTE)).toBe(20)
    expect(moments.length).toBeGreaterThanOrEqual(40)
  })

  it('use most of what is allowed when much is waiting', async () => {
    let sent = 0
    const end = world.clock.now + 10 * MINUTE
    while (world.clock.now < end) {
      const wait = await takePlaces(world.system, [limit])
      if (wait === 0) sent++
      else world.clock.advance(wait)
    }
    expect(sent).toBeGreaterThanOrEqual(190)
    expect(sent).toBeLessThanOrEqual(220)
  })

  it('of a minute and of an hour are both kept, and a refused message uses neither', async () => {
    const both = { bucket: 'bot:c1', perMinute: 30, perHour: 100 }
    const moments: number[] = []
    while (moments.length < 150) {
      const wait = await takePlaces(world.system, [both])
      if (wait === 0) moments.push(world.clock.now)
      else world.clock.advance(wait)
    }
    expect(mostWithin(moments, MINUTE)).toBeLessThanOrEqual(30)
    expect(mostWithin(moments, HOUR)).toBeLessThanOrEqual(100)
  })

  it('of two places do not touch each other', async () => {
    for (let i = 0; i < 20; i++) await takePlaces(world.system, [limit])
    expect(await takePlaces(world.system, [limit])).toBeGreaterThan(0)
    expect(await takePlaces(world.system, [{ ...limit, bucket: 'webhook:g2' }])).toBe(0)
  })

  it('survive a clock that is set back', async () => {
    for (let i = 0; i < 20; i++) await takePlaces(world.system, [limit])
    world.clock.advance(-2 * HOUR)
    const wait = await takePlaces(world.system, [limit])
    expect(wait).toBeLessThanOrEqual(MINUTE)
  })

  it('merge what piles up behind a group into one message, and lose nothing', async () => {
    await openGroups(world, 'g1')
    const channel = new TestChannel('webhook')
    channel.limit = { perMinute: 20 }
    const titles = Array.from({ length: 60 }, (_, i) => `撞单 ${i}`)
    await say(
      world,
      ...titles.slice(0, 40).map(title => toGroup(title)),
      toGroup('申诉', 'g1', 'dispute'),
      ...titles.slice(40).map(title => toGroup(title)),
    )
    const worker = workerOn(world, [channel])
    await worker.drain()
    expect(channel.sent).toHaveLength(20)
    for (let minute = 0; minute < 3; minute++) {
      world.clock.advance(MINUTE + SLOT)
      await worker.drain()
    }
    const rows = await outbox(world)
    expect(rows.filter(row => row.status === 'waiting')).toEqual([])
    expect(channel.titles).toContain('申诉')
    expect(channel.titles.some(title => title.endsWith('条撞单消息'))).toBe(true)
    const merged = rows.filter(row => row.status === 'merged').length
    const counted = channel.titles.map(title => /^(\d+) 条撞单消息$/.exec(title)?.[1]).filter(Boolean)
    expect(counted.reduce((sum, n) => sum + Number(n), 0)).toBe(merged)
    expect(rows.filter(row => row.status === 'sent').length + merged).toBe(rows.length)
    expect(
      mostWithin(
        channel.sent.map(item => item.at),
        MINUTE,
      ),
    ).toBeLessThanOrEqual(20)
  })

  it('are not merged for a member, nor for a few', async () => {
    await openGroups(world, 'g1')
    const channel = new TestChannel('webhook')
    channel.limit = { perMinute: 2 }
    await say(world, ...['a', 'b', 'c', 'd', 'e'].map(title => toGroup(title)))
    const worker = workerOn(world, [channel])
    for (let minute = 0; minute < 4; minute++) {
      await worker.drain()
      world.clock.advance(MINUTE + SLOT)
    }
    expect(channel.titles).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
})
