import type { Context } from '../../src/context'
import type { Notice } from '../../src/delivery/messages'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { GroupEntity } from '../../src/group/group.entity'
import { type Bot, createBot } from '../../src/wecom/bot'
import type { ReceivedMessage } from '../../src/wecom/received'
import { WecomError } from '../../src/wecom/wecom-error'
import { ENGINES } from '../support/world'
import { startBotServer, until } from './bot-server'
import { openTestDatabase, type TestDatabase, testConfig } from './database'

/** A third of a second where the product has fifteen. */
const TIMES = { ttlMs: 450, renewMs: 100, giveUpMs: 300 }

let platform: Awaited<ReturnType<typeof startBotServer>>
let database: TestDatabase
let bots: Bot[]

// The lease and the gap are statements that must mean the same on both databases.
const engine = ENGINES.at(-1)!

beforeEach(async () => {
  platform = await startBotServer()
  database = await openTestDatabase(testConfig(), engine)
  bots = []
})
afterEach(async () => {
  for (const bot of bots) await bot.stop()
  await platform.close()
  await database.close()
})

const notice: Notice = { kind: 'check', tone: 'info', title: '腾讯 未被报备', lines: [] }
const question = {
  msgid: 'M1',
  aibotid: 'B',
  chatid: 'wrC',
  chattype: 'group',
  from: { userid: 'Li' },
  msgtype: 'text',
  text: { content: '@报备 查 腾讯' },
}
const tap = {
  ...question,
  msgid: 'M2',
  msgtype: 'event',
  event: { eventtype: 'template_card_event', template_card_event: { event_key: 'appeal:C1', task_id: 'T1' } },
}

function server(holder: string, context: Context, more: Partial<Parameters<typeof createBot>[0]> = {}) {
  const asked: ReceivedMessage[] = []
  const later: Notice[] = []
  const gaps: number[] = []
  const bot = createBot({
    context,
    bot: { mode: 'websocket', id: 'BOT', secret: 'S', url: platform.url, groupCards: true },
    holder,
    answer: async message => {
      asked.push(message)
      return notice
    },
    answerLater: async (_message, late) => void later.push(late),
    mayAnswer: async () => true,
    times: TIMES,
    reconnectMs: 20,
    onGap: ms => gaps.push(ms),
    ...more,
  })
  bots.push(bot)
  bot.start()
  return { bot, asked, later, gaps }
}

const online = (bot: Bot) => until('the bot is online', () => bot.state === 'online')

describe('the bot connection', () => {
  it('subscribes and answers a question on its own request id', async () => {
    const { bot, asked } = server('a', database.server())
    await online(bot)
    expect(platform.frames[0]).toMatchObject({ cmd: 'aibot_subscribe', body: { bot_id: 'BOT', secret: 'S' } })
    const reqId = platform.tell('aibot_msg_callback', question)
    await until('an answer', () => platform.sent('aibot_respond_msg').length === 1)
    const [answer] = platform.sent('aibot_respond_msg')
    expect(answer).toMatchObject({ headers: { req_id: reqId }, body: { msgtype: 'stream', stream: { finish: true } } })
    expect(asked).toMatchObject([{ source: 'bot', dedupeKey: 'id:M1', kind: 'bot/text' }])
  })

  it('answers a tap with the new card, on the command for it', async () => {
    const { bot } = server('a', database.server(), {
      answer: async () => ({ ...notice, subject: 'dispute:D', closed: '已裁决' }),
    })
    await online(bot)
    const reqId = platform.tell('aibot_event_callback', tap)
    await until('an answer', () => platform.sent('aibot_respond_update_msg').length === 1)
    expect(platform.sent('aibot_respond_update_msg')[0]).toMatchObject({
      headers: { req_id: reqId },
      body: { response_type: 'update_template_card', template_card: { task_id: 'T1' } },
    })
  })

  it('welcomes with the command for it', async () => {
    const { bot } = server('a', database.server())
    await online(bot)
    platform.tell('aibot_event_callback', {
      ...question,
      chatid: undefined,
      chattype: 'single',
      msgtype: 'event',
      event: { eventtype: 'enter_chat' },
    })
    await until('a welcome', () => platform.sent('aibot_respond_welcome_msg').length === 1)
    expect(platform.sent('aibot_respond_welcome_msg')[0]).toMatchObject({ body: { msgtype: 'text' } })
  })

  it('says an answer as a message of its own when it is refused or has no place, once', async () => {
    platform.ack = frame => (frame.cmd === 'aibot_respond_update_msg' ? 846604 : 0)
    const first = server('a', database.server())
    await online(first.bot)
    platform.tell('aibot_event_callback', tap)
    await until('the late answer', () => first.later.length === 1)
    await first.bot.stop()
    const second = server('b', database.server(), { mayAnswer: async () => false })
    await online(second.bot)
    platform.tell('aibot_msg_callback', question)
    await until('the late answer', () => second.later.length === 1)
    expect(platform.sent('aibot_respond_msg')).toHaveLength(0)
  })

  it('asks to repeat what could not be stored', async () => {
    const { bot } = server('a', database.server(), { answer: () => Promise.reject(new Error('the database is away')) })
    await online(bot)
    platform.tell('aibot_msg_callback', question)
    await until('an answer', () => platform.sent('aibot_respond_msg').length === 1)
    expect(JSON.stringify(platform.sent('aibot_respond_msg')[0])).toContain('没有记下来')
  })

  it('passes over frames that make no sense', async () => {
    const { bot, asked } = server('a', database.server())
    await online(bot)
    platform.sockets[0]!.send('not json')
    platform.tell('aibot_msg_callback', { msgtype: 'text' })
    platform.tell('aibot_msg_callback', { ...question, from: { userid: ['x'] } })
    platform.tell('aibot_msg_callback', { ...question, msgid: 'good' })
    await until('the good message', () => asked.length === 1)
    expect(asked[0]).toMatchObject({ dedupeKey: 'id:good' })
  })

  it('pushes with the kind of chat, and tells refusal, silence and absence apart', async () => {
    const { bot } = server('a', database.server())
    await expect(bot.push('wrC', 'group', { msgtype: 'markdown', markdown: { content: 'x' } })).rejects.toMatchObject({
      failure: 'unreachable',
    })
    await online(bot)
    await bot.push('wrC', 'group', { msgtype: 'markdown', markdown: { content: 'x' } })
    await bot.push('li', 'single', { msgtype: 'markdown', markdown: { content: 'x' } })
    expect(platform.sent('aibot_send_msg').map(frame => frame.body)).toMatchObject([
      { chatid: 'wrC', chat_type: 2, msgtype: 'markdown' },
      { chatid: 'li', chat_type: 1 },
    ])
    platform.ack = () => 846607
    await expect(bot.push('wrC', 'group', { msgtype: 'markdown', markdown: { content: 'x' } })).rejects.toMatchObject({
      failure: 'backoff',
    })
    platform.ack = () => 93006
    await expect(bot.push('wrc', 'group', { msgtype: 'markdown', markdown: { content: 'x' } })).rejects.toMatchObject({
      failure: 'refused',
    })
    platform.ack = () => undefined
    const lost = bot.push('wrC', 'group', { msgtype: 'markdown', markdown: { content: 'x' } })
    setTimeout(() => platform.sockets.at(-1)?.terminate(), 50)
    const error = await lost.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(WecomError)
    expect(error).toMatchObject({ failure: 'uncertain' })
  })

  it('comes back after the connection was cut, while it holds the lease', async () => {
    const { bot } = server('a', database.server())
    await online(bot)
    platform.sockets[0]!.terminate()
    await until('the second connection', () => platform.subscribed() === 2)
    await online(bot)
  })

  it('does not storm the platform with a wrong secret', async () => {
    platform.ack = () => 853000
    const { bot } = server('a', database.server())
    await until('the refusal', () => bot.state === 'waiting')
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(platform.subscribed()).toBe(1)
  })

  it('does not fight with another program that took the connection', async () => {
    const { bot } = server('a', database.server())
    await online(bot)
    platform.tell('aibot_event_callback', { msgid: 'x', msgtype: 'event', event: { eventtype: 'disconnected_event' } })
    await until('the connection is given up', () => bot.state === 'waiting')
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(platform.subscribed()).toBe(1)
  })
})

describe('two servers with one bot', () => {
  it('one is connected, the other takes over when it stops', async () => {
    const a = server('a', database.server())
    await online(a.bot)
    const b = server('b', database.server())
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(b.bot.state).toBe('standby')
    expect(platform.subscribed()).toBe(1)
    await a.bot.stop()
    await online(b.bot)
    expect(platform.subscribed()).toBe(2)
  })

  it('one that cannot renew disconnects before the other may connect', async () => {
    const context = database.server()
    let broken = false
    const flaky: Context = Object.create(context, {
      transaction: {
        value: (work: Parameters<Context['transaction']>[0]) =>
          broken ? Promise.reject(new Error('cut off')) : context.transaction(work),
      },
    })
    const a = server('a', flaky)
    await online(a.bot)
    const b = server('b', database.server())
    const order: string[] = []
    platform.sockets[0]!.once('close', () => order.push('a disconnected'))
    broken = true
    await until('the standby is online', () => b.bot.state === 'online')
    order.push('b online')
    expect(order).toEqual(['a disconnected', 'b online'])
    expect(a.bot.state).toBe('standby')
  })

  it('one whose renewal hangs disconnects all the same', async () => {
    const context = database.server()
    let hanging = false
    const stuck: Context = Object.create(context, {
      transaction: {
        value: (work: Parameters<Context['transaction']>[0]) =>
          hanging ? new Promise(() => undefined) : context.transaction(work),
      },
    })
    const a = server('a', stuck, { stopMs: 100 })
    await online(a.bot)
    hanging = true
    await until('the hanging server disconnects', () => a.bot.state === 'standby', 2_000)
    await a.bot.stop()
    expect(a.bot.state).toBe('off')
    bots.length = 0
  })
})

describe('a gap', () => {
  const boundGroup = (context: Context, id: string, chatId: string | null) =>
    context.transaction(tx =>
      tx.manager.insert(GroupEntity, {
        id,
        name: id,
        departmentIds: [],
        chatId,
        sealedWebhookKey: null,
        wechatyRoomId: null,
        boundBy: 'admin',
        boundAt: 1,
        endedAt: null,
      }),
    )

  it('is told to the bound groups, once, when it was long enough to be noticed', async () => {
    const clock = { now: 1_700_000_000_000 }
    const context = database.server(clock)
    await boundGroup(context, 'g1', 'wrC1')
    await boundGroup(context, 'g2', null)
    const first = server('a', context)
    await online(first.bot)
    await until('the first start is noted', () => first.gaps.length === 1)
    await first.bot.stop()
    clock.now += 5_000
    const second = server('a', context)
    await until('a short gap', () => second.gaps.length === 1)
    await second.bot.stop()
    clock.now += 120_000
    const third = server('a', context)
    await until('a long gap', () => third.gaps.length === 1)
    expect([first.gaps, second.gaps, third.gaps]).toEqual([[0], [5_000], [120_000]])
    const rows = await context.read.find(OutboxEntity)
    expect(rows).toHaveLength(1)
    expect(rows[0]!.message).toMatchObject({ to: { kind: 'group', groupId: 'g1' }, notice: { kind: 'bot-gap' } })
  })
})
