import type { Config } from '../../config'
import type { Context } from '../context'
import type { Notice } from '../delivery/messages'
import { type BotConnection, type BotPush, openBotConnection } from './bot-connection'
import type { BotEvent } from './bot-event-types'
import { answerFrame, type BotAnswering } from './bot-frame'
import { closeBotGap, lastBotOnline, markBotOnline } from './bot-gap'
import type { AnswerNow } from './callback-bot'
import { BOT_LEASE, keepLease, type LeaseTimes } from './lease-keeper'
import type { ReceivedMessage } from './received'
import { WecomError } from './wecom-error'

type BotState = 'off' | 'standby' | 'connecting' | 'online' | 'waiting'

export interface BotOptions {
  context: Context
  bot: Extract<NonNullable<Config['bot']>, { mode: 'websocket' }>
  /** Names this server. */
  holder: string
  answer: AnswerNow
  /** For an answer that was ready too late or could not be delivered: says it as a message of its own. */
  answerLater(message: ReceivedMessage, notice: Notice): Promise<void>
  /** Uses one place of the chat's limit; false when none is left (answers count like pushes). */
  mayAnswer(event: BotEvent): Promise<boolean>
  times?: LeaseTimes
  reconnectMs?: number
  stopMs?: number
  /** Lengths of gaps in ms, for the metrics. */
  onGap?(ms: number): void
}

export interface Bot {
  readonly state: BotState
  /** Since when no server at all is known to be connected, in ms. */
  downMs(): number
  start(): void
  stop(): Promise<void>
  /** @throws WecomError 'unreachable' while this server is not the connected one */
  push(chatId: string, chatType: 'single' | 'group', body: BotPush): Promise<void>
}

const RECONNECT_MS = 1_000
const RECONNECT_MAX_MS = 30_000
/** Wrong credentials do not become right by asking again; and another program that took the connection would be pushed out. */
const BACK_OFF_MS = { closed: 0, refused: 60_000, replaced: 60_000 } as const
const MARK_MS = 5_000
const STOP_MS = 4_000

/**
 * The bot over its long connection: one server at a time, by a lease. Whoever holds the lease connects, whoever loses it or
 * cannot renew it disconnects, and nobody reconnects without it.
 */
export function createBot(options: BotOptions): Bot {
  const { context, bot, holder, times = BOT_LEASE, stopMs = STOP_MS } = options
  const random = (): number => context.randomBytes(4).readUInt32BE() / 2 ** 32
  let connection: BotConnection | undefined
  let state: BotState = 'off'
  let failures = 0
  let retry: NodeJS.Timeout | undefined
  let mark: NodeJS.Timeout | undefined
  const answering = new Set<Promise<void>>()
  let lastOnline = context.now()
  let watch: NodeJS.Timeout | undefined

  const lease = keepLease(context, `bot:${bot.id}`.slice(0, 64), holder, { taken: connect, lost: disconnect }, times)

  function connect(): void {
    state = 'connecting'
    connection = openBotConnection({
      ...bot,
      random,
      on: {
        online,
        frame: frame => track(answerFrame({ ...options, connection: () => connection } satisfies BotAnswering, frame)),
        ended: ({ kind, detail }) => ended(kind, detail),
      },
    })
  }

  function online(): void {
    state = 'online'
    failures = 0
    context.log.info('bot connected')
    mark = setInterval(() => track(markBotOnline(context)), MARK_MS)
    track(closeBotGap(context).then(ms => options.onGap?.(ms)))
  }

  function ended(kind: keyof typeof BACK_OFF_MS, detail: string): void {
    clearInterval(mark)
    connection = undefined
    if (!lease.held) return
    state = 'waiting'
    const base = options.reconnectMs ?? RECONNECT_MS
    const wait = Math.max(BACK_OFF_MS[kind], Math.min(base * 2 ** failures++, RECONNECT_MAX_MS)) * (0.75 + random() / 2)
    context.log[kind === 'closed' ? 'warn' : 'error']({ kind, detail, wait }, 'bot connection ended')
    retry = setTimeout(() => lease.held && connect(), wait)
  }

  function disconnect(): void {
    clearTimeout(retry)
    clearInterval(mark)
    connection?.close()
    connection = undefined
    state = 'standby'
  }

  /** On a standby: how the connected server is doing. */
  async function look(): Promise<void> {
    lastOnline = state === 'online' ? context.now() : Math.max(lastOnline, await lastBotOnline(context))
  }

  /** Nothing of this may end the process; each part says itself what went wrong. */
  function track(work: Promise<void>): void {
    const tracked = work.catch((error: unknown) => context.log.error({ err: error }, 'bot'))
    const done = tracked.finally(() => answering.delete(done))
    answering.add(done)
  }

  return {
    get state() {
      return state
    },
    downMs: () => (state === 'online' ? 0 : context.now() - lastOnline),
    start() {
      state = 'standby'
      lastOnline = context.now()
      watch = setInterval(() => track(look()), MARK_MS)
      lease.start()
    },
    async stop() {
      clearInterval(watch)
      // A database that does not answer must not hold up the end; the lease runs out by itself.
      await within(stopMs, Promise.all(answering))
      await within(stopMs, lease.stop())
      state = 'off'
    },
    push(chatId, chatType, body) {
      if (!connection)
        return Promise.reject(new WecomError('unreachable', 'aibot_send_msg', '机器人没有连接', undefined, 2_000))
      return connection.push(chatId, chatType, body)
    },
  }
}

function within(ms: number, work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise(resolve => {
    timer = setTimeout(resolve, ms)
  })
  return Promise.race([work, patience]).finally(() => clearTimeout(timer))
}
