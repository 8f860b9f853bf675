import { WecomCrypto } from '@wecom/aibot-node-sdk'
import type { Notice } from '../../src/delivery/messages'
import { botCallback } from '../../src/wecom/callback-bot'
import type { ReceivedMessage } from '../../src/wecom/received'
import { call, closed, listen, pathOf, silent } from './callback-server'
import { envelope, type Plan } from './envelope'
import { AES_KEY, TOKEN, V3 } from './vectors'

const official = new WecomCrypto(TOKEN, AES_KEY, '')
const notice: Notice = { kind: 'check', tone: 'info', title: '腾讯 未被报备', lines: [] }

let stop: () => Promise<void>
let port: number
let asked: ReceivedMessage[]
let hasPlace: boolean
let later: Notice[]
let answer: () => Promise<Notice | undefined>

beforeEach(async () => {
  asked = []
  hasPlace = true
  later = []
  answer = async () => notice
  let ids = 0
  const { check, receive } = botCallback({
    secrets: { token: TOKEN, aesKey: AES_KEY, receiveId: '' },
    answer: async message => {
      asked.push(message)
      return answer()
    },
    links: { publicUrl: 'https://crm.example.com' },
    newId: () => `id${++ids}`,
    now: () => 1_700_000_000_000,
    mayAnswer: async () => hasPlace,
    answerLater: async (_message, notice) => void later.push(notice),
    log: silent,
    cutAfterMs: 300,
  })
  const started = await listen({ 'GET /wecom/bot': check, 'POST /wecom/bot': receive })
  port = started.port
  stop = () => closed(started.server)
})
afterEach(() => stop())

const send = (plan: Plan) => {
  const { encrypted, query } = envelope({ receiver: '', ...plan })
  return call(port, 'POST', pathOf(query, '/wecom/bot'), JSON.stringify({ encrypt: encrypted }))
}
const ask = (body: object) =>
  send({ message: JSON.stringify({ msgid: 'M1', aibotid: 'B', from: { userid: 'Li' }, ...body }) })
const group = { chatid: 'wrC', chattype: 'group' }
const text = { ...group, msgtype: 'text', text: { content: '@报备 查 腾讯' } }
const tap = {
  ...group,
  msgtype: 'event',
  event: { eventtype: 'template_card_event', template_card_event: { event_key: 'appeal:C1', task_id: 'T1' } },
}

/** Opens an answer with the official SDK's class. */
function opened(answered: { status: number; body: string }): unknown {
  expect(answered.status).toBe(200)
  const { encrypt, msgsignature, timestamp, nonce } = JSON.parse(answered.body)
  expect(official.verifySignature(msgsignature, String(timestamp), nonce, encrypt)).toBe(true)
  return JSON.parse(official.decrypt(encrypt))
}

describe('the bot over HTTP', () => {
  it('answers the address check', async () => {
    const { encrypted, query } = envelope({ receiver: '', message: '1616140317555161061' })
    const path = `${pathOf(query, '/wecom/bot')}&echostr=${encodeURIComponent(encrypted)}`
    expect(await call(port, 'GET', path)).toMatchObject({ status: 200, body: '1616140317555161061' })
  })

  it('refuses the published bot message, which has no sender, but not for its encryption', async () => {
    const answered = await call(port, 'POST', pathOf(V3.query, '/wecom/bot'), JSON.stringify({ encrypt: V3.encrypted }))
    expect(answered).toMatchObject({ status: 400, body: 'envelope' })
  })

  it('answers a question with one finished stream', async () => {
    expect(opened(await ask(text))).toEqual({
      msgtype: 'stream',
      stream: { id: 'id1', finish: true, content: '**<font color="comment">腾讯 未被报备</font>**' },
    })
    expect(asked).toMatchObject([{ source: 'bot', dedupeKey: 'id:M1', kind: 'bot/text' }])
  })

  it('answers with a card when there is something to press', async () => {
    answer = async () => ({ ...notice, actions: [{ key: 'appeal:C1', text: '申诉' }] })
    expect(opened(await ask(text))).toMatchObject({
      msgtype: 'template_card',
      template_card: { card_type: 'button_interaction', task_id: 'id1' },
    })
  })

  it('answers a tap with the new state of the card, for everybody when it is about the case', async () => {
    answer = async () => ({ ...notice, subject: 'dispute:D1', closed: '已由王经理裁决' })
    const everybody = opened(await ask(tap))
    expect(everybody).toMatchObject({
      response_type: 'update_template_card',
      template_card: { card_type: 'text_notice', task_id: 'T1' },
    })
    expect(everybody).not.toHaveProperty('userids')
    answer = async () => ({ ...notice, title: '只有经理可以裁决' })
    expect(opened(await ask(tap))).toMatchObject({ userids: ['Li'] })
  })

  it('welcomes with text', async () => {
    const answered = await ask({
      chattype: 'single',
      msgtype: 'event',
      event: { eventtype: 'enter_chat', enter_chat: {} },
    })
    expect(opened(answered)).toEqual({ msgtype: 'text', text: { content: '【腾讯 未被报备】' } })
  })

  it('answers empty when there is nothing to say, and does not ask for polls', async () => {
    answer = async () => undefined
    expect(await ask(text)).toMatchObject({ status: 200, body: '' })
    expect(await ask({ msgtype: 'stream', stream: { id: 's' } })).toMatchObject({ status: 200, body: '' })
    expect(asked).toHaveLength(1)
  })

  it('says the answer as a message of its own when the chat has no place left', async () => {
    hasPlace = false
    expect(await ask(text)).toMatchObject({ status: 200, body: '' })
    expect(later).toEqual([notice])
  })

  it('gives no answer when nothing was stored', async () => {
    answer = () => Promise.reject(new Error('the database is away'))
    expect((await ask(text)).status).toBe(0)
  })

  const hostile: [string, () => Promise<{ status: number }>][] = [
    [
      'an XML envelope',
      () => call(port, 'POST', pathOf(V3.query, '/wecom/bot'), `<xml><Encrypt>${V3.encrypted}</Encrypt></xml>`),
    ],
    ['no encrypt', () => call(port, 'POST', pathOf(V3.query, '/wecom/bot'), '{}')],
    [
      'encrypt as an array',
      () => call(port, 'POST', pathOf(V3.query, '/wecom/bot'), JSON.stringify({ encrypt: [V3.encrypted] })),
    ],
    ['null', () => call(port, 'POST', pathOf(V3.query, '/wecom/bot'), 'null')],
    ['a receiver', () => send({ receiver: 'wx5823bf96d3bd56c7', message: '{}' })],
    ['XML inside', () => send({ message: '<xml><A>1</A></xml>' })],
    ['an array inside', () => send({ message: '[1]' })],
    ['a deep array inside', () => send({ message: `${'['.repeat(20_000)}${']'.repeat(20_000)}` })],
    ['a message without an id', () => send({ message: '{"from":{"userid":"a"},"msgtype":"text"}' })],
    ['an unfinished text inside', () => send({ message: '{"msgid":"1"' })],
  ]
  it.each(hostile)('refuses %s', async (_name, attack) => {
    const { status } = await attack()
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(asked).toHaveLength(0)
  })
})
