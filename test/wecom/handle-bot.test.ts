import { handleInbox } from '../../src/delivery/handle-inbox'
import type { NoticeMessage } from '../../src/delivery/messages'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { createReceiver } from '../../src/delivery/receive'
import { botHandler } from '../../src/wecom/handle-bot'
import { receivedFromBot } from '../../src/wecom/received'
import { resolveSender } from '../../src/wecom/resolve-sender'
import { FakeDirectory } from '../contact/fake-directory'
import { recordingHandler } from '../delivery/rig'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

/** As a bot writes its users when its creator is no super administrator (document 101039). */
const OPAQUE = 'woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA_zhangsan'

describe.each(ENGINES)('somebody whose id the bot does not show in the clear, on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })

  async function hear(body: object): Promise<NoticeMessage[]> {
    const directory = { resolveOpenUserIds: async () => new Map([[OPAQUE, 'zhangsan']]) }
    const senders = resolveSender({ directory } as unknown as Parameters<typeof resolveSender>[0])
    const other = recordingHandler()
    const handlers = { app: other, wechaty: other, bot: botHandler(senders, new FakeDirectory()) }
    const { message } = receivedFromBot({ msgid: 'M1', aibotid: 'B', from: { userid: OPAQUE }, ...body })
    const { id } = await createReceiver(world.system)(message)
    await handleInbox(world.system, handlers, id)
    const rows = await world.database.read.find(OutboxEntity)
    return rows.flatMap(row => (row.message.type === 'notice' ? [row.message] : []))
  }

  it('is told why a tap did nothing', async () => {
    const tap = { eventtype: 'template_card_event', template_card_event: { event_key: 'award:unknown', task_id: 'T1' } }
    const told = await hear({ msgtype: 'event', event: tap })
    expect(told).toMatchObject([{ to: { kind: 'member', userId: 'zhangsan' }, notice: { kind: 'refusal' } }])
  })

  it('gets an answer that comes late', async () => {
    const told = await hear({ msgtype: 'text', text: { content: '我的客户' } })
    expect(told).toMatchObject([{ to: { kind: 'member', userId: 'zhangsan' }, notice: { kind: 'mine' } }])
  })
})
