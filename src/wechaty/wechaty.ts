import { IsNull } from 'typeorm'
import type { Context } from '../context'
import type { SendResult } from '../delivery/channel'
import type { Receive } from '../delivery/receive'
import { GroupEntity } from '../group/group.entity'
import { readSaid, receivedFrom } from './said'
import type { WechatyBot, WechatyMessage } from './wechaty-types'

export interface WechatyOptions {
  context: Context
  receive: Receive
  /** Makes the account's client; called when this server becomes the one that drives it. */
  build(): WechatyBot
  /** Keeps the duty of driving the account for one server at a time. */
  lease(on: { taken(): void; lost(): void }): { start(): void; stop(): Promise<void> }
  sayTimeoutMs?: number
}

export interface Wechaty {
  readonly loggedIn: boolean
  start(): void
  stop(): Promise<void>
  say(roomId: string, text: string): Promise<SendResult>
}

const SAY_TIMEOUT_MS = 10_000

/**
 * Drives one account through wechaty, on one server at a time. Reads only groups that an administrator has bound; what is said
 * elsewhere is neither stored nor looked at.
 */
export function createWechaty(options: WechatyOptions): Wechaty {
  const { context, receive, build } = options
  const { log } = context
  let bot: WechatyBot | undefined

  const lease = options.lease({ taken: connect, lost: disconnect })

  function connect(): void {
    try {
      bot = build()
    } catch (error) {
      log.error({ err: error }, 'wechaty not available')
      return
    }
    bot.on(
      'message',
      message => void hear(message).catch((error: unknown) => log.error({ err: error }, 'wechaty message lost')),
    )
    // Puppets report trouble of all kinds here; without a listener the first one ends the process.
    bot.on('error', error => log.warn({ err: error }, 'wechaty'))
    bot.on('login', () => log.info('wechaty account logged in'))
    bot.on('logout', () => log.error('wechaty account logged out'))
    bot.start().catch((error: unknown) => log.error({ err: error }, 'wechaty not started'))
  }

  function disconnect(): void {
    const old = bot
    bot = undefined
    old?.stop().catch((error: unknown) => log.warn({ err: error }, 'wechaty not stopped'))
  }

  async function hear(message: WechatyMessage): Promise<void> {
    const said = await readSaid(message)
    if (!said) return
    if (said.text.trim() === '绑定' && (await message.mentionSelf())) {
      await message.room()?.say(`本群的标识：${said.roomId}\n请管理员在后台的群设置里填写。`)
      return
    }
    const bound = await context.read.existsBy(GroupEntity, { wechatyRoomId: said.roomId, endedAt: IsNull() })
    if (bound) await receive(receivedFrom(said))
  }

  return {
    get loggedIn() {
      return bot?.isLoggedIn ?? false
    },
    start: () => lease.start(),
    stop: () => lease.stop(),
    async say(roomId, text) {
      if (!bot?.isLoggedIn) return { outcome: 'retry', error: 'wechaty 账号没有登录' }
      const room = await bot.Room.find({ id: roomId })
      if (!room) return { outcome: 'failed', error: 'wechaty 账号不在这个群里', tellAdmin: true }
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<SendResult>(resolve => {
        timer = setTimeout(
          () => resolve({ outcome: 'uncertain', error: 'wechaty 没有确认' }),
          options.sayTimeoutMs ?? SAY_TIMEOUT_MS,
        )
      })
      // A puppet's failure does not tell whether the words went out before it.
      const said = room.say(text).then(
        (): SendResult => ({ outcome: 'sent' }),
        (error: unknown): SendResult => ({
          outcome: 'uncertain',
          error: error instanceof Error ? error.message : 'wechaty',
        }),
      )
      return Promise.race([said, late]).finally(() => clearTimeout(timer))
    },
  }
}
