import { createHash } from 'node:crypto'
import type { BotEvent } from './bot-event-types'
import { readBotEvent } from './bot-events'
import { dedupeKey } from './dedupe-key'
import type { WecomEvent } from './event-types'
import { readEvent } from './events'
import { Refusal } from './refusal'
import { readXml, type XmlNode } from './xml'
import { textOf } from './xml-fields'

/** A verified and decrypted message, ready for the inbox. */
export interface ReceivedMessage {
  source: 'app' | 'bot'
  /** One message, one key, however often and however wrapped it is delivered. At most 80 characters. */
  dedupeKey: string
  /** For lists and metrics, e.g. `change_external_contact/add_external_contact`. At most 80 characters. */
  kind: string
  /** The decrypted text: XML of an app, JSON of a bot. */
  payload: string
  /** Nothing follows from it: it is kept and acknowledged, no worker needs to look at it. */
  inert: boolean
}

/** Events of the app without a consequence. */
const INERT = new Set<WecomEvent['type']>(['unused', 'app-opened'])

/** @throws Refusal 'xml' */
export function receivedFromApp(payload: string): ReceivedMessage {
  const message = readXml(payload)
  const inert = INERT.has(readEvent(message).type)
  return { source: 'app', dedupeKey: dedupeKey(message), kind: kindOf(message), payload, inert }
}

/**
 * @throws Refusal 'envelope' when the message names neither itself nor its sender
 */
export function receivedFromBot(body: unknown): { message: ReceivedMessage; event: BotEvent } {
  const event = readBotEvent(body)
  if (!event) throw new Refusal('envelope', 'no msgid or sender')
  const kind = event.type === 'unused' ? `bot/${event.name}` : `bot/${event.type}`
  const message = {
    source: 'bot' as const,
    dedupeKey: short(event.messageId),
    kind: kind.slice(0, 80),
    payload: JSON.stringify(body),
    inert: event.type === 'unused',
  }
  return { message, event }
}

/** What a stored message of the app says. */
export function eventOfApp(payload: string): WecomEvent {
  return readEvent(readXml(payload))
}

/** What a stored message of the bot says. */
export function eventOfBot(payload: string): BotEvent {
  const event = readBotEvent(JSON.parse(payload))
  if (!event) throw new Error('a stored bot message lost its id')
  return event
}

function kindOf(message: XmlNode): string {
  const type = textOf(message, 'MsgType')
  const names = type === 'event' ? [textOf(message, 'Event'), textOf(message, 'ChangeType')] : [type]
  return names.filter(Boolean).join('/').slice(0, 80) || 'unknown'
}

function short(messageId: string): string {
  return messageId.length <= 70 ? `id:${messageId}` : `sha256:${createHash('sha256').update(messageId).digest('hex')}`
}
