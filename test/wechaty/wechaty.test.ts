import { WechatyBuilder } from 'wechaty'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import { CollisionEntity } from '../../src/collision/collision.entity'
import type { Context } from '../../src/context'
import { CustomerEntity } from '../../src/customer/customer.entity'
import type { OutboxMessage, ResolvedDestination } from '../../src/delivery/channel'
import type { Handler } from '../../src/delivery/handle-inbox'
import { createReceiver, type Received } from '../../src/delivery/receive'
import { createWorker } from '../../src/delivery/worker'
import { GroupEntity } from '../../src/group/group.entity'
import { MemberEntity } from '../../src/member/member.entity'
import { submitRegistration } from '../../src/registration/submit-registration'
import { wechatyChannel } from '../../src/wechaty/channel-wechaty'
import { saidHandler } from '../../src/wechaty/handle-said'
import { createWechaty, type Wechaty } from '../../src/wechaty/wechaty'
import type { WechatyBot } from '../../src/wechaty/wechaty-types'
import { plainText } from '../../src/wecom/delayed'
import { keepLease } from '../../src/wecom/lease-keeper'
import { createWorld, type TestWorld } from '../support/world'
import { until } from '../wecom/bot-server'

// Recognising names in free text has tests of its own; here a customer is found by the full name, the rest of the way is real.
jest.mock('../../src/mention/index', () => ({
  async recogniseMentions(tx: Context, text: string) {
    const customers = await tx.read.find(CustomerEntity)
    return customers
      .filter(({ name }) => text.includes(name))
      .map(({ id, name }) => ({
        start: text.indexOf(name),
        end: text.indexOf(name) + name.length,
        customerId: id,
        score: 0.99,
      }))
  },
}))

jest.setTimeout(60_000)
const TIMES = { ttlMs: 2_000, renewMs: 500, giveUpMs: 1_500 }
const fail = () => Promise.reject(new Error('not for this source'))
const settle = () => new Promise(resolve => setTimeout(resolve, 250))

let world: TestWorld
let context: Context
let wechaty: Wechaty
let received: Received[]
let mocker: InstanceType<typeof mock.Mocker>
let built: boolean

/** The account and two people in one room. */
async function scene(roomId = 'R1@chatroom', talker = '王五') {
  await until('the client is built', () => built)
  await settle()
  const account = mocker.createContact({ name: '报备' })
  mocker.login(account)
  await until('the account is logged in', () => wechaty.loggedIn)
  await settle()
  const rep = mocker.createContact({ name: talker })
  const room = mocker.createRoom({ id: roomId, topic: '销售一组', memberIdList: [account.id, rep.id] })
  const heard: string[] = []
  room.on('message', message => void heard.push(`${message.talker().payload.name}: ${message.text()}`))
  return { account, rep, room, heard }
}

const bind = (roomId: string) =>
  context.transaction(tx =>
    tx.manager.insert(GroupEntity, {
      id: 'G1',
      name: '销售一组',
      departmentIds: [],
      chatId: null,
      sealedWebhookKey: null,
      wechatyRoomId: roomId,
      boundBy: 'admin',
      boundAt: 1,
      endedAt: null,
    }),
  )

beforeEach(async () => {
  world = await createWorld()
  context = world.system
  received = []
  built = false
  mocker = new mock.Mocker()
  const store = createReceiver(context)
  wechaty = createWechaty({
    context,
    lease: on => keepLease(context, 'wechaty', 'a', on, TIMES),
    receive: message => {
      received.push(message)
      return store(message)
    },
    build: () => {
      built = true
      return WechatyBuilder.build({ puppet: new PuppetMock({ mocker }) }) as unknown as WechatyBot
    },
    sayTimeoutMs: 500,
  })
  wechaty.start()
})
afterEach(async () => {
  await wechaty.stop()
  await settle()
  await world.close()
})

describe('the wechaty channel', () => {
  it('stores what is said in a bound room, once, with who said it', async () => {
    await bind('R1@chatroom')
    const { rep, room } = await scene()
    rep.say('今天去拜访杭州云栖科技').to(room)
    await until('the message is stored', () => received.length === 1)
    expect(received[0]).toMatchObject({
      source: 'wechaty',
      kind: 'wechaty/text',
      dedupeKey: expect.stringMatching(/^sha256:/),
    })
    expect(JSON.parse(received[0]!.payload)).toMatchObject({
      roomId: 'R1@chatroom',
      talkerName: '王五',
      text: '今天去拜访杭州云栖科技',
    })
  })

  it('says a warning into the room, and does not take its own words for talk', async () => {
    await bind('R1@chatroom')
    const { heard } = await scene()
    const channel = wechatyChannel(wechaty, plainText)
    const to: ResolvedDestination = { kind: 'group', groupId: 'G1', name: '销售一组', wechatyRoomId: 'R1@chatroom' }
    const message: OutboxMessage = {
      id: 'O1',
      attempt: 1,
      createdAt: context.now(),
      message: {
        type: 'notice',
        to: { kind: 'group', groupId: 'G1' },
        notice: {
          kind: 'collision-warning',
          tone: 'danger',
          title: '撞单提醒',
          lines: [{ label: '客户', value: '<@all>云栖' }],
          actions: [{ key: 'appeal:C', text: '申诉' }],
        },
      },
    }
    expect(channel.can(message, to)).toBe(true)
    expect(channel.can(message, { ...to, wechatyRoomId: undefined })).toBe(false)
    expect(await channel.send(context, message, channel.render(message, to, context), to)).toEqual({ outcome: 'sent' })
    await until('the warning is said', () => heard.length === 1)
    expect(heard[0]).toBe('报备: 【撞单提醒】\n客户：＜＠all＞云栖')
    await settle()
    expect(received).toHaveLength(0)
  })

  it('warns the room when somebody talks about a customer of a colleague', async () => {
    await bind('R1@chatroom')
    const registered = { name: '杭州青禾智能科技有限公司', phone: '13800000001', requestKey: 'a' }
    await submitRegistration(await world.as('zhangsan'), registered)
    const { rep, room, heard } = await scene()
    const unused: Handler = { apply: fail, refuse: fail, say: fail }
    const worker = createWorker({
      context,
      holder: 'a',
      handlers: { app: unused, bot: unused, wechaty: saidHandler() },
      channels: [wechatyChannel(wechaty, plainText)],
    })
    rep.say('下午去拜访杭州青禾智能科技有限公司').to(room)
    await until('the message is stored', () => received.length === 1)
    await worker.drain()
    await until('the warning is said', () => heard.some(text => text.startsWith('报备: 【')))
    const warning = heard.find(text => text.startsWith('报备: 【'))!
    expect(warning).toContain('杭州青禾')
    expect(warning).not.toContain('13800000001')
    const talk = heard.filter(text => text.startsWith('报备: ')).length
    await worker.drain()
    await settle()
    expect(heard.filter(text => text.startsWith('报备: '))).toHaveLength(talk)
  })

  it('does nothing about talk of somebody who is no member, or whose name two members have', async () => {
    await bind('R1@chatroom')
    await submitRegistration(await world.as('zhangsan'), { name: '杭州青禾智能科技有限公司', requestKey: 'a' })
    const payload = (talkerName: string) =>
      JSON.stringify({
        messageId: 'm',
        roomId: 'R1@chatroom',
        talkerId: 't',
        talkerName,
        text: '杭州青禾智能科技有限公司',
        at: 1,
      })
    const collisions = async (talkerName: string) => {
      await context.transaction(tx => saidHandler().apply(tx, payload(talkerName), undefined))
      return context.read.count(CollisionEntity)
    }
    expect(await collisions('路人')).toBe(0)
    await context.transaction(tx => tx.manager.update(MemberEntity, { userId: 'zhaoliu' }, { name: '王五' }))
    expect(await collisions('王五')).toBe(0)
    expect(await collisions('李四')).toBe(1)
  })

  it('neither stores nor looks at rooms that are not bound', async () => {
    const { rep, room } = await scene('R2@chatroom')
    rep.say('杭州云栖科技').to(room)
    await settle()
    expect(received).toHaveLength(0)
  })

  it('tells the id of a room to whoever asks for it by mention, and binds nothing', async () => {
    const { account, rep, room, heard } = await scene()
    rep.say('@报备 绑定', [account]).to(room)
    await until('the answer', () => heard.some(text => text.includes('R1@chatroom')))
    expect(await context.read.find(GroupEntity)).toHaveLength(0)
  })

  it('tells apart: not logged in, not in the room', async () => {
    expect(await wechaty.say('R1@chatroom', 'x')).toMatchObject({ outcome: 'retry' })
    await scene()
    expect(await wechaty.say('R9@chatroom', 'x')).toMatchObject({ outcome: 'failed', tellAdmin: true })
  })
})
