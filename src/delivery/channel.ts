import type { Context } from '../context'
import type { CardUpdateMessage, NoticeMessage } from './messages'

/** A destination with everything a channel may need to reach it. */
export type ResolvedDestination =
  | { kind: 'member'; userId: string }
  | { kind: 'group'; groupId: string; name: string; chatId?: string; webhookKey?: string; wechatyRoomId?: string }

export interface OutboxMessage {
  id: string
  message: NoticeMessage | CardUpdateMessage
  /** 1 for the first try. */
  attempt: number
  /** Epoch ms of creation: late ones are marked as delayed. */
  createdAt: number
  /** What the channel rendered at its first try. Sent again unchanged, so that WeCom's duplicate check recognises it. */
  rendered?: Rendered
}

export interface Rendered {
  channel: string
  body: unknown
}

export interface Limit {
  /** Shared by all servers, e.g. `webhook:<groupId>`. */
  bucket: string
  perMinute: number
  perHour?: number
}

export type SendResult =
  | { outcome: 'sent' }
  /** Nothing was delivered; try again (after `afterMs` when given). */
  | { outcome: 'retry'; error: string; afterMs?: number }
  /** Nobody knows whether it arrived. Counted, not repeated blindly. */
  | { outcome: 'uncertain'; error: string }
  /** Will never work; `tellAdmin` when a person has to change a setting. */
  | { outcome: 'failed'; error: string; tellAdmin?: boolean }

/** A way to reach people. The router takes the first configured channel that can. */
export interface Channel {
  readonly name: string
  can(message: OutboxMessage, to: ResolvedDestination): boolean
  limits(to: ResolvedDestination): Limit[]
  /** Pure: the exact body to send. Stored before the first try. */
  render(message: OutboxMessage, to: ResolvedDestination, context: Context): unknown
  send(context: Context, message: OutboxMessage, body: unknown, to: ResolvedDestination): Promise<SendResult>
  /** Same request body is recognised by the platform, so an uncertain send may be repeated. */
  readonly recognisesRepeats: boolean
}
