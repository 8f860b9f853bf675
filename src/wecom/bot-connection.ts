import { generateReqId, WSClient, WsCmd, type WsFrame } from '@wecom/aibot-node-sdk'
import type { BotReply } from './bot-reply'
import { arrayOf, objectOf } from './json-fields'
import type { Card } from './template-card'
import { failureOf, WecomError } from './wecom-error'

/** A frame of the platform that may be answered while its `req_id` is fresh. */
export type BotFrame = WsFrame<unknown>

/** What can be pushed without having been asked. */
export type BotPush =
  | { msgtype: 'markdown'; markdown: { content: string } }
  | { msgtype: 'template_card'; template_card: Card }

export interface BotConnectionOptions {
  id: string
  secret: string
  /** Default: the address built into the SDK. */
  url?: string
  on: {
    online(): void
    /** Exactly once, whatever the reason. `refused`: bot id or secret are wrong, or the mode is. */
    ended(reason: { kind: 'closed' | 'replaced' | 'refused'; detail: string }): void
    frame(frame: BotFrame): void
  }
  random(): number
}

export interface BotConnection {
  /** Answers a frame. @throws WecomError */
  reply(frame: BotFrame, command: BotCommand, body: BotReply): Promise<void>
  /** @throws WecomError 'unreachable' when it did not leave, 'uncertain' when no acknowledgement came */
  push(chatId: string, chatType: 'single' | 'group', body: BotPush): Promise<void>
  close(): void
}

export type BotCommand = 'message' | 'welcome' | 'update'
const COMMANDS: Record<BotCommand, string> = {
  message: WsCmd.RESPONSE,
  welcome: WsCmd.RESPONSE_WELCOME,
  update: WsCmd.RESPONSE_UPDATE,
}

/** For the handshake, and again for the answer to the subscription. */
const CONNECT_MS = 15_000

// The SDK writes whole messages into its log.
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/**
 * One connection of the bot through the official SDK (document 101463). Its own reconnecting is switched off: when and whether
 * to connect again depends on the lease, which it does not know.
 */
export function openBotConnection({ id, secret, url, on, random }: BotConnectionOptions): BotConnection {
  const client = new WSClient({
    botId: id,
    secret,
    ...(url && { wsUrl: url }),
    maxReconnectAttempts: 0,
    maxAuthFailureAttempts: 0,
    wsOptions: { handshakeTimeout: CONNECT_MS },
    logger: quiet,
  })
  let replaced = false
  let refused = ''
  let over = false
  const end = (detail: string): void => {
    if (over) return
    over = true
    clearTimeout(patience)
    on.ended({ kind: replaced ? 'replaced' : refused ? 'refused' : 'closed', detail: refused || detail })
  }

  const patience = setTimeout(() => {
    end('no answer to the subscription')
    client.disconnect()
  }, CONNECT_MS)

  client.on('authenticated', () => {
    clearTimeout(patience)
    if (!over) on.online()
  })
  client.on('event.disconnected_event', () => {
    replaced = true
  })
  client.on('error', error => {
    if (/^Authentication failed/.test(error.message)) refused = error.message
    // Without a socket there is no "disconnected" either: the SDK only says that it will not try again.
    if (/Exceeded|exceeded/.test(error.message)) end(error.message)
  })
  client.on('disconnected', end)
  client.on('message', frame => on.frame(frame))
  client.on('event', frame => on.frame(frame))
  client.connect()

  async function sent(api: string, work: () => Promise<WsFrame>): Promise<void> {
    if (over || !client.isConnected) throw new WecomError('unreachable', api, '机器人没有连接', undefined, 2_000)
    try {
      await work()
    } catch (error) {
      throw ackError(api, error, random)
    }
  }

  return {
    reply: (frame, command, body) => sent(COMMANDS[command], () => client.reply(frame, body, COMMANDS[command])),
    push: (chatId, chatType, body) =>
      sent(WsCmd.SEND_MSG, () =>
        client.reply(
          { headers: { req_id: generateReqId(WsCmd.SEND_MSG) } },
          { chatid: chatId, chat_type: chatType === 'group' ? 2 : 1, ...body },
          WsCmd.SEND_MSG,
        ),
      ),
    close() {
      over = true
      clearTimeout(patience)
      client.disconnect()
    },
  }
}

/** The SDK rejects with the acknowledgement itself, or with an Error when none came. */
function ackError(api: string, error: unknown, random: () => number): WecomError {
  const { errcode, errmsg } = objectOf(error)
  if (typeof errcode === 'number') return failureOf(api, errcode, String(arrayOf(errmsg)[0] ?? ''), random)
  const detail = error instanceof Error ? error.message : ''
  if (/not connected/i.test(detail)) return new WecomError('unreachable', api, '机器人没有连接', undefined, 2_000)
  return new WecomError(
    'uncertain',
    api,
    '没有收到企业微信的确认，不能确定消息是否已发出',
    undefined,
    undefined,
    detail,
  )
}
