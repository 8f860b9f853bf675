import { append, senders } from '../actions/append'
import { dict, str } from '../cards/read'
import { validateCard } from '../cards/validate'
import { must } from '../core/errors'
import { SlidingWindow } from '../core/limits'
import type { CardBody } from '../types'
import { checkContent } from './content'
import { appChat } from './groups'
import { open, post } from './request'

const appTypes = ['text', 'markdown', 'textcard', 'news', 'image', 'voice', 'video', 'file']
const hookTypes = ['text', 'markdown', 'markdown_v2', 'news', 'file', 'voice']

/** appchat/send (document 90248), webhook/send (document 99110), response_url of the bot (document 101138). */
export function groupMessageEndpoints() {
  const window = new SlidingWindow(20, 60_000)
  return [
    post('appchat/send', ({ world }, { body }) => {
      const chat = appChat(world, str(body.chatid))
      // no template_card here: checkContent answers 40008
      const { type, content } = checkContent(world, body, appTypes)
      append(world, chat, senders.app(world), type, content)
      return {}
    }),
    open(
      post('webhook/send', ({ world }, { query, body }) => {
        const key = query.get('key') ?? ''
        const chat = world.chats.values().find(c => key !== '' && c.webhookKey === key && !c.dismissed)
        must(chat, 93000, 'invalid webhook url')
        must(window.take(key, world.now()), 45009, 'api freq out of limit')
        const from = { kind: 'webhook' as const, id: 'webhook', name: chat.webhookName ?? '消息推送' }
        if (body.msgtype === 'template_card') {
          const warnings = validateCard(body.template_card, 'webhook')
          const card = dict(body.template_card) as CardBody
          append(world, chat, from, 'template_card', card, { card: { card, taskId: '', sendId: '' }, warnings })
          return {}
        }
        const { type, content } = checkContent(world, body, hookTypes, 4096)
        append(world, chat, from, type, content)
        return {}
      }),
    ),
    open(
      post('aibot/response', ({ bot }, { query, body }) => {
        bot.http.respond(query.get('response_code') ?? '', body)
        return {}
      }),
    ),
  ]
}
