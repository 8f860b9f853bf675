import { plainText } from '../cards/text'
import { randomId } from '../core/random'
import type { CardState, Chat, Message, Sender } from '../types'
import type { World } from '../world'

/** Puts a message into a chat and tells the page. */
export function append(
  world: World,
  chat: Chat,
  from: Sender,
  type: string,
  content: Record<string, unknown>,
  more: { card?: CardState; quote?: string; warnings?: string[]; at?: number } = {},
): Message {
  const message = world.messages.append({
    id: randomId('m'),
    chatId: chat.id,
    at: more.at ?? world.now(),
    from,
    type,
    content,
    text: plainText(type, content),
    ...(more.card ? { card: more.card } : {}),
    ...(more.quote ? { quote: more.quote } : {}),
    ...(more.warnings && more.warnings.length > 0 ? { warnings: more.warnings } : {}),
  })
  world.changed('message', { chatId: chat.id, id: message.id })
  return message
}

/** A grey line in the middle of the chat. */
export function note(world: World, chat: Chat, text: string): Message {
  return append(world, chat, { kind: 'system', id: 'system', name: '系统' }, 'note', { text })
}

export const senders = {
  app: (world: World): Sender => ({
    kind: 'app',
    id: String(world.credentials.agentId),
    name: world.credentials.agentName,
  }),
  bot: (world: World): Sender => ({ kind: 'bot', id: world.credentials.botId, name: world.credentials.botName }),
}
