import type { Server } from 'node:http'
import { type Sandbox, startSandbox } from '../../sandbox/app'
import { credentials } from '../../sandbox/credentials'
import { groupIds } from '../../sandbox/demo/people'
import type { Context } from '../../src/context'
import type { OutboxMessage, ResolvedDestination } from '../../src/delivery/channel'
import type { Notice } from '../../src/delivery/messages'
import { keepResponseCode } from '../../src/wecom/app-cards'
import { type Bot, createBot } from '../../src/wecom/bot'
import { appCallback } from '../../src/wecom/callback'
import { botCallback } from '../../src/wecom/callback-bot'
import { appChannel } from '../../src/wecom/channel-app'
import { appUpdateChannel } from '../../src/wecom/channel-app-update'
import { botChannel } from '../../src/wecom/channel-bot'
import type { WecomEvent } from '../../src/wecom/event-types'
import { eventOfApp, type ReceivedMessage } from '../../src/wecom/received'
import { type WecomClient, wecomClientFor } from '../../src/wecom/wecom-client'
import { until } from './bot-server'
import { closed, listen, silent } from './callback-server'
import { openTestDatabase, type TestDatabase, testConfig } from './database'

const east = groupIds.east

/** Both sides of the wire, each written from the documents: what they agree on is likely what WeCom does. */
describe('against the sandbox', () => {
  let sandbox: Sandbox
  let database: TestDatabase
  let context: Context
  let client: WecomClient
  let server: Server
  let events: WecomEvent[]
  let asked: ReceivedMessage[]
  let answer: Notice | undefined
  let bot: Bot | undefined

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, demo: 'small', callbackTimeoutMs: 1_000, callbackRetryMs: 30 })
    const { corpId, agentId, secret } = credentials
    const config = testConfig({
      WECOM_CORP_ID: corpId,
      WECOM_AGENT_ID: String(agentId),
      WECOM_SECRET: secret,
      WECOM_API_BASE: sandbox.url,
      WX_APP_ID: credentials.wxAppId,
    })
    database = await openTestDatabase(config)
    context = database.server()
    client = wecomClientFor(context, 'a')
    events = []
    asked = []
    answer = undefined
    const app = appCallback({
      secrets: { token: credentials.token, aesKey: credentials.aesKey, receiveId: corpId },
      store: async message => void events.push(eventOfApp(message.payload)),
      log: silent,
    })
    const byHttp = botCallback({
      secrets: { token: credentials.botToken, aesKey: credentials.botAesKey, receiveId: '' },
      answer: async message => {
        asked.push(message)
        return answer
      },
      links: { publicUrl: 'https://crm.example.com' },
      newId: () => context.newId(),
      now: () => context.now(),
      log: silent,
    })
    const started = await listen({
      'GET /wecom/callback': app.check,
      'POST /wecom/callback': app.receive,
      'GET /wecom/bot': byHttp.check,
      'POST /wecom/bot': byHttp.receive,
    })
    server = started.server
    await sandbox.control('POST', '/server', { url: `http://127.0.0.1:${started.port}` })
  })
  afterEach(async () => {
    await bot?.stop()
    bot = undefined
    await closed(server)
    await sandbox.close()
    await database.close()
  })

  const notice: Notice = {
    kind: 'dispute',
    tone: 'danger',
    title: '申诉 #12：杭州青禾',
    lines: [{ label: '归属人', value: '李娜', userId: 'lina' }],
    actions: [{ key: 'award:D1:lina', text: '判给李娜', style: 'primary' }],
    subject: 'dispute:D1',
  }
  const message = (id: string, more: Partial<Notice> = {}): OutboxMessage => ({
    id,
    attempt: 1,
    createdAt: context.now(),
    message: { type: 'notice', to: { kind: 'member', userId: 'wanglei' }, notice: { ...notice, ...more } },
  })
  const toMember: ResolvedDestination = { kind: 'member', userId: 'wanglei' }
  const toGroup: ResolvedDestination = { kind: 'group', groupId: 'G', name: '华东', chatId: east }
  const inChat = (chatId: string) => sandbox.tenant.world.messages.ofChat(chatId)
  const cards = () => inChat('app:wanglei').filter(one => one.card)

  it('reads the directory and the contacts', async () => {
    expect(await client.directory.getMember('WangLei')).toMatchObject({ userid: 'wanglei', name: '王磊' })
    expect((await client.directory.listDepartments()).length).toBeGreaterThan(3)
    expect((await client.contacts.listFollowUsers()).length).toBeGreaterThan(3)
    await sandbox.control('POST', '/contacts', {
      userid: 'lina',
      nickname: '小林',
      remark: '林总',
      remarkMobiles: ['13800000001'],
    })
    await until('the event of the contact', () => events.some(event => event.type === 'contact'))
    const event = events.find(one => one.type === 'contact')!
    expect(event).toMatchObject({ change: 'added', userId: 'lina' })
    const detail = await client.contacts.getContact(event.type === 'contact' ? event.externalUserId : '')
    expect(detail).toMatchObject({
      contact: { name: '小林' },
      followers: [{ userid: 'lina', remark: '林总', remark_mobiles: ['13800000001'] }],
    })
  })

  it('answers the address check', async () => {
    expect(await sandbox.control('POST', '/callbacks/verify', {})).toMatchObject({ ok: true })
  })

  it('sends a card, hears the tap, changes the card', async () => {
    const channel = appChannel(client)
    expect(
      await channel.send(context, message('01A'), channel.render(message('01A'), toMember, context), toMember),
    ).toEqual({ outcome: 'sent' })
    const [sent] = cards()
    expect(sent?.warnings ?? []).toEqual([])
    await sandbox.control('POST', '/tap', { userid: 'wanglei', messageId: sent!.id, key: 'award:D1:lina' })
    await until('the tap', () => events.some(event => event.type === 'card-tap'))
    const tap = events.find(event => event.type === 'card-tap')!
    expect(tap).toMatchObject({ userId: 'wanglei', actionKey: 'award:D1:lina', taskId: '01A' })
    if (tap.type === 'card-tap') await context.transaction(tx => keepResponseCode(tx, tap))
    const update = appUpdateChannel(client)
    const closing: OutboxMessage = {
      ...message('01B'),
      message: { type: 'card-update', subject: 'dispute:D1', notice: { ...notice, closed: '已由王磊裁决' } },
    }
    expect(await update.send(context, closing, update.render(closing, toMember, context), toMember)).toEqual({
      outcome: 'sent',
    })
    expect(JSON.stringify(cards()[0])).toContain('已由王磊裁决')
  })

  it('is not delivered twice when it is sent twice', async () => {
    const channel = appChannel(client)
    const body = channel.render(message('01A'), toMember, context)
    await channel.send(context, message('01A'), body, toMember)
    await channel.send(context, message('01A'), body, toMember)
    expect(cards()).toHaveLength(1)
  })

  it('replaces a token that was revoked, once for fifty callers', async () => {
    await client.checkToken()
    await sandbox.control('POST', '/token/revoke', { expired: true })
    const fetched = () => sandbox.tenant.world.calls.since(0).filter(call => call.endpoint.includes('gettoken')).length
    const before = fetched()
    await Promise.all(Array.from({ length: 50 }, () => client.directory.getMember('lina')))
    expect(fetched() - before).toBe(1)
  })

  function connect() {
    bot = createBot({
      context,
      bot: {
        mode: 'websocket',
        id: credentials.botId,
        secret: credentials.botSecret,
        url: sandbox.botUrl,
        groupCards: true,
      },
      holder: 'a',
      answer: async received => {
        asked.push(received)
        return answer
      },
      answerLater: async () => undefined,
      mayAnswer: async () => true,
    })
    bot.start()
    return until('the bot is online', () => bot?.state === 'online')
  }

  it('answers in a group over the long connection, and changes a tapped card for everybody', async () => {
    await connect()
    answer = { kind: 'check', tone: 'success', title: '没有人报备过', lines: [] }
    await sandbox.control('POST', '/send', {
      userid: 'lina',
      chatId: east,
      text: `@${credentials.botName} 查 杭州青禾`,
    })
    await until('the answer', () => inChat(east).some(one => JSON.stringify(one.content).includes('没有人报备过')))
    const channel = botChannel(bot!, true, () => 0)
    expect(
      await channel.send(context, message('01C'), channel.render(message('01C'), toGroup, context), toGroup),
    ).toEqual({ outcome: 'sent' })
    const card = inChat(east).find(one => one.card)!
    expect(card.warnings ?? []).toEqual([])
    answer = { ...notice, closed: '已由王磊裁决' }
    await sandbox.control('POST', '/tap', { userid: 'wanglei', messageId: card.id, key: 'award:D1:lina' })
    await until('the changed card', () => JSON.stringify(inChat(east).find(one => one.card)).includes('已由王磊裁决'))
    expect(inChat(east).find(one => one.card)?.card?.byUser).toBeUndefined()
  })

  it('answers over HTTP as well', async () => {
    await sandbox.control('POST', '/settings', { botMode: 'http' })
    answer = { kind: 'check', tone: 'success', title: '没有人报备过', lines: [] }
    await sandbox.control('POST', '/send', {
      userid: 'lina',
      chatId: east,
      text: `@${credentials.botName} 查 杭州青禾`,
    })
    await until('the answer', () => inChat(east).some(one => JSON.stringify(one.content).includes('没有人报备过')))
    expect(asked).toMatchObject([{ source: 'bot', kind: 'bot/text' }])
  })
})
