import { randomBytes } from 'node:crypto'
import { decrypt, encrypt, sign } from '../core/crypto'
import { randomId, seeded } from '../core/random'
import type { Attempt, Delivery } from '../types'
import type { World } from '../world'
import { post } from './post'
import { textOf, toXml, type XmlObject } from './xml'

const ATTEMPTS = 3
const CONCURRENCY = 24
const KEEP = 5_000

/**
 * Carries events to the server as document 90930 says: 5 s for an answer, three attempts in all, then the event is lost for good
 * (and noted as dropped). Waiting events are on disk, so that a restart of the sandbox goes on where it was.
 */
export class CallbackQueue {
  private running = 0
  private closed = false
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly ready: string[] = []
  private readonly draw = seeded(20260101)
  /** Called with a text that the server answered passively (document 90241). */
  onReply: (userId: string, text: string) => void = () => {}

  constructor(private readonly world: World) {}

  /** Takes up what an earlier process left waiting. */
  resume(): void {
    for (const delivery of this.world.deliveries.values()) if (delivery.status === 'waiting') this.enqueue(delivery.id)
  }

  /** Queues one event or message. Common header fields are added (events.md). */
  emit(title: string, fields: XmlObject, from = 'sys', replyTo?: string): Delivery {
    const { world } = this
    const xml = toXml({
      ToUserName: world.credentials.corpId,
      FromUserName: from,
      CreateTime: world.clock.seconds(),
      ...fields,
    })
    return this.emitXml(title, xml, replyTo)
  }

  /** Queues a ready inner document, for tests of odd input. */
  emitXml(title: string, xml: string, replyTo?: string): Delivery {
    const { world } = this
    const id = randomId('cb')
    const delivery: Delivery = { id, at: world.now(), title, xml, status: 'waiting', attempts: [], replyTo }
    if (!world.serverUrl || !world.settings.callbackConfigured) {
      delivery.status = 'dropped'
      delivery.attempts.push({ at: world.now(), ms: 0, error: '没有配置回调地址' })
    }
    world.deliveries.put(id, delivery)
    this.forget()
    world.changed('delivery', { id })
    if (delivery.status === 'waiting') this.plan(delivery)
    return delivery
  }

  /** How many are on their way. */
  waiting(): number {
    return this.world.deliveries.values().filter(delivery => delivery.status === 'waiting').length
  }

  /** Stops sending; what waits stays on disk. */
  close(): void {
    this.closed = true
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }

  private plan(delivery: Delivery): void {
    const fault = this.world.faults.strike(delivery.title, 'callback', ['duplicate', 'shuffle', 'delay', 'drop'])
    if (fault?.kind === 'drop') {
      this.finish(delivery.id, 'dropped', { at: this.world.now(), ms: 0, error: '故障：丢弃' })
      return
    }
    let wait = 0
    if (fault?.kind === 'delay') wait = fault.ms ?? 1000
    if (fault?.kind === 'shuffle') wait = Math.floor(this.draw() * (fault.ms ?? 1000))
    this.enqueue(delivery.id, wait)
    const copies = fault?.kind === 'duplicate' ? (fault.copies ?? 2) - 1 : 0
    for (let i = 0; i < copies; i++) this.copy(delivery)
  }

  /** The same inner document once more, sealed anew, as the platform's own repetitions are. */
  private copy(delivery: Delivery): void {
    const id = randomId('cb')
    const title = `${delivery.title}（重复）`
    this.world.deliveries.put(id, { ...delivery, id, title, attempts: [], status: 'waiting' })
    this.enqueue(id)
  }

  private enqueue(id: string, wait = 0): void {
    if (wait > 0) this.later(wait, () => this.enqueue(id))
    else {
      this.ready.push(id)
      this.pump()
    }
  }

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      work()
    }, ms)
    this.timers.add(timer)
  }

  private pump(): void {
    while (!this.closed && this.running < CONCURRENCY) {
      const id = this.ready.shift()
      if (id === undefined) return
      this.running++
      void this.attempt(id).finally(() => {
        this.running--
        this.pump()
      })
    }
  }

  private async attempt(id: string): Promise<void> {
    const { world } = this
    const delivery = world.deliveries.get(id)
    if (delivery?.status !== 'waiting') return
    const started = Date.now()
    const attempt: Attempt = { at: world.now(), ms: 0 }
    let answer = ''
    try {
      if (world.faults.strike(delivery.title, 'callback', ['outage', 'reset'])) throw new Error('故障：网络不通')
      const result = await this.send(delivery)
      attempt.status = result.status
      answer = result.body
      if (result.status !== 200) attempt.error = `HTTP ${result.status}`
    } catch (error) {
      attempt.error = error instanceof Error ? error.message : String(error)
    }
    if (this.closed) return
    attempt.ms = Date.now() - started
    // A non-200 answer: document 90238 repeats, 90930 does not. Switchable.
    const accepted = !attempt.error || (attempt.status !== undefined && !world.settings.retryNon200)
    if (accepted) {
      this.finish(id, 'delivered', attempt)
      if (answer) this.passiveReply(id, answer)
    } else if (delivery.attempts.length + 1 >= ATTEMPTS) {
      this.finish(id, 'dropped', attempt)
    } else {
      world.deliveries.edit(id, value => value.attempts.push(attempt))
      world.changed('delivery', { id })
      const gap = world.options.callbackRetryMs ?? 5000
      this.enqueue(id, Math.max(0, gap - attempt.ms))
    }
  }

  private send(delivery: Delivery): Promise<{ status: number; body: string }> {
    const { credentials: c, options, serverUrl } = this.world
    const timestamp = String(this.world.clock.seconds())
    const nonce = String(randomBytes(4).readUInt32BE())
    const encrypted = encrypt(c.aesKey, delivery.xml, c.corpId)
    const query = new URLSearchParams({ msg_signature: sign(c.token, timestamp, nonce, encrypted), timestamp, nonce })
    const body = toXml({ ToUserName: c.corpId, AgentID: String(c.agentId), Encrypt: encrypted })
    return post(`${serverUrl}/wecom/callback?${query}`, body, 'text/xml', options.callbackTimeoutMs ?? 5000)
  }

  private finish(id: string, status: 'delivered' | 'dropped', attempt: Attempt): void {
    this.world.deliveries.edit(id, value => {
      value.attempts.push(attempt)
      value.status = status
    })
    this.world.changed('delivery', { id })
  }

  private passiveReply(id: string, answer: string): void {
    const encrypted = textOf(answer, 'Encrypt')
    if (!encrypted) return // a plain `success` is an empty answer
    const { token, aesKey, corpId } = this.world.credentials
    const signature = textOf(answer, 'MsgSignature')
    const wanted = sign(token, textOf(answer, 'TimeStamp') ?? '', textOf(answer, 'Nonce') ?? '', encrypted)
    let note = '被动回复签名错误，已忽略'
    if (signature === wanted) {
      const { message, receiveid } = decrypt(aesKey, encrypted)
      note = receiveid === corpId ? message : '被动回复 receiveid 错误，已忽略'
      const text = textOf(message, 'Content')
      const delivery = this.world.deliveries.get(id)
      // Only text is shown; card updates by passive reply are ignored (contradiction 2 of the documents).
      if (receiveid === corpId && text !== undefined && delivery?.replyTo) this.onReply(delivery.replyTo, text)
    }
    this.world.deliveries.edit(id, value => {
      value.reply = note
    })
  }

  /** The log keeps the latest deliveries. */
  private forget(): void {
    const { deliveries } = this.world
    if (deliveries.size <= KEEP) return
    for (const old of deliveries.values().slice(0, deliveries.size - KEEP)) {
      if (old.status !== 'waiting') deliveries.delete(old.id)
    }
  }
}
