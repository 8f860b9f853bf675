import { MAX_ATTEMPTS } from '../../src/delivery/backoff'
import { claimThese, LEASE_MS } from '../../src/delivery/claim'
import { listDeadLetters, retryDeadLetter } from '../../src/delivery/dead-letters'
import { deliver } from '../../src/delivery/deliver'
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

const HOUR = 3_600_000

describe.each(ENGINES)('the outbox on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
    await openGroups(world, 'g1', 'g2')
  })
  afterEach(() => world.close())

  const status = async () => (await outbox(world)).map(row => row.status)

  it('is written with what it tells about, or not at all', async () => {
    const failing = world.system.transaction(async tx => {
      await tx.send(toMember('never'))
      throw new Error('taken back')
    })
    await expect(failing).rejects.toThrow('taken back')
    expect(await outbox(world)).toEqual([])
  })

  it('keeps one message per dedupe key, also of many in the same instant', async () => {
    const message = { ...toMember('once'), dedupeKey: 'case:1' } as ReturnType<typeof toMember>
    await Promise.all(Array.from({ length: 8 }, () => say(world, message)))
    await say(world, message)
    expect(await outbox(world)).toHaveLength(1)
  })

  describe('order', () => {
    it('is kept within a group, while other places go on', async () => {
      const channel = new TestChannel()
      channel.answer = ({ message, attempt }) =>
        message.notice.title === 'g1-1' && attempt === 1 ? { outcome: 'retry', error: 'busy' } : { outcome: 'sent' }
      await say(world, toGroup('g1-1'), toGroup('g1-2'), toGroup('g2-1', 'g2'), toMember('m'), toGroup('g1-3'))
      const worker = workerOn(world, [channel])
      await worker.drain()
      expect(channel.titles.sort()).toEqual(['g1-1', 'g2-1', 'm'])
      world.clock.advance(3_000)
      await worker.drain()
      expect(channel.titles.slice(3)).toEqual(['g1-1', 'g1-2', 'g1-3'])
    })

    it('holds when two servers send', async () => {
      const channel = new TestChannel()
      channel.answer = () => new Promise(done => setTimeout(() => done({ outcome: 'sent' }), 2))
      const titles = Array.from({ length: 12 }, (_, i) => `n${i}`)
      await say(world, ...titles.map(title => toGroup(title)))
      const workers = ['w1', 'w2'].map(holder => workerOn(world, [channel], undefined, holder))
      while ((await status()).includes('waiting')) await Promise.all(workers.map(worker => worker.drain()))
      expect(channel.titles).toEqual(titles)
    })

    it('goes on after a message that was given up', async () => {
      const channel = new TestChannel()
      channel.answer = ({ message }) =>
        message.notice.title === 'bad' ? { outcome: 'failed', error: 'refused' } : { outcome: 'sent' }
      await say(world, toGroup('bad'), toGroup('good'))
      await workerOn(world, [channel]).drain()
      expect(await status()).toEqual(['dead', 'sent'])
    })
  })

  describe('a try that failed', () => {
    it('comes again after the back-off, with the identical body', async () => {
      const channel = new TestChannel()
      channel.answer = ({ attempt }) => (attempt < 3 ? { outcome: 'retry', error: 'busy' } : { outcome: 'sent' })
      await say(world, toMember('hello'))
      const worker = workerOn(world, [channel])
      for (let i = 0; i < 3; i++) {
        await worker.drain()
        world.clock.advance(10_000)
      }
      expect(channel.sent.map(item => item.attempt)).toEqual([1, 2, 3])
      expect(new Set(channel.sent.map(item => item.body)).size).toBe(1)
      expect(channel.rendered).toBe(1)
      expect(await status()).toEqual(['sent'])
    })

    it('waits as long as the channel asks', async () => {
      const channel = new TestChannel()
      channel.answer = () => ({ outcome: 'retry', error: 'limit', afterMs: 60_000 })
      await say(world, toMember('hello'))
      const worker = workerOn(world, [channel])
      await worker.drain()
      world.clock.advance(59_999)
      expect(await worker.drain()).toBe(0)
      world.clock.advance(1)
      expect(await worker.drain()).toBe(1)
    })

    it('in our own code is a failure like any other', async () => {
      const channel = new TestChannel('test', true)
      channel.answer = () => {
        throw new Error('bug')
      }
      await say(world, toMember('hello'))
      await workerOn(world, [channel]).drain()
      expect(await outbox(world)).toMatchObject([{ status: 'waiting', lastError: 'sending: bug', attempts: 1 }])
    })

    it('too often becomes a dead letter, which an administrator sees and can run again', async () => {
      const channel = new TestChannel()
      channel.answer = () => ({ outcome: 'retry', error: '企业微信没有应答' })
      await say(world, toMember('hello'))
      const worker = workerOn(world, [channel])
      for (let i = 0; i < MAX_ATTEMPTS; i++) {
        await worker.drain()
        world.clock.advance(HOUR)
      }
      expect(channel.sent).toHaveLength(MAX_ATTEMPTS)
      expect(await worker.drain()).toBe(0)
      const admin = await world.as('admin')
      const { items } = await listDeadLetters(admin, { box: 'outbox' })
      expect(items).toMatchObject([
        {
          status: 'dead',
          kind: 'note',
          place: 'member:zhangsan',
          attempts: MAX_ATTEMPTS,
          lastError: '企业微信没有应答',
        },
      ])
      channel.answer = () => ({ outcome: 'sent' })
      await retryDeadLetter(admin, 'outbox', items[0]!.id)
      await worker.drain()
      expect(await status()).toEqual(['sent'])
      await expect(retryDeadLetter(admin, 'outbox', items[0]!.id)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('of an event too: dead after as many tries, shown without its content, run again', async () => {
      let fails = true
      const handler = recordingHandler({
        async apply() {
          if (fails) throw new Error('no such member')
          return undefined
        },
      })
      await store(world, [received('id:1', '手机 13800000001')])
      const worker = workerOn(world, [], handler)
      for (let i = 0; i < MAX_ATTEMPTS; i++) {
        await worker.drain()
        world.clock.advance(HOUR)
      }
      const admin = await world.as('admin')
      const { items } = await listDeadLetters(admin, { box: 'inbox' })
      expect(items).toMatchObject([{ status: 'dead', kind: 'text', lastError: 'no such member' }])
      expect(JSON.stringify(items)).not.toContain('13800000001')
      fails = false
      await retryDeadLetter(admin, 'inbox', items[0]!.id)
      await worker.drain()
      expect(await inbox(world)).toMatchObject([{ status: 'done' }])
    })

    it('is no business of anybody but an administrator', async () => {
      const rep = await world.as('zhangsan')
      await expect(listDeadLetters(rep, { box: 'outbox' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(retryDeadLetter(rep, 'outbox', 'x')).rejects.toMatchObject({ code: 'forbidden' })
    })
  })

  describe('a send with an unknown end', () => {
    /** The process dies after the message has left and before that was written down. */
    async function dieWhileSending(channel: TestChannel): Promise<void> {
      const [row] = await outbox(world)
      await claimThese(world.system, 'outbox', 'dead', [row!.id])
      channel.answer = () => new Promise(() => undefined)
      void deliver(world.system, [channel], row!.id)
      while (!channel.sent.length) await new Promise(done => setTimeout(done, 5))
      channel.answer = () => ({ outcome: 'sent' })
      expect((await outbox(world))[0]).toMatchObject({ status: 'waiting', lastError: 'sending' })
      world.clock.advance(LEASE_MS + 1)
    }

    it('is repeated with the identical body where the platform recognises it', async () => {
      const channel = new TestChannel('app', true)
      await say(world, toMember('hello'))
      await dieWhileSending(channel)
      await workerOn(world, [channel]).drain()
      expect(channel.sent).toHaveLength(2)
      expect(channel.sent[0]!.body).toBe(channel.sent[1]!.body)
      expect(await status()).toEqual(['sent'])
    })

    it('is not repeated elsewhere, but marked and shown to the administrator', async () => {
      const channel = new TestChannel('webhook', false)
      await say(world, toGroup('hello'), toGroup('next'))
      await dieWhileSending(channel)
      await workerOn(world, [channel]).drain()
      expect(channel.titles).toEqual(['hello', 'next'])
      expect(await status()).toEqual(['uncertain', 'sent'])
      const { items } = await listDeadLetters(await world.as('admin'), { box: 'outbox' })
      expect(items).toMatchObject([{ status: 'uncertain' }])
    })

    it('stays unknown when a later try fails for sure, or in our own code', async () => {
      const [app, bot] = [new TestChannel('app', true), new TestChannel('bot', false)]
      await say(world, toMember('hello'))
      await dieWhileSending(app)
      const answers = [
        () => ({ outcome: 'retry', error: 'busy' }) as const,
        () => {
          throw new Error('bug')
        },
      ]
      for (const answer of answers) {
        app.answer = answer
        await workerOn(world, [app]).drain()
        world.clock.advance(10_000)
      }
      // Taken out of the configuration: the other one would say it a second time.
      await workerOn(world, [bot]).drain()
      expect([app.sent.length, bot.sent.length]).toEqual([3, 0])
      expect(await status()).toEqual(['uncertain'])
    })

    it('is not repeated once the platform has forgotten the first one', async () => {
      const channel = new TestChannel('app', true)
      await say(world, toMember('hello'))
      await dieWhileSending(channel)
      world.clock.advance(4 * HOUR)
      await workerOn(world, [channel]).drain()
      expect(channel.sent).toHaveLength(1)
      expect(await status()).toEqual(['uncertain'])
    })

    it('does not move to another channel, which would say it twice', async () => {
      const [first, second] = [new TestChannel('app', true), new TestChannel('bot', false)]
      await say(world, toMember('hello'))
      await dieWhileSending(first)
      await workerOn(world, [second, first]).drain()
      expect([first.sent.length, second.sent.length]).toEqual([2, 0])
    })

    it('reported by the channel is treated the same: repeated on that channel only, or marked', async () => {
      const [app, bot] = [new TestChannel('app', true), new TestChannel('bot', false)]
      app.answer = ({ attempt }) => (attempt === 1 ? { outcome: 'uncertain', error: 'time-out' } : { outcome: 'sent' })
      await say(world, toMember('hello'))
      const worker = workerOn(world, [app, bot])
      await worker.drain()
      // Its limit is full at the next try: the other channel must not take over.
      app.limit = { perMinute: 0 }
      world.clock.advance(3_000)
      await worker.drain()
      expect(bot.sent).toEqual([])
      app.limit = undefined
      world.clock.advance(120_000)
      await worker.drain()
      expect([app.sent.length, bot.sent.length]).toEqual([2, 0])
      expect(await status()).toEqual(['sent'])

      const webhook = new TestChannel('webhook', false)
      webhook.answer = () => ({ outcome: 'uncertain', error: 'time-out' })
      await say(world, toGroup('group'))
      await workerOn(world, [webhook]).drain()
      expect((await status())[1]).toBe('uncertain')
    })
  })

  describe('the router', () => {
    it('takes the first channel that can reach the place', async () => {
      const [groups, members] = [new TestChannel('groups'), new TestChannel('members')]
      groups.takes = to => to.kind === 'group'
      await say(world, toMember('m'), toGroup('g'))
      await workerOn(world, [groups, members]).drain()
      expect([groups.titles, members.titles]).toEqual([['g'], ['m']])
    })

    it('falls back to the next one when the first has no room', async () => {
      const [first, second] = [new TestChannel('first'), new TestChannel('second')]
      first.limit = { perMinute: 1 }
      await say(world, toGroup('one'), toGroup('two'))
      await workerOn(world, [first, second]).drain()
      expect([first.titles, second.titles]).toEqual([['one'], ['two']])
    })

    it('gives up what nothing can reach, with words for the administrator', async () => {
      await say(world, toGroup('hello'), toGroup('gone', 'unknown'))
      await workerOn(world, []).drain()
      expect((await outbox(world)).map(row => row.lastError)).toEqual([
        '没有可用的发送通道：请在设置里配置机器人或群 webhook',
        '群已解除绑定',
      ])
    })
  })
})
