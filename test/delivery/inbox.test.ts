import { claimDue, freeOwnLeases, LEASE_MS } from '../../src/delivery/claim'
import { handleInbox } from '../../src/delivery/handle-inbox'
import { createReceiver } from '../../src/delivery/receive'
import { conflict } from '../../src/errors'
import { createWorld, ENGINES, type TestWorld } from '../support/world'
import { handlersOf, inbox, notice, outbox, received, recordingHandler, store, TestChannel, workerOn } from './rig'

describe.each(ENGINES)('the inbox on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(() => world.close())

  const drain = (handler: ReturnType<typeof recordingHandler>) => workerOn(world, [new TestChannel()], handler).drain()

  it('takes the same message once, also when it arrives many times in the same instant', async () => {
    const results = await store(
      world,
      Array.from({ length: 24 }, () => received('id:1')),
      3,
    )
    expect(results.filter(result => result.isNew)).toHaveLength(1)
    expect(new Set(results.map(result => result.id)).size).toBe(1)
    const handler = recordingHandler()
    await drain(handler)
    expect(handler.applied).toEqual(['id:1'])
    expect(await store(world, [received('id:1')])).toMatchObject([{ isNew: false }])
    expect(await drain(handler)).toBe(0)
  })

  it('keeps the same id of two sources apart', async () => {
    const results = await store(world, [received('id:1'), { ...received('id:1'), source: 'bot' }])
    expect(results.map(result => result.isNew)).toEqual([true, true])
  })

  it('takes the messages of a burst once when two servers get them in opposite order', async () => {
    const burst = Array.from({ length: 40 }, (_, i) => received(`id:${i}`))
    const receipts = await Promise.all([store(world, burst), store(world, [...burst].reverse())])
    expect(receipts.flat().filter(receipt => receipt.isNew)).toHaveLength(40)
    expect(await inbox(world)).toHaveLength(40)
  })

  it('one message that cannot be stored does not take the others of its burst with it', async () => {
    const receive = createReceiver(world.system)
    const unstorable = { ...received('id:bad'), source: null as never }
    const burst = [received('id:0'), received('id:1'), unstorable, received('id:2'), received('id:3')]
    const results = await Promise.allSettled(burst.map(message => receive(message)))
    expect(results.map(result => result.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect((await inbox(world)).map(row => row.dedupeKey).sort()).toEqual(['id:0', 'id:1', 'id:2', 'id:3'])
  })

  it('keeps the payload sealed', async () => {
    await store(world, [received('id:1', '手机 13800000001')])
    const [row] = await world.database.read.query('SELECT payload FROM inbox')
    expect(row.payload).not.toContain('13800000001')
  })

  it('does a job once when several workers run', async () => {
    const handler = recordingHandler()
    await store(
      world,
      Array.from({ length: 30 }, (_, i) => received(`id:${i}`)),
    )
    await Promise.all(['w1', 'w2', 'w3'].map(holder => workerOn(world, [new TestChannel()], handler, holder).drain()))
    expect(handler.applied.sort()).toEqual(Array.from({ length: 30 }, (_, i) => `id:${i}`).sort())
  })

  it('gives the job of a dead worker to another one when its lease has run out, not before', async () => {
    await store(world, [received('id:1')])
    expect(await claimDue(world.system, 'inbox', 'dead', 8)).toHaveLength(1)
    const handler = recordingHandler()
    world.clock.advance(LEASE_MS)
    expect(await drain(handler)).toBe(0)
    world.clock.advance(1)
    await drain(handler)
    expect(handler.applied).toEqual(['id:1'])
    expect(await inbox(world)).toMatchObject([{ status: 'done', attempts: 2 }])
  })

  it('a single server frees at its start what it held when it died', async () => {
    await store(world, [received('id:1')])
    await claimDue(world.system, 'inbox', 'dead', 8)
    await freeOwnLeases(world.system)
    const handler = recordingHandler()
    await drain(handler)
    expect(handler.applied).toEqual(['id:1'])
  })

  it('a slow worker whose lease ran out changes nothing after the other one was done', async () => {
    const [stored] = await store(world, [received('id:1')])
    let effects = 0
    let release = () => {}
    const waiting = new Promise<void>(resolve => {
      release = resolve
    })
    const slow = recordingHandler({ prepare: () => waiting, apply: async () => void effects++ as undefined })
    const quick = recordingHandler({ apply: async () => void effects++ as undefined })
    const first = handleInbox(world.system, handlersOf(slow), stored!.id)
    await handleInbox(world.system, handlersOf(quick), stored!.id)
    release()
    await first
    expect(effects).toBe(1)
  })

  it('a failure takes everything back and is tried again later', async () => {
    await store(world, [received('id:1')])
    let fails = true
    const handler = recordingHandler({
      async apply(tx) {
        await tx.send({ type: 'notice', to: { kind: 'member', userId: 'lisi' }, notice: notice('effect') })
        if (fails) throw new Error('the disk is full')
        return undefined
      },
    })
    await drain(handler)
    expect(await outbox(world)).toEqual([])
    expect(await inbox(world)).toMatchObject([
      { status: 'waiting', attempts: 1, lastError: 'the disk is full', leaseHolder: null },
    ])
    expect(await drain(handler)).toBe(0)
    fails = false
    world.clock.advance(3_000)
    await drain(handler)
    expect(await outbox(world)).toMatchObject([{ status: 'sent' }])
    expect(await inbox(world)).toMatchObject([{ status: 'done' }])
  })

  it('a refusal answers the person and keeps nothing else', async () => {
    await store(world, [received('id:1')])
    const handler = recordingHandler({
      async apply(tx) {
        await tx.send({ type: 'notice', to: { kind: 'member', userId: 'lisi' }, notice: notice('effect') })
        await tx.audit({ action: 'test.done', subject: 'test:1' })
        throw conflict('已经裁决过了')
      },
    })
    await drain(handler)
    const messages = await outbox(world)
    expect(messages.map(row => row.message.notice.title)).toEqual(['已经裁决过了'])
    expect(await world.database.read.query("SELECT id FROM audit WHERE action = 'test.done'")).toEqual([])
    expect(await inbox(world)).toMatchObject([{ status: 'done', lastError: null }])
  })

  it('the answer commits with the effect', async () => {
    await store(world, [received('id:1')])
    let fails = true
    const handler = recordingHandler({
      apply: async () => notice('answer'),
      async say(tx, _payload, answer) {
        await tx.send({ type: 'notice', to: { kind: 'member', userId: 'lisi' }, notice: answer })
        if (fails) throw new Error('cut')
      },
    })
    await drain(handler)
    expect(await outbox(world)).toEqual([])
    expect(await inbox(world)).toMatchObject([{ status: 'waiting' }])
    fails = false
    world.clock.advance(3_000)
    await drain(handler)
    expect(await outbox(world)).toMatchObject([{ status: 'sent' }])
  })
})
