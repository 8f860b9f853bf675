import { createHash } from 'node:crypto'
import { append, senders } from '../actions/append'
import { appChat as memberChat } from '../actions/chats'
import { type Dict, dict, str } from '../cards/read'
import { callsBack, validateCard } from '../cards/validate'
import { must, WecomError } from '../core/errors'
import { SlidingWindow } from '../core/limits'
import { randomId } from '../core/random'
import type { CardBody, CardState } from '../types'
import type { World } from '../world'
import { checkContent } from './content'
import { translateIds } from './id-names'
import { receivers } from './receivers'
import { type ApiRequest, post } from './request'

const types = ['text', 'markdown', 'textcard', 'news', 'image', 'voice', 'video', 'file', 'miniprogram_notice']

/** message/send (document 90236). */
export function messageEndpoints() {
  const minute = new SlidingWindow(30, 60_000)
  const hour = new SlidingWindow(1000, 3_600_000)
  const sent = new Map<string, { at: number; answer: Dict }>()

  return [
    post('message/send', ({ world }, request) => {
      const repeated = duplicate(world, request, sent)
      if (repeated) return repeated
      const answer = send(world, request.body, member => {
        // Above 30 a minute or 1,000 an hour the platform drops silently (document 90312).
        const now = world.now()
        if (!minute.fits(member, now) || !hour.fits(member, now)) return false
        minute.add(member, now)
        hour.add(member, now)
        return true
      })
      if (request.body.enable_duplicate_check === 1) {
        // Whether a repetition answers with the first response_code is not documented, so it does not.
        const { response_code: _, ...rest } = answer
        const now = world.now()
        for (const [key, old] of sent) if (now - old.at > 14_400_000) sent.delete(key)
        sent.set(digest(request.raw), { at: now, answer: rest })
      }
      return answer
    }),
  ]
}

const digest = (raw: Buffer) => createHash('sha256').update(raw).digest('hex')

/** Identical JSON within the interval is not delivered again (document 90236: 1,800 s, at most 4 h). */
function duplicate(
  world: World,
  request: ApiRequest,
  sent: Map<string, { at: number; answer: Dict }>,
): Dict | undefined {
  if (request.body.enable_duplicate_check !== 1) return undefined
  const given = request.body.duplicate_check_interval
  const seconds = typeof given === 'number' ? given : 1800
  if (seconds > 14_400 || seconds <= 0) throw new WecomError(40058, 'duplicate_check_interval: at most 14400')
  const before = sent.get(digest(request.raw))
  return before && world.now() - before.at < seconds * 1000 ? before.answer : undefined
}

function send(world: World, request: Dict, allow: (userId: string) => boolean): Dict {
  const type = str(request.msgtype)
  if (type !== 'miniprogram_notice')
    must(Number(request.agentid) === world.credentials.agentId, 40056, 'invalid agentid')
  if (type === 'miniprogram_notice') must(!str(request.touser).includes('@all'), 40031, 'no @all here')
  const to = receivers(world, request)
  const sendId = randomId('', 20)
  const prepared = type === 'template_card' ? prepareCard(world, dict(request.template_card), sendId) : undefined
  const plain = prepared ?? { ...checkContent(world, request, types), warnings: [] as string[], card: undefined }
  const content = request.enable_id_trans === 1 ? (translateIds(world, plain.content) as Dict) : plain.content
  for (const member of to.members) {
    if (!allow(member.userId)) {
      world.changed('dropped', { userId: member.userId })
      continue
    }
    const card = plain.card && { ...plain.card, card: content as CardBody }
    append(world, memberChat(world, member), senders.app(world), plain.type, content, {
      card,
      warnings: plain.warnings,
    })
  }
  const taskId = plain.card?.taskId
  const members = to.members.map(m => m.userId)
  world.sendings.put(sendId, {
    id: sendId,
    agentId: world.credentials.agentId,
    taskId,
    receivers: members,
    at: world.now(),
  })
  return {
    ...(to.invalidUser ? { invaliduser: to.invalidUser } : {}),
    ...(to.invalidParty ? { invalidparty: to.invalidParty } : {}),
    msgid: sendId,
    ...(plain.card && callsBack(plain.card.card) ? { response_code: issueCode(world, sendId) } : {}),
  }
}

function prepareCard(world: World, raw: Dict, sendId: string) {
  const warnings = validateCard(raw, 'app')
  const card = raw as CardBody
  if (callsBack(card)) must(world.settings.callbackConfigured, 43012, 'the app has no callback URL')
  const taskId = str(card.task_id)
  if (taskId) {
    must(!world.taskIds.has(`app/${taskId}`), 42014, `task_id ${taskId} is in use`)
    world.taskIds.put(`app/${taskId}`, { at: world.now() })
  }
  const state: CardState = { card, taskId, sendId }
  return { type: 'template_card', content: card as Dict, card: state as CardState | undefined, warnings }
}

function issueCode(world: World, sendId: string): string {
  const code = randomId('rc', 24)
  world.responseCodes.put(code, { code, sendId, at: world.now(), clicker: '', used: false })
  return code
}
