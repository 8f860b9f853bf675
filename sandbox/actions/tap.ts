import { dict, list, str } from '../cards/read'
import { check } from '../core/errors'
import { randomId } from '../core/random'
import type { Tenant } from '../tenant'
import type { Chat, Member, Message } from '../types'
import { asSeenBy, chatOf } from './chats'

/**
 * A member taps a button of a card, or an entry of its menu.
 * @param selections chosen option ids by question_key; a missing question takes its preselected option
 */
export function tapCard(
  tenant: Tenant,
  member: Member,
  messageId: string,
  key: string,
  selections: Record<string, string[]> = {},
): void {
  const { world } = tenant
  const stored = world.messages.get(messageId)
  check(stored?.card, '没有这张卡片')
  const chat = chatOf(world, member, stored.chatId)
  const seen = asSeenBy(stored, member.userId)
  const card = seen.card!.card
  check(!seen.card!.replaced, `按钮已失效：${seen.card!.replaced}`)
  const menu = list(dict(card.action_menu).action_list).some(action => str(action.key) === key)
  check(menu || buttonKeys(card).includes(key), `卡片上没有按钮 ${key}`)
  const chosen = menu ? {} : completeSelections(card, selections)
  if (chat.kind === 'app') tapAppCard(tenant, member, seen, key, menu, chosen)
  else tapBotCard(tenant, chat, member, seen, key, chosen)
}

function buttonKeys(card: Record<string, unknown>): string[] {
  const buttons = list(card.button_list).filter(button => button.type !== 1)
  return [...buttons.map(button => str(button.key)), str(dict(card.submit_button).key)].filter(Boolean)
}

function completeSelections(card: Record<string, unknown>, given: Record<string, string[]>): Record<string, string[]> {
  const questions = [dict(card.button_selection), ...list(card.select_list), dict(card.checkbox)]
  const chosen: Record<string, string[]> = {}
  for (const question of questions) {
    const key = str(question.question_key)
    if (!key) continue
    const options = list(question.option_list)
    const ids = options.map(option => str(option.id))
    const preset = str(question.selected_id)
    const checked = options.filter(option => option.is_checked === true).map(option => str(option.id))
    const picked = given[key] ?? (preset ? [preset] : checked)
    for (const id of picked) check(ids.includes(id), `没有选项 ${id}`)
    if (picked.length > 0) chosen[key] = picked
  }
  return chosen
}

function tapAppCard(
  tenant: Tenant,
  member: Member,
  message: Message,
  key: string,
  menu: boolean,
  selections: Record<string, string[]>,
): void {
  const { world } = tenant
  const card = message.card!
  const code = randomId('rc', 24)
  // Each click brings its own code: one update within 72 h (document 94888).
  world.responseCodes.put(code, { code, sendId: card.sendId, at: world.now(), clicker: member.userId, used: false })
  tenant.events.card(menu ? 'template_card_menu_event' : 'template_card_event', member.userId, {
    key,
    taskId: card.taskId,
    cardType: card.card.card_type,
    responseCode: code,
    selections,
  })
}

function tapBotCard(
  tenant: Tenant,
  chat: Chat,
  member: Member,
  message: Message,
  key: string,
  selections: Record<string, string[]>,
): void {
  check(chat.kind === 'bot' || chat.kind === 'internal', '这张卡片没有按钮')
  tenant.bot.tapped(chat, member, message, key, selections)
}
