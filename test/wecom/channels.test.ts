import type { Context } from '../../src/context'
import type { OutboxMessage, ResolvedDestination } from '../../src/delivery/channel'
import type { Notice } from '../../src/delivery/messages'
import { keepResponseCode } from '../../src/wecom/app-cards'
import { appChannel } from '../../src/wecom/channel-app'
import { appUpdateChannel } from '../../src/wecom/channel-app-update'
import { botChannel } from '../../src/wecom/channel-bot'
import { webhookChannel } from '../../src/wecom/channel-webhook'
import { AppCardEntity } from '../../src/wecom/tables'
import { WecomError } from '../../src/wecom/wecom-error'
import { ENGINES } from '../support/world'
import { openTestDatabase, type TestDatabase, testConfig } from './database'
import { type Answer, type Call, startFakeApi, testClient } from './fake-api'

describe('the channels', () => {
  let database: TestDatabase
  let context: Context
  let clock: { now: number }
  let closeApi: (() => Promise<void>) | undefined
  beforeEach(async () => {
    database = await openTestDatabase()
    clock = { now: 1_700_000_000_000 }
    context = database.server(clock)
  })
  afterEach(async () => {
    await closeApi?.()
    closeApi = undefined
    await database.close()
  })

  async function wecom(answer: (call: Call, count: number) => Answer) {
    const api = await startFakeApi((call, count) =>
      call.path === '/gettoken' ? { access_token: 't', expires_in: 7200 } : answer(call, count),
    )
    closeApi = api.close
    return { api, client: testClient(api.base).client }
  }

  const notice: Notice = {
    kind: 'dispute',
    tone: 'danger',
    title: '申诉 #12',
    lines: [{ label: '客户', value: '某某公司' }],
    actions: [{ key: 'award:D1:li', text: '判给李四' }],
    subject: 'dispute:D1',
  }
  const toMember: ResolvedDestination = { kind: 'member', userId: 'li' }
  const toGroup: ResolvedDestination = {
    kind: 'group',
    groupId: 'G1',
    name: '销售一组',
    chatId: 'wrC',
    webhookKey: 'KEY',
  }
  const outgoing = (id: string, more: Partial<Notice> = {}): OutboxMessage => ({
    id,
    attempt: 1,
    createdAt: clock.now,
    message: { type: 'notice', to: { kind: 'member', userId: 'li' }, notice: { ...notice, ...more } },
  })
  const cardUpdate = (id: string): OutboxMessage => ({
    id,
    attempt: 1,
    createdAt: clock.now,
    message: { type: 'card-update', subject: 'dispute:D1', notice: { ...notice, closed: '已由王经理裁决' } },
  })
  const bodyOf = (call: Call | undefined): Record<string, unknown> => JSON.parse(call?.body ?? '{}')

  describe('messages of the app', () => {
    it('are cards of 30 a minute per member, and keep the permission to change them', async () => {
      const { api, client } = await wecom(() => ({ msgid: 'm', response_code: 'RC-1' }))
      const channel = appChannel(client)
      const message = outgoing('01A')
      expect(channel.can(message, toMember)).toBe(true)
      expect(channel.can(message, toGroup)).toBe(false)
      expect(channel.limits(toMember)).toEqual([{ bucket: 'app:li', perMinute: 30, perHour: 1000 }])
      const body = channel.render(message, toMember, context)
      expect(await channel.send(context, message, body, toMember)).toEqual({ outcome: 'sent' })
      expect(bodyOf(api.calls.find(call => call.path === '/message/send'))).toMatchObject({
        touser: 'li',
        agentid: 1000002,
        template_card: { card_type: 'button_interaction', task_id: '01A' },
      })
      expect(await context.read.find(AppCardEntity)).toMatchObject([
        { taskId: '01A', subject: 'dispute:D1', userId: 'li', responseCode: 'RC-1', usedAt: null },
      ])
    })

    it('repeat the stored body byte for byte', async () => {
      const { api, client } = await wecom(() => ({}))
      const channel = appChannel(client)
      const stored = JSON.parse(JSON.stringify(channel.render(outgoing('01A'), toMember, context)))
      await channel.send(context, outgoing('01A'), stored, toMember)
      await channel.send(context, outgoing('01A'), stored, toMember)
      const sent = api.calls.filter(call => call.path === '/message/send').map(call => call.body)
      expect(sent[0]).toBe(sent[1])
    })

    it('say when they are late', async () => {
      const { client } = await wecom(() => ({}))
      const message = outgoing('01A', { body: '证据' })
      clock.now += 20 * 60_000
      expect(JSON.stringify(appChannel(client).render(message, toMember, context))).toContain('延迟送达，发生于')
    })

    const outcomes: [string, Answer, object][] = [
      ['a member out of sight', { invaliduser: 'li' }, { outcome: 'failed', tellAdmin: true }],
      ['a lost answer', 'reset', { outcome: 'uncertain' }],
      ['an HTML page', { raw: '<html>' }, { outcome: 'uncertain' }],
      ['a used-up limit', { errcode: 45009, errmsg: '' }, { outcome: 'retry', afterMs: expect.any(Number) }],
      ['a busy platform', { errcode: -1, errmsg: '' }, { outcome: 'retry' }],
      ['an unknown member', { errcode: 60111, errmsg: '' }, { outcome: 'failed' }],
      ['a range that is too small', { errcode: 60011, errmsg: '' }, { outcome: 'failed', tellAdmin: true }],
      ['an IP that is not trusted', { errcode: 60020, errmsg: '' }, { outcome: 'retry', afterMs: 300_000 }],
    ]
    it.each(outcomes)('%s', async (_name, answer, expected) => {
      const { client } = await wecom(() => answer)
      const channel = appChannel(client)
      const body = channel.render(outgoing('01A'), toMember, context)
      expect(await channel.send(context, outgoing('01A'), body, toMember)).toMatchObject(expected)
    })
  })

  describe.each(ENGINES)('changing cards that were sent, on %s', engine => {
    beforeEach(async () => {
      if (engine === 'sqlite') return
      await database.close()
      database = await openTestDatabase(testConfig(), engine)
      context = database.server(clock)
    })

    async function sentTo(...userIds: string[]) {
      await context.transaction(async tx => {
        for (const userId of userIds)
          await tx.manager.insert(AppCardEntity, {
            id: tx.newId(),
            taskId: `task-${userId}`,
            subject: 'dispute:D1',
            userId,
            responseCode: `send-${userId}`,
            createdAt: tx.now(),
            usedAt: null,
            usedFor: null,
          })
      })
    }
    const change = async (client: Awaited<ReturnType<typeof wecom>>['client'], id: string) => {
      const channel = appUpdateChannel(client)
      const message = cardUpdate(id)
      expect(channel.can(message, toMember)).toBe(true)
      return channel.send(context, message, channel.render(message, toMember, context), toMember)
    }
    const codes = (api: { calls: Call[] }) =>
      api.calls.filter(call => call.path === '/message/update_template_card').map(call => bodyOf(call).response_code)

    it('reaches every receiver once, each with an own permission', async () => {
      await sentTo('li', 'wang')
      const { api, client } = await wecom(() => ({}))
      expect(await change(client, 'U1')).toEqual({ outcome: 'sent' })
      expect(codes(api).sort()).toEqual(['send-li', 'send-wang'])
      expect(bodyOf(api.calls.at(-1))).toMatchObject({
        agentid: 1000002,
        template_card: { replace_text: '已由王经理裁决' },
      })
      expect(await change(client, 'U1')).toEqual({ outcome: 'sent' })
      expect(await change(client, 'U2')).toEqual({ outcome: 'sent' })
      expect(codes(api)).toHaveLength(2)
    })

    it('takes the newest permission, and an older one when that is refused', async () => {
      await sentTo('li')
      await context.transaction(tx =>
        keepResponseCode(tx, {
          userId: 'li',
          actionKey: 'a:1',
          taskId: 'task-li',
          cardType: 'button_interaction',
          responseCode: 'tap-li',
          selections: [],
        }),
      )
      const { api, client } = await wecom((_call, count) => (count === 1 ? { errcode: 60140, errmsg: 'used' } : {}))
      expect(await change(client, 'U1')).toEqual({ outcome: 'sent' })
      expect(codes(api)).toEqual(['tap-li', 'send-li'])
    })

    it('goes on with the cards that were not reached', async () => {
      await sentTo('li', 'wang')
      let busy = true
      const { api, client } = await wecom(call =>
        busy && bodyOf(call).response_code === 'send-wang' ? { errcode: 45009, errmsg: '' } : {},
      )
      expect(await change(client, 'U1')).toMatchObject({ outcome: 'retry' })
      busy = false
      expect(await change(client, 'U1')).toEqual({ outcome: 'sent' })
      expect(codes(api).filter(code => code === 'send-li')).toHaveLength(1)
      expect(codes(api).filter(code => code === 'send-wang')).toHaveLength(2)
    })

    it('leaves a card alone whose change has an unknown end', async () => {
      await sentTo('li')
      const { api, client } = await wecom(() => 'reset')
      expect(await change(client, 'U1')).toMatchObject({ outcome: 'uncertain' })
      expect(await change(client, 'U1')).toEqual({ outcome: 'sent' })
      expect(codes(api)).toHaveLength(1)
    })

    it('is over after three days, and for cards nobody has', async () => {
      await sentTo('li')
      clock.now += 72 * 3_600_000
      const { api, client } = await wecom(() => ({}))
      expect(await change(client, 'U1')).toEqual({ outcome: 'sent' })
      expect(codes(api)).toHaveLength(0)
    })

    it('two servers never use one permission twice', async () => {
      await sentTo('li', 'wang', 'zhao')
      const { api, client } = await wecom(() => ({}))
      await Promise.all([change(client, 'U1'), change(client, 'U1'), change(client, 'U1')])
      expect(codes(api).sort()).toEqual(['send-li', 'send-wang', 'send-zhao'])
    })
  })

  describe('the webhook', () => {
    it('writes markdown, 20 a minute, and does not repeat what may have arrived', async () => {
      const { api, client } = await wecom((_call, count) => (count === 1 ? {} : 'reset'))
      const channel = webhookChannel(client)
      expect(channel.can(outgoing('01A'), toGroup)).toBe(true)
      expect(channel.can(outgoing('01A'), { ...toGroup, webhookKey: undefined })).toBe(false)
      expect(channel.limits(toGroup)).toEqual([{ bucket: 'webhook:G1', perMinute: 20 }])
      expect(channel.recognisesRepeats).toBe(false)
      const body = channel.render(outgoing('01A'), toGroup, context)
      expect(await channel.send(context, outgoing('01A'), body, toGroup)).toEqual({ outcome: 'sent' })
      expect(api.calls[0]).toMatchObject({ path: '/webhook/send', query: { key: 'KEY' } })
      expect(bodyOf(api.calls[0])).toMatchObject({
        msgtype: 'markdown',
        markdown: { content: expect.stringContaining('可选：判给李四') },
      })
      expect(await channel.send(context, outgoing('01A'), body, toGroup)).toMatchObject({ outcome: 'uncertain' })
    })
  })

  describe('the bot', () => {
    const pushed: unknown[] = []
    const bot = { push: async (...args: unknown[]) => void pushed.push(args) }

    it('writes cards into a group, or markdown when the switch says so', async () => {
      const cards = botChannel(bot, true, () => 0)
      expect(cards.render(outgoing('01A'), toGroup, context)).toMatchObject({
        msgtype: 'template_card',
        template_card: { task_id: '01A' },
      })
      const markdown = botChannel(bot, false, () => 0)
      expect(markdown.render(outgoing('01A'), toGroup, context)).toMatchObject({ msgtype: 'markdown' })
      expect(markdown.render(outgoing('01A'), toMember, context)).toMatchObject({ msgtype: 'template_card' })
      expect(cards.render(outgoing('01A', { actions: undefined }), toGroup, context)).toMatchObject({
        msgtype: 'markdown',
      })
      expect(cards.limits(toGroup)).toEqual([{ bucket: 'bot:wrC', perMinute: 30, perHour: 1000 }])
      await cards.send(context, outgoing('01A'), cards.render(outgoing('01A'), toGroup, context), toGroup)
      expect(pushed).toMatchObject([['wrC', 'group', { msgtype: 'template_card' }]])
    })

    it('leaves a group to its webhook when no server has been connected for a minute', () => {
      const down = botChannel(bot, true, () => 61_000)
      expect(down.can(outgoing('01A'), toGroup)).toBe(false)
      expect(down.can(outgoing('01A'), { ...toGroup, webhookKey: undefined })).toBe(true)
      expect(botChannel(bot, true, () => 59_000).can(outgoing('01A'), toGroup)).toBe(true)
      expect(down.can(cardUpdate('U'), toMember)).toBe(false)
    })

    it('tries again when it is not connected, and reports a chat that is gone', async () => {
      const failing = (error: WecomError) => botChannel({ push: () => Promise.reject(error) }, true, () => 0)
      const send = (error: WecomError) => failing(error).send(context, outgoing('01A'), {}, toGroup)
      const absent = new WecomError('unreachable', 'x', '机器人没有连接')
      expect(await send(absent)).toMatchObject({ outcome: 'retry', afterMs: 250 })
      const later = { ...outgoing('01A'), attempt: 7 }
      expect(await failing(absent).send(context, later, {}, toGroup)).not.toHaveProperty('afterMs')
      expect(await send(new WecomError('uncertain', 'x', 'x'))).toMatchObject({ outcome: 'uncertain' })
      expect(await send(new WecomError('refused', 'x', 'x', 93006))).toMatchObject({ outcome: 'failed' })
    })
  })
})
