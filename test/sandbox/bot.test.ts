import { WSClient, type WsFrame } from '@wecom/aibot-node-sdk'
import type { Sandbox } from '../../sandbox/app'
import { credentials } from '../../sandbox/credentials'
import { groupIds } from '../../sandbox/demo/people'
import { buttonCard, small, waitFor } from './support'

type Frame = WsFrame & { body?: Record<string, unknown> }
const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** The official SDK over a real socket, against the sandbox. */
describe('@wecom/aibot-node-sdk against the sandbox', () => {
  let sandbox: Sandbox
  const clients: WSClient[] = []
  const east = groupIds.east

  beforeEach(async () => {
    sandbox = await small()
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect()
    await sandbox.close()
  })

  async function connect(options: { secret?: string } = {}) {
    const frames: Frame[] = []
    const errors: string[] = []
    const client = new WSClient({
      botId: credentials.botId,
      secret: options.secret ?? credentials.botSecret,
      wsUrl: sandbox.botUrl,
      logger: silent,
      maxAuthFailureAttempts: 0,
    })
    clients.push(client)
    client.on('message', frame => frames.push(frame as Frame))
    client.on('event', frame => frames.push(frame as Frame))
    client.on('error', error => errors.push(error.message))
    client.connect()
    if (!options.secret) await new Promise<void>(resolve => client.once('authenticated', () => resolve()))
    const next = async () => {
      await waitFor(() => frames.length > 0)
      return frames.shift()!
    }
    return { client, frames, errors, next }
  }

  const say = (userid: string, chatId: string, text: string) =>
    sandbox.control('POST', '/send', { userid, chatId, text })
  const last = (chatId: string) => sandbox.tenant.world.messages.ofChat(chatId).at(-1)!
  const codeOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => ({ errcode: 0 }),
      (thrown: unknown) => thrown,
    )
    return (error as { errcode: number }).errcode
  }
  const mention = `@${credentials.botName} 查 某某公司`

  it('hears what names it in a group, and only that', async () => {
    const { next, frames } = await connect()
    await say('zhangwei', east, '大家好')
    await say('zhangwei', east, mention)
    const frame = await next()
    expect(frame.body).toMatchObject({
      aibotid: credentials.botId,
      chatid: east,
      chattype: 'group',
      from: { userid: 'zhangwei' },
      msgtype: 'text',
      text: { content: mention },
    })
    expect(frames).toHaveLength(0)
  })

  it('answers with a stream that grows, once', async () => {
    const { client, next } = await connect()
    await say('lina', 'bot:lina', '查 某某公司')
    const frame = await next()
    expect(frame.body).not.toHaveProperty('chatid')
    await client.replyStream(frame, 's1', '正在查', false)
    await client.replyStream(frame, 's1', '正在查……没有人报备', true)
    expect(last('bot:lina')).toMatchObject({ type: 'markdown', text: '正在查……没有人报备' })
    expect(await codeOf(client.replyStream(frame, 's1', '又来', true))).toBe(846606)
    expect(await codeOf(client.replyStream(frame, 's2', '又来', true))).toBe(846606)
    expect(sandbox.tenant.world.messages.ofChat('bot:lina')).toHaveLength(2)
  })

  it('refuses wrong commands, unknown req_ids and late streams', async () => {
    const { client, next } = await connect()
    await say('lina', 'bot:lina', '查')
    const frame = await next()
    expect(await codeOf(client.replyWelcome(frame, { msgtype: 'text', text: { content: '欢迎' } }))).toBe(846605)
    const unknown = { headers: { req_id: 'made-up' } } as WsFrame
    expect(await codeOf(client.replyStream(unknown, 's', '嗯', true))).toBe(846605)
    await sandbox.control('POST', '/clock', { advanceMs: 6 * 60_000 + 1 })
    expect(await codeOf(client.replyStream(frame, 's', '迟了', true))).toBe(846608)
  })

  it('welcomes on the first opening of the day, within five seconds', async () => {
    const { client, next, frames } = await connect()
    await sandbox.control('POST', '/open', { userid: 'lina', chatId: 'bot:lina' })
    const frame = await next()
    expect(frame.body).toMatchObject({ msgtype: 'event', event: { eventtype: 'enter_chat' } })
    await client.replyWelcome(frame, { msgtype: 'text', text: { content: '你好，我能查重' } })
    expect(last('bot:lina').text).toBe('你好，我能查重')
    await sandbox.control('POST', '/open', { userid: 'lina', chatId: 'bot:lina' })
    await sandbox.control('POST', '/open', { userid: 'zhangwei', chatId: 'bot:zhangwei' })
    const other = await next()
    await sandbox.control('POST', '/clock', { advanceMs: 5_001 })
    expect(await codeOf(client.replyWelcome(other, { msgtype: 'text', text: { content: '迟了' } }))).toBe(846604)
    expect(frames).toHaveLength(0)
  })

  it('pushes only into chats that have talked to it, with exact ids', async () => {
    const { client } = await connect()
    const push = (chatid: string) =>
      client.sendMessage(chatid, { chat_type: 2, msgtype: 'markdown', markdown: { content: '**提醒**' } } as never)
    expect(await codeOf(push(east))).toBe(846607)
    await say('wanglei', east, `@${credentials.botName} 绑定`)
    expect(await codeOf(push(east))).toBe(0)
    expect(await codeOf(push(east.toLowerCase()))).toBe(93006)
    expect(last(east).text).toBe('**提醒**')
  })

  it('stops at 30 messages a minute in one chat, answers included', async () => {
    const { client, next } = await connect()
    await say('wanglei', east, mention)
    await client.replyStream(await next(), 's', '一', true)
    const push = () =>
      client.sendMessage(east, { chat_type: 2, msgtype: 'markdown', markdown: { content: '提醒' } } as never)
    for (let i = 0; i < 29; i++) expect(await codeOf(push())).toBe(0)
    expect(await codeOf(push())).toBe(846607)
    await sandbox.control('POST', '/clock', { advanceMs: 60_000 })
    expect(await codeOf(push())).toBe(0)
  })

  it('has one living card in a group: a tap is answered by the card everybody sees', async () => {
    const { client, next } = await connect()
    await say('wanglei', east, mention)
    await next()
    const card = buttonCard('dispute_1', {
      button_selection: {
        question_key: 'owner',
        option_list: [
          { id: 'zhangwei', text: '张伟' },
          { id: 'lina', text: '李娜' },
        ],
      },
    })
    const push = () =>
      client.sendMessage(east, { chat_type: 2, msgtype: 'template_card', template_card: card } as never)
    expect(await codeOf(push())).toBe(0)
    expect(await codeOf(push())).toBe(846625)
    const message = last(east)
    const tap = { userid: 'wanglei', messageId: message.id, key: 'appeal:1', selections: { owner: 'lina' } }
    await sandbox.control('POST', '/tap', tap)
    const frame = await next()
    expect(frame.body).toMatchObject({
      from: { userid: 'wanglei' },
      event: {
        eventtype: 'template_card_event',
        template_card_event: {
          event_key: 'appeal:1',
          task_id: 'dispute_1',
          selected_items: { selected_item: [{ question_key: 'owner', option_ids: { option_id: ['lina'] } }] },
        },
      },
    })
    const closed = (task_id: string) =>
      buttonCard(task_id, { main_title: { title: '已判给李娜' }, replace_text: '王磊已裁决' })
    expect(await codeOf(client.updateTemplateCard(frame, closed('other') as never))).toBe(846625)
    expect(await codeOf(client.updateTemplateCard(frame, closed('dispute_1') as never))).toBe(0)
    expect(await codeOf(client.updateTemplateCard(frame, closed('dispute_1') as never))).toBe(846606)
    const seen = await sandbox.control<{ messages: { text: string; card?: { replaced?: string } }[] }>(
      'GET',
      `/messages?userid=lina&chatId=${east}`,
    )
    expect(seen.messages.at(-1)?.card).toMatchObject({
      replaced: '王磊已裁决',
      card: { main_title: { title: '已判给李娜' } },
    })
  })

  it('lets a late card update go', async () => {
    const { client, next } = await connect()
    await say('wanglei', east, mention)
    await next()
    await client.sendMessage(east, {
      chat_type: 2,
      msgtype: 'template_card',
      template_card: buttonCard('late'),
    } as never)
    await sandbox.control('POST', '/tap', { userid: 'lina', messageId: last(east).id, key: 'ok:1' })
    const frame = await next()
    await sandbox.control('POST', '/clock', { advanceMs: 5_001 })
    expect(await codeOf(client.updateTemplateCard(frame, buttonCard('late') as never))).toBe(846604)
  })

  it('keeps one connection per bot: the newer one kicks the older', async () => {
    const old = await connect()
    const kicked = new Promise<void>(resolve => old.client.once('event.disconnected_event', () => resolve()))
    const fresh = await connect()
    await kicked
    await say('wanglei', east, mention)
    expect((await fresh.next()).body).toMatchObject({ chatid: east })
    expect(old.frames.filter(frame => frame.body?.msgtype === 'text')).toHaveLength(0)
  })

  it('refuses a wrong secret', async () => {
    const { errors } = await connect({ secret: 'wrong' })
    await waitFor(() => errors.length > 0)
    expect(errors[0]).toContain('853000')
  })

  it('loses what is said while nobody is connected, and counts it', async () => {
    await say('wanglei', east, mention)
    expect(sandbox.tenant.bot.lost).toBe(1)
    const { frames } = await connect()
    expect(frames).toHaveLength(0)
  })
})
