import { append, senders } from '../actions/append'
import { type Dict, dict, str } from '../cards/read'
import { validateCard } from '../cards/validate'
import { must } from '../core/errors'
import { randomId } from '../core/random'
import type { CardBody, CardState, Chat, Message } from '../types'
import type { World } from '../world'
import type { Pending } from './pending'

/** Puts a bot card into a chat: one card for all who read the chat (document 101032). */
export function sendBotCard(world: World, chat: Chat, raw: unknown): Message {
  const warnings = validateCard(raw, 'bot')
  const card = dict(raw) as CardBody
  const taskId = str(card.task_id)
  if (taskId) {
    must(!world.taskIds.has(`bot/${taskId}`), 846625, `task_id ${taskId} is in use`)
    world.taskIds.put(`bot/${taskId}`, { at: world.now() })
  }
  const state: CardState = { card, taskId, sendId: randomId('bot') }
  return append(world, chat, senders.bot(world), 'template_card', card, { card: state, warnings })
}

/** update_template_card as the answer to a tap: reaches every reader of the group, or only `userids` (document 101031). */
export function updateBotCard(world: World, pending: Pending, body: Dict): Message {
  must(str(body.response_type || body.msgtype) === 'update_template_card', 93050, 'response_type: update_template_card')
  const warnings = validateCard(body.template_card, 'bot-update')
  const card = dict(body.template_card) as CardBody
  const message = pending.messageId ? world.messages.get(pending.messageId) : undefined
  must(message?.card, 846605, 'the tapped card is gone')
  must(str(card.task_id) === pending.taskId, 846625, 'task_id must be that of the tapped card')
  const userids = Array.isArray(body.userids) ? body.userids.filter(id => typeof id === 'string') : []
  const replaced = str(card.replace_text) || undefined
  world.messages.edit(message.id, value => {
    if (!value.card) return
    if (userids.length === 0) {
      value.card = { ...value.card, card, replaced, byUser: undefined }
      value.content = card
    } else {
      const byUser = { ...value.card.byUser }
      for (const id of userids) byUser[world.member(id)?.userId ?? id] = { card, replaced }
      value.card = { ...value.card, byUser }
    }
    value.warnings = warnings.length > 0 ? warnings : undefined
  })
  world.changed('message', { chatId: message.chatId, id: message.id, updated: true })
  return message
}
