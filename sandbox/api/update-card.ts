import { type Dict, dict, str } from '../cards/read'
import { validateCard } from '../cards/validate'
import { must } from '../core/errors'
import type { CardBody, Message, ResponseCode, Sending } from '../types'
import type { World } from '../world'
import { translateIds } from './id-names'
import { post } from './request'

const LIFE = 72 * 3_600_000

/** message/update_template_card (document 94888). */
export const updateCardEndpoints = [
  post('message/update_template_card', ({ world }, { body }) => {
    must(Number(body.agentid) === world.credentials.agentId, 42015, 'the app did not send this card')
    const { code, sending } = openCode(world, str(body.response_code))
    const change = cardChange(world, body)
    const { targets, invalid } = chooseTargets(world, body, sending)
    for (const message of world.messages.ofSending(sending.id)) {
      const reader = world.chats.get(message.chatId)?.owner
      if (reader && targets.has(reader)) world.messages.edit(message.id, value => change(value))
      world.changed('message', { chatId: message.chatId, id: message.id, updated: true })
    }
    // One use each, whoever it came from.
    world.responseCodes.put(code.code, { ...code, used: true })
    return invalid.length > 0 ? { invaliduser: invalid } : {}
  }),
]

function openCode(world: World, text: string): { code: ResponseCode; sending: Sending } {
  const code = world.responseCodes.get(text)
  must(code && !code.used && world.now() - code.at <= LIFE, 60140, 'response_code invalid, used or expired')
  const sending = world.sendings.get(code.sendId)
  must(sending, 42016, 'task_id unknown')
  return { code, sending }
}

function chooseTargets(world: World, body: Dict, sending: Sending): { targets: Set<string>; invalid: string[] } {
  if (body.atall === 1) return { targets: new Set(sending.receivers), invalid: [] }
  const asked = Array.isArray(body.userids) ? body.userids.map(String) : []
  const parties = Array.isArray(body.partyids) ? body.partyids.map(Number) : []
  must(asked.length + parties.length > 0, 82101, 'no target')
  must(asked.length <= 1000 && parties.length <= 100, 40032, 'too many targets')
  const members = world.members
    .values()
    .filter(m => m.departments.some(id => parties.includes(id)))
    .map(m => m.userId)
  const known = [...asked.map(id => world.member(id)?.userId ?? id), ...members]
  const targets = new Set(known.filter(id => sending.receivers.includes(id)))
  must(targets.size > 0, 82102, 'target did not receive this card')
  const invalid = asked.filter(id => !targets.has(world.member(id)?.userId ?? id)).map(id => id.toLowerCase())
  return { targets, invalid }
}

function cardChange(world: World, body: Dict): (message: Message) => void {
  if (body.button !== undefined) {
    const replaced = str(dict(body.button).replace_name)
    must(replaced, 42020, 'replace_name missing')
    return message => {
      if (message.card) message.card = { ...message.card, replaced }
    }
  }
  const warnings = validateCard(body.template_card, 'app-update')
  const raw = dict(body.template_card)
  const card = (body.enable_id_trans === 1 ? translateIds(world, raw) : raw) as CardBody
  return message => {
    if (!message.card) return
    message.card = { ...message.card, card, replaced: str(card.replace_text) || undefined }
    message.content = card
    message.warnings = warnings.length > 0 ? warnings : undefined
  }
}
