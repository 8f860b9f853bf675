import type { Context } from '../../src/context'
import type { Channel, Limit, OutboxMessage, ResolvedDestination, SendResult } from '../../src/delivery/channel'
import type { Handler, Handlers } from '../../src/delivery/handle-inbox'
import { InboxEntity } from '../../src/delivery/inbox.entity'
import type { Notice, OutgoingMessage } from '../../src/delivery/messages'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { createReceiver, type Received } from '../../src/delivery/receive'
import { createWorker } from '../../src/delivery/worker'
import { GroupEntity } from '../../src/group/group.entity'
import type { TestWorld } from '../support/world'

export const notice = (title: string, kind = 'note'): Notice => ({ kind, tone: 'info', title, lines: [] })

export const toMember = (title: string, userId = 'zhangsan'): OutgoingMessage => ({
  type: 'notice',
  to: { kind: 'member', userId },
  notice: notice(title),
})

export const toGroup = (title: string, groupId = 'g1', kind = 'collision-warning'): OutgoingMessage => ({
  type: 'notice',
  to: { kind: 'group', groupId },
  notice: notice(title, kind),
})

/** A channel that remembers what it was asked to send, and answers as it is told. */
export class TestChannel implements Channel {
  readonly sent: { title: string; body: string; to: ResolvedDestination; at: number; attempt: number }[] = []
  /** Bodies rendered so far: a repeat must not render again. */
  rendered = 0
  answer: (message: OutboxMessage) => SendResult | Promise<SendResult> = () => ({ outcome: 'sent' })
  limit?: Omit<Limit, 'bucket'>
  takes: (to: ResolvedDestination) => boolean = () => true

  constructor(
    readonly name = 'test',
    readonly recognisesRepeats = false,
  ) {}

  can(_message: OutboxMessage, to: ResolvedDestination): boolean {
    return this.takes(to)
  }
  limits(to: ResolvedDestination): Limit[] {
    const place = to.kind === 'member' ? to.userId : to.groupId
    return this.limit ? [{ bucket: `${this.name}:${place}`, ...this.limit }] : []
  }
  render({ message }: OutboxMessage): unknown {
    return { title: message.notice.title, rendering: ++this.rendered }
  }
  async send(context: Context, message: OutboxMessage, body: unknown, to: ResolvedDestination): Promise<SendResult> {
    const { title } = message.message.notice
    this.sent.push({ title, body: JSON.stringify(body), to, at: context.now(), attempt: message.attempt })
    return this.answer(message)
  }
  get titles(): string[] {
    return this.sent.map(item => item.title)
  }
}

/** A handler that keeps what it was given; each part can be replaced. */
export function recordingHandler(parts: Partial<Handler<unknown>> = {}): Handler<unknown> & { applied: string[] } {
  const applied: string[] = []
  return {
    applied,
    async apply(_tx, payload) {
      applied.push(payload)
      return undefined
    },
    async refuse(_tx, _payload, refusal) {
      return notice(refusal.message, 'refusal')
    },
    async say(tx, _payload, answer) {
      await tx.send({ type: 'notice', to: { kind: 'member', userId: 'zhangsan' }, notice: answer })
    },
    ...parts,
  }
}

export const handlersOf = (handler: Handler<unknown>): Handlers => ({ app: handler, bot: handler, wechaty: handler })

export const received = (key: string, payload = key): Received => ({
  source: 'app',
  dedupeKey: key,
  kind: 'text',
  payload,
})

export const workerOn = (
  world: TestWorld,
  channels: Channel[],
  handler: Handler<unknown> = recordingHandler(),
  holder = 'w1',
) => createWorker({ context: world.system, holder, handlers: handlersOf(handler), channels, idleMs: 5 })

export const say = (world: TestWorld, ...messages: OutgoingMessage[]) =>
  world.system.transaction(async tx => {
    for (const message of messages) await tx.send(message)
  })

/** Stores messages that arrive together, spread over this many servers. */
export const store = (world: TestWorld, messages: Received[], servers = 1) => {
  const receivers = Array.from({ length: servers }, () => createReceiver(world.system))
  return Promise.all(messages.map((message, i) => receivers[i % servers]!(message)))
}

export const outbox = (world: TestWorld) => world.database.read.find(OutboxEntity, { order: { id: 'ASC' } })
export const inbox = (world: TestWorld) => world.database.read.find(InboxEntity, { order: { id: 'ASC' } })

/** Groups that can be reached; `g1`, `g2` … */
export const openGroups = (world: TestWorld, ...ids: string[]) =>
  world.system.transaction(async tx => {
    for (const id of ids)
      await tx.manager.insert(GroupEntity, {
        id,
        name: id,
        departmentIds: [],
        chatId: `chat-${id}`,
        sealedWebhookKey: null,
        wechatyRoomId: null,
        boundBy: 'admin',
        boundAt: tx.now(),
        endedAt: null,
      })
  })
