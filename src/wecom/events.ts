import type { EventHeader, WecomEvent } from './event-types'
import { readCardTap } from './events-card'
import { readContact } from './events-contact'
import { readCustomerGroup } from './events-customer-group'
import { readDirectory } from './events-directory'
import type { XmlNode } from './xml'
import { textOf } from './xml-fields'

type Body = WecomEvent extends infer Event ? (Event extends unknown ? Omit<Event, keyof EventHeader> : never) : never

/** WeCom user ids are case-insensitive on input and lower-case in answers: one spelling inside. */
const memberId = (userId: string): string => userId.toLowerCase()

const LIMITED = new Set(['low_active_alert', 'low_active', 'inactive_alert', 'close_inactive_agent'])
const RESTORED = new Set(['active_restored', 'reopen_inactive_agent'])

/** Turns a decrypted callback into a typed value. Never fails: what is unknown or incomplete is `unused`. */
export function readEvent(raw: XmlNode): WecomEvent {
  const header: EventHeader = { corpId: textOf(raw, 'ToUserName'), createdAt: seconds(textOf(raw, 'CreateTime')) ?? 0 }
  const body: Body = (textOf(raw, 'MsgType') === 'event' ? ofEvent(raw) : ofMessage(raw)) ?? {
    type: 'unused',
    name:
      [textOf(raw, 'Event') || textOf(raw, 'MsgType'), textOf(raw, 'ChangeType')].filter(Boolean).join('/') ||
      'unknown',
    raw,
  }
  return { ...header, ...body } as WecomEvent
}

function ofEvent(raw: XmlNode): Body | undefined {
  const name = textOf(raw, 'Event')
  const userId = memberId(textOf(raw, 'FromUserName'))
  switch (name) {
    case 'change_external_contact':
      return readContact(raw)
    case 'change_external_chat':
      return readCustomerGroup(raw)
    case 'change_contact':
      return readDirectory(raw)
    case 'subscribe':
    case 'unsubscribe':
      return userId ? { type: 'visibility', userId, visible: name === 'subscribe' } : undefined
    case 'enter_agent':
      return userId ? { type: 'app-opened', userId } : undefined
    case 'template_card_event':
      return readCardTap(raw, 'card-tap')
    case 'template_card_menu_event':
      return readCardTap(raw, 'card-menu')
  }
  if (LIMITED.has(name)) {
    const effectiveAt = seconds(textOf(raw, 'EffectTime'))
    return { type: 'access-limited', name, ...(effectiveAt !== undefined && { effectiveAt }) }
  }
  return RESTORED.has(name) ? { type: 'access-restored', name } : undefined
}

function ofMessage(raw: XmlNode): Body | undefined {
  const userId = memberId(textOf(raw, 'FromUserName'))
  if (textOf(raw, 'MsgType') !== 'text' || !userId) return undefined
  return { type: 'text', userId, text: textOf(raw, 'Content'), messageId: textOf(raw, 'MsgId') }
}

/** Unix seconds as written by WeCom, in ms. */
function seconds(text: string): number | undefined {
  return /^\d{1,11}$/.test(text) ? Number(text) * 1000 : undefined
}
