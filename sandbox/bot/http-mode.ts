import { randomBytes } from 'node:crypto'
import { append, senders } from '../actions/append'
import { post } from '../callbacks/post'
import { bytes, type Dict, dict, str } from '../cards/read'
import { decrypt, encrypt, sign } from '../core/crypto'
import { must } from '../core/errors'
import { randomId } from '../core/random'
import type { World } from '../world'
import { sendBotCard } from './cards'
import type { ChatLimits } from './limits'
import { type Pending, RESPONSE_URL_MS, STREAM_MS } from './pending'
import { applyReply } from './replies'

const POLL_MS = 300

/** The bot's HTTP mode: JSON envelope (document 101033), answers in the response, `response_url` once (document 101138). */
export class HttpBot {
  private readonly open = new Map<string, Pending>()
  private readonly timers = new Set<NodeJS.Timeout>()
  /** Last trouble with the server's answers, for the page. */
  lastError = ''

  constructor(
    private readonly world: World,
    private readonly limits: ChatLimits,
  ) {}

  /** Sends one question and applies the answer. */
  ask(pending: Pending, body: Dict): void {
    const code = randomId('rc', 18)
    pending.responseCode = code
    this.open.set(code, pending)
    const response_url = `${this.selfUrl}/cgi-bin/aibot/response?response_code=${code}`
    void this.exchange(pending, pending.kind === 'enter_chat' ? body : { ...body, response_url })
  }

  /** Address of the sandbox itself, set when it listens. */
  selfUrl = ''

  /** POST response_url (document 101138): once, within an hour, markdown or card; quotes the question in a group. */
  respond(code: string, body: Dict): void {
    const { world } = this
    const pending = this.open.get(code)
    must(pending && world.now() - pending.at <= RESPONSE_URL_MS, 60140, 'response_code invalid or used')
    const chat = world.chats.get(pending.chatId)
    must(chat, 93006, 'chat is gone')
    if (body.msgtype === 'template_card') {
      this.limits.take(chat.id, world.now())
      sendBotCard(world, chat, body.template_card)
    } else {
      must(body.msgtype === 'markdown', 40008, 'response_url: markdown or template_card')
      const content = str(dict(body.markdown).content)
      must(content, 44004, 'markdown.content empty')
      must(bytes(content) <= 20_480, 45002, 'markdown.content: at most 20480 bytes')
      this.limits.take(chat.id, world.now())
      const quote =
        chat.kind === 'internal' && pending.messageId ? world.messages.get(pending.messageId)?.text : undefined
      append(world, chat, senders.bot(world), 'markdown', { content }, { quote })
    }
    this.open.delete(code)
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer)
  }

  private async exchange(pending: Pending, body: Dict): Promise<void> {
    try {
      const answer = await this.call(body)
      if (answer) this.apply(pending, answer)
      this.lastError = ''
    } catch (error) {
      // The platform drops a bad or late answer silently; here it can be seen.
      this.lastError = error instanceof Error ? error.message : String(error)
      this.world.changed('bot', { error: this.lastError })
    }
  }

  private apply(pending: Pending, answer: Dict): void {
    const command = {
      message: 'aibot_respond_msg',
      enter_chat: 'aibot_respond_welcome_msg',
      card: 'aibot_respond_update_msg',
    } as const
    applyReply(this.world, this.limits, pending, command[pending.kind], answer)
    const stream = pending.stream
    if (pending.kind !== 'message' || !stream || stream.finished) return
    if (this.world.now() - pending.at > STREAM_MS) return
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      void this.exchange(pending, {
        msgid: randomId('CAIQ'),
        aibotid: this.world.credentials.botId,
        from: { userid: pending.userId },
        msgtype: 'stream',
        stream: { id: stream.id },
      })
    }, POLL_MS)
    this.timers.add(timer)
  }

  private async call(body: Dict): Promise<Dict | undefined> {
    const { botToken, botAesKey } = this.world.credentials
    const timestamp = String(this.world.clock.seconds())
    const nonce = String(randomBytes(4).readUInt32BE())
    // A bot of the own company has an empty receiveid (document 101033).
    const sealed = encrypt(botAesKey, JSON.stringify(body), '')
    const query = new URLSearchParams({ msg_signature: sign(botToken, timestamp, nonce, sealed), timestamp, nonce })
    const url = `${this.world.serverUrl}/wecom/bot?${query}`
    const answer = await post(url, JSON.stringify({ encrypt: sealed }), 'application/json', 5000)
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
    if (answer.body === '') return undefined
    const reply = dict(JSON.parse(answer.body))
    const wanted = sign(botToken, String(reply.timestamp), str(reply.nonce), str(reply.encrypt))
    if (wanted !== str(reply.msgsignature)) throw new Error('bad signature in the answer')
    return dict(JSON.parse(decrypt(botAesKey, str(reply.encrypt)).message))
  }
}
