import type { IncomingMessage, Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Dict, dict, str } from '../cards/read'
import { WecomError } from '../core/errors'
import { randomId } from '../core/random'
import type { Chat, Member, Message } from '../types'
import type { World } from '../world'
import { HttpBot } from './http-mode'
import { ChatLimits } from './limits'
import { type Pending, STREAM_MS } from './pending'
import { push } from './push'
import { applyReply, type ReplyCommand } from './replies'

const replyCommands: string[] = ['aibot_respond_msg', 'aibot_respond_welcome_msg', 'aibot_respond_update_msg']

/** What the platform tells a bot, in both modes (documents 100719, 101027). */
export interface Question {
  kind: Pending['kind']
  body: Dict
  messageId?: string
  taskId?: string
}

/** The bot's side of the platform: one long connection per bot (document 101463), or its HTTP callback. */
export class BotGateway {
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: 8 * 1024 * 1024 })
  private current: WebSocket | undefined
  private readonly pending = new Map<string, Pending>()
  private readonly enteredOn = new Map<string, string>()
  readonly limits = new ChatLimits()
  readonly http: HttpBot
  /** Questions that nobody was connected to hear: the platform loses them. */
  lost = 0

  constructor(private readonly world: World) {
    this.http = new HttpBot(world, this.limits)
    this.server.on('connection', socket => this.accept(socket))
  }

  /** Serves `ws://…/bot`. */
  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket, head) => {
      const path = (request.url ?? '').split('?')[0]
      const blocked = this.world.faults.strike('bot', 'bot', ['outage', 'reset'])
      if (path !== '/bot' || blocked) {
        socket.destroy()
        return
      }
      this.server.handleUpgrade(request, socket, head, client => this.server.emit('connection', client, request))
    })
  }

  get connected(): boolean {
    return this.current !== undefined
  }

  /** Cuts the connection without a word, as a network does. */
  cut(): boolean {
    const had = this.current !== undefined
    this.current?.terminate()
    return had
  }

  /** A member wrote to the bot, or named it in a group. */
  heard(chat: Chat, member: Member, message: Message): void {
    if (!chat.botOpened) this.world.chats.edit(chat.id, value => Object.assign(value, { botOpened: true }))
    const quote = message.quote ? { quote: { msgtype: 'text', text: { content: message.quote } } } : {}
    const body = { msgtype: 'text', text: { content: message.text }, ...quote }
    this.ask(chat, member, { kind: 'message', body, messageId: message.id })
  }

  /** The member opened the 1:1 chat: an event on the first time of the day (document 101027). */
  entered(chat: Chat, member: Member): void {
    const day = new Date(this.world.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    if (this.enteredOn.get(member.userId) === day) return
    this.enteredOn.set(member.userId, day)
    if (!chat.botOpened) this.world.chats.edit(chat.id, value => Object.assign(value, { botOpened: true }))
    const body = {
      create_time: this.world.clock.seconds(),
      msgtype: 'event',
      event: { eventtype: 'enter_chat', enter_chat: {} },
    }
    this.ask(chat, member, { kind: 'enter_chat', body })
  }

  /** A tap on a bot card: told once, late answers are dropped (document 101027). */
  tapped(chat: Chat, member: Member, message: Message, key: string, selections: Record<string, string[]>): void {
    const taskId = message.card?.taskId ?? ''
    const chosen = Object.entries(selections).map(([question_key, option_id]) => ({
      question_key,
      option_ids: { option_id },
    }))
    const tap: Dict = { card_type: str(message.card?.card.card_type), event_key: key, task_id: taskId }
    if (chosen.length > 0) tap.selected_items = { selected_item: chosen }
    const event = { eventtype: 'template_card_event', template_card_event: tap }
    const body = { create_time: this.world.clock.seconds(), msgtype: 'event', event }
    this.ask(chat, member, { kind: 'card', body, messageId: message.id, taskId })
  }

  close(): void {
    for (const client of this.server.clients) client.terminate()
    this.server.close()
    this.http.close()
  }

  private ask(chat: Chat, member: Member, question: Question): void {
    const { world } = this
    const place = chat.kind === 'internal' ? { chatid: chat.id, chattype: 'group' } : { chattype: 'single' }
    const body = {
      msgid: randomId('CAIQ'),
      aibotid: world.credentials.botId,
      ...place,
      from: { userid: member.userId },
    }
    const pending: Pending = {
      reqId: randomId('req'),
      kind: question.kind,
      chatId: chat.id,
      userId: member.userId,
      at: world.now(),
      messageId: question.messageId,
      taskId: question.taskId,
      answered: false,
      cardSent: false,
    }
    const full: Dict = { ...body, ...question.body }
    if (world.settings.botMode === 'http') {
      this.http.ask(pending, full)
      return
    }
    if (!this.current || world.faults.strike('bot', 'bot', ['drop', 'outage'])) {
      this.lost++
      world.changed('bot', { lost: this.lost })
      return
    }
    this.keep(pending)
    const cmd = question.kind === 'message' ? 'aibot_msg_callback' : 'aibot_event_callback'
    this.current.send(JSON.stringify({ cmd, headers: { req_id: pending.reqId }, body: full }))
  }

  private keep(pending: Pending): void {
    this.pending.set(pending.reqId, pending)
    // Old questions stay known for a while, so that a late answer hears 846604 and not 846605.
    for (const [id, old] of this.pending) if (this.world.now() - old.at > STREAM_MS * 2) this.pending.delete(id)
  }

  private accept(socket: WebSocket): void {
    socket.on('message', data => this.frame(socket, data.toString()))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      if (this.current !== socket) return
      this.current = undefined
      this.world.changed('bot', { connected: false })
    })
  }

  private frame(socket: WebSocket, raw: string): void {
    const started = Date.now()
    let cmd = ''
    let reqId = ''
    let errcode = 0
    let errmsg = 'ok'
    const { faults } = this.world
    let fault: ReturnType<typeof faults.strike>
    try {
      const frame = dict(JSON.parse(raw))
      cmd = str(frame.cmd)
      reqId = str(dict(frame.headers).req_id)
      fault = faults.strike(cmd, 'bot', [
        'errcode',
        'timeout',
        'timeout-after',
        'reset',
        'reset-after',
        'drop',
        'outage',
      ])
      if (fault?.kind === 'errcode') throw new WecomError(fault.errcode ?? -1, 'fault')
      const lost = fault && ['timeout', 'reset', 'drop', 'outage'].includes(fault.kind)
      if (!lost) this.command(socket, cmd, reqId, dict(frame.body))
    } catch (error) {
      errcode = error instanceof WecomError ? error.errcode : 40058
      errmsg = error instanceof Error ? error.message : String(error)
    }
    this.world.calls.add(
      { at: this.world.now(), endpoint: `WS ${cmd}`, errcode, fault: fault?.kind, ms: Date.now() - started },
      raw,
    )
    if (fault && ['reset', 'reset-after', 'outage'].includes(fault.kind)) socket.terminate()
    else if (!fault || fault.kind === 'errcode') {
      socket.send(JSON.stringify({ headers: { req_id: reqId }, errcode, errmsg }))
    }
  }

  private command(socket: WebSocket, cmd: string, reqId: string, body: Dict): void {
    if (cmd === 'aibot_subscribe') {
      this.subscribe(socket, body)
      return
    }
    if (socket !== this.current) throw new WecomError(846609, 'not subscribed')
    if (cmd === 'ping') return
    if (cmd === 'aibot_send_msg') {
      push(this.world, this.limits, body)
      return
    }
    if (!replyCommands.includes(cmd)) throw new WecomError(846605, `unknown cmd ${cmd}`)
    const pending = this.pending.get(reqId)
    if (!pending) throw new WecomError(846605, 'invalid req_id')
    applyReply(this.world, this.limits, pending, cmd as ReplyCommand, body)
  }

  private subscribe(socket: WebSocket, body: Dict): void {
    const { credentials, settings } = this.world
    if (settings.botMode !== 'ws') throw new WecomError(846601, 'bot is not in long-connection mode')
    if (body.bot_id !== credentials.botId || body.secret !== credentials.botSecret) {
      throw new WecomError(853000, 'invalid bot_id or secret')
    }
    const old = this.current
    this.current = socket
    this.world.changed('bot', { connected: true })
    if (!old || old === socket) return
    // One connection per bot: the old one is told and cut.
    const event = {
      msgid: randomId('CAIQ'),
      aibotid: credentials.botId,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    }
    old.send(JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: randomId('req') }, body: event }))
    setTimeout(() => old.terminate(), 200).unref()
  }
}
