import type { BotChat, BotEvent, BotHeader } from './bot-event-types'
import type { CardSelection } from './event-types'
import { arrayOf, type Json, objectOf, stringOf } from './json-fields'

type Body = BotEvent extends infer Event ? (Event extends unknown ? Omit<Event, keyof BotHeader> : never) : never

/**
 * Reads a message or event of a bot; the body is the same over HTTP and WebSocket. The documentation spells the fields of a
 * card event in three ways (`event_key`, `eventkey`, un-nested): all are read.
 *
 * @returns undefined when it has no message id or sender and so can be neither stored nor answered
 */
export function readBotEvent(value: unknown): BotEvent | undefined {
  const raw = objectOf(value)
  const messageId = stringOf(raw, 'msgid')
  const senderId = stringOf(objectOf(raw.from), 'userid')
  const body = readBody(raw)
  if (!messageId || (!senderId && body.type !== 'replaced' && body.type !== 'stream-poll')) return undefined
  const responseUrl = stringOf(raw, 'response_url')
  const header: BotHeader = {
    messageId,
    botId: stringOf(raw, 'aibotid'),
    createdAt: /^\d{1,11}$/.test(stringOf(raw, 'create_time')) ? Number(stringOf(raw, 'create_time')) * 1000 : 0,
    chat: readChat(raw),
    userId: senderId.toLowerCase(),
    senderId,
    ...(responseUrl && { responseUrl }),
  }
  return { ...header, ...body } as BotEvent
}

function readChat(raw: Json): BotChat {
  const chatId = stringOf(raw, 'chatid')
  return chatId && stringOf(raw, 'chattype') !== 'single' ? { kind: 'group', chatId } : { kind: 'single' }
}

function readBody(raw: Json): Body {
  const type = stringOf(raw, 'msgtype')
  if (type === 'event') return readEventBody(objectOf(raw.event))
  if (type === 'stream') return { type: 'stream-poll', streamId: stringOf(objectOf(raw.stream), 'id') }
  const text = readText(raw, type)
  if (text === undefined) return { type: 'unused', name: type || 'unknown' }
  const quote = objectOf(raw.quote)
  const quoted = readText(quote, stringOf(quote, 'msgtype'))
  return { type: 'text', text, ...(quoted && { quoted }) }
}

/** The words of a message: typed, spoken (as transcribed by WeCom), or those between pictures. */
function readText(raw: Json, type: string): string | undefined {
  if (type === 'text' || type === 'voice') return stringOf(objectOf(raw[type]), 'content')
  if (type !== 'mixed') return undefined
  return arrayOf(objectOf(raw.mixed).msg_item)
    .map(item => stringOf(objectOf(objectOf(item).text), 'content'))
    .filter(Boolean)
    .join('\n')
}

function readEventBody(event: Json): Body {
  const name = stringOf(event, 'eventtype', 'event_type')
  if (name === 'enter_chat') return { type: 'chat-opened' }
  if (name === 'disconnected_event') return { type: 'replaced' }
  if (name !== 'template_card_event') return { type: 'unused', name: name || 'event' }
  const nested = objectOf(event.template_card_event)
  const field = (...names: string[]): string => stringOf(nested, ...names) || stringOf(event, ...names)
  return {
    type: 'card-tap',
    actionKey: field('event_key', 'eventkey'),
    taskId: field('task_id', 'taskid'),
    cardType: field('card_type', 'cardtype'),
    selections: readSelections(
      nested.selected_items ?? nested.selecteditems ?? event.selected_items ?? event.selecteditems,
    ),
  }
}

function readSelections(value: unknown): CardSelection[] {
  const items = Array.isArray(value) ? value : arrayOf(objectOf(value).selected_item ?? objectOf(value).selecteditem)
  return items.map(objectOf).map(item => {
    const ids = item.option_ids ?? item.optionids
    const list = Array.isArray(ids) ? ids : arrayOf(objectOf(ids).option_id ?? objectOf(ids).optionid)
    return {
      questionKey: stringOf(item, 'question_key', 'questionkey'),
      optionIds: list.filter(id => typeof id === 'string'),
    }
  })
}
