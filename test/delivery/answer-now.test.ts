import { answerNow } from '../../src/delivery/answer-now'
import { createReceiver } from '../../src/delivery/receive'
import { createWorld, ENGINES, type TestWorld } from '../support/world'
import { handlersOf, inbox, notice, outbox, received, recordingHandler, TestChannel, workerOn } from './rig'

const LONG = 20_000

describe.each(ENGINES)('an answer that the sender waits for, on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(() => world.close())

  const answer = (handler: ReturnType<typeof recordingHandler>, deadlineMs = LONG) =>
    answerNow(
      { context: world.system, receive: createReceiver(world.system), handlers: handlersOf(handler), holder: 'w1' },
      received('id:1'),
      deadlineMs,
    )

  it('is given at once, and not said a second time', async () => {
    const handler = recordingHandler({ apply: async () => notice('here') })
    expect(await answer(handler)).toMatchObject({ title: 'here' })
    expect(await outbox(world)).toEqual([])
    expect(await inbox(world)).toMatchObject([{ status: 'done' }])
  })

  it('keeps other workers away while it is being made', async () => {
    const other = recordingHandler()
    const handler = recordingHandler({
      async prepare() {
        await workerOn(world, [new TestChannel()], other, 'w2').drain()
      },
      apply: async () => notice('here'),
    })
    expect(await answer(handler)).toMatchObject({ title: 'here' })
    expect(other.applied).toEqual([])
  })

  it('a repeat of the same message is not answered again', async () => {
    const handler = recordingHandler({ apply: async () => notice('here') })
    await answer(handler)
    expect(await answer(handler)).toBeUndefined()
    expect(handler.applied).toEqual([])
  })

  it('too late, it becomes a message of its own', async () => {
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const handler = recordingHandler({ prepare: () => held, apply: async () => notice('late') })
    expect(await answer(handler, 5)).toBeUndefined()
    release()
    while (!(await outbox(world)).length) await new Promise(done => setTimeout(done, 5))
    expect((await outbox(world)).map(row => row.message.notice.title)).toEqual(['late'])
    expect(await inbox(world)).toMatchObject([{ status: 'done' }])
  })

  it('failed for now, the worker tries again and says it', async () => {
    let fails = true
    const handler = recordingHandler({
      async apply() {
        if (fails) throw new Error('away')
        return notice('after all')
      },
    })
    expect(await answer(handler)).toBeUndefined()
    fails = false
    world.clock.advance(3_000)
    const channel = new TestChannel()
    await workerOn(world, [channel], handler).drain()
    expect(channel.titles).toEqual(['after all'])
  })

  it('is refused to the sender when the message could not be stored', async () => {
    await world.database.dataSource.query('DROP TABLE inbox')
    await expect(answer(recordingHandler())).rejects.toThrow()
  })
})
