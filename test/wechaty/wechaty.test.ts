import { WechatyBuilder } from 'wechaty'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import type { Context } from '../../src/context'
import type { OutboxMessage, ResolvedDestination } from '../../src/delivery/channel'
import { createReceiver, type Received } from '../../src/delivery/receive'
import { GroupEntity } from '../../src/group/group.entity'
import { wechatyChannel } from '../../src/wechaty/channel-wechaty'
import { createWechaty, type Wechaty } from '../../src/wechaty/wechaty'
import type { WechatyBot } from '../../src/wechaty/wechaty-types'
import { createWorld, type TestWorld } from '../support/world'
import { until } from '../wecom/bot-server'

const TIMES = { ttlMs: 2_000, renewMs: 500, giveUpMs: 1_500 }
const settle = () => new Promise(resolve => setTimeout(resolve, 250))

let world: TestWorld
let context: Context
let wechaty: Wechaty
let received: Received[]
let mocker: InstanceType<typeof mock.Mocker>
let built: boolean

/** The account and two people in one room. */
async function scene(roomId = 'R1@chatroom') {
  await until('the client is built', () => built)
  await settle()
  const account = mocker.createContact({ name: '报备' })
  mocker.login(account)
  await until('the account is logged in', () => wechaty.loggedIn)
  await settle()
  const rep = mocker.createContact({ name: '王芳' })
  const room = mocker.createRoom({ id: roomId, topic: '销售一组', memberIdList: [account.id, rep.id] })
  const heard: string[] = []
  room.on('message', message => heard.push(`${message.talker().payload.name}: ${message.text()}`))
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
    holder: 'a',
    receive: message => {
      received.push(message)
      return store(message)
    },
    build: () => {
      built = true
      return WechatyBuilder.build({ puppet: new PuppetMock({ mocker }) }) as unknown as WechatyBot
    },
    times: TIMES,
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
      talkerName: '王芳',
      text: '今天去拜访杭州云栖科技',
    })
  })

  it('says a warning into the room, and does not take its own words for talk', async () => {
    await bind('R1@chatroom')
    const { heard } = await scene()
    const channel = wechatyChannel(wechaty)
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
