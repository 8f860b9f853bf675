import { helpCard, refusal } from '../cards/chat-cards'
import { runCardAction } from '../chat/card-actions'
import type { Place } from '../chat/commands'
import { handleText } from '../chat/handle-text'
import type { Directory } from '../contact/directory'
import type { Context, Tx } from '../context'
import type { Handler } from '../delivery/handle-inbox'
import type { Notice } from '../delivery/messages'
import { GroupEntity } from '../group/group.entity'
import { actorFor } from '../member/members'
import { admitMember } from '../organisation/admit-member'
import type { BotEvent } from './bot-event-types'
import { withoutMention } from './mention'
import { eventOfBot } from './received'

/** Words that follow the mention of the bot; a bot's name may contain blanks. */
const COMMAND_WORDS = ['查', '报备', '申诉', '裁决', '判给', '我的客户', '绑定', '帮助']

/** Turns the sender's id into a userid: opaque when the bot's creator is no super administrator (document 101039). */
export type ResolveSender = (event: BotEvent) => Promise<string>

/** Messages and taps that reach the bot, over WebSocket or HTTP. */
export function botHandler(resolveSender: ResolveSender, directory: Directory): Handler<string> {
  return {
    async prepare(context: Context, payload) {
      const userId = await resolveSender(eventOfBot(payload))
      await admitMember(context, directory, userId)
      return userId
    },
    apply: (tx, payload, userId) => apply(tx, eventOfBot(payload), userId),
    async refuse(tx, payload, error) {
      const event = eventOfBot(payload)
      if (event.type !== 'card-tap') return refusal(error.message)
      // The card stays as it is for everybody; only the one who tapped is told why.
      await tx.send({ type: 'notice', to: { kind: 'member', userId: event.userId }, notice: refusal(error.message) })
      return undefined
    },
    say: (tx, payload, notice) => sayTo(tx, eventOfBot(payload), notice),
  }
}

async function apply(tx: Tx, event: BotEvent, userId: string): Promise<Notice | undefined> {
  if (event.type === 'chat-opened') return helpCard()
  if (event.type !== 'text' && event.type !== 'card-tap') return undefined
  const member = tx.as(await actorFor(tx, userId), 'bot') as Tx
  const place = await placeOf(tx, event)
  if (event.type === 'card-tap') return (await runCardAction(member, event.actionKey, place)).card
  return handleText(member, withoutMention(event.text, COMMAND_WORDS), place)
}

async function placeOf(tx: Tx, event: BotEvent): Promise<Place> {
  if (event.chat.kind === 'single') return { kind: 'single' }
  const { chatId } = event.chat
  const group = await tx.manager.findOneBy(GroupEntity, { chatId })
  return { kind: 'group', chatId, groupId: group?.id, addressed: true }
}

/** An answer that could not be given in time: into the group when it is bound, else to the member. */
async function sayTo(tx: Tx, event: BotEvent, notice: Notice): Promise<void> {
  const place = await placeOf(tx, event)
  const to =
    place.kind === 'group' && place.groupId
      ? ({ kind: 'group', groupId: place.groupId } as const)
      : ({ kind: 'member', userId: event.userId } as const)
  await tx.send({ type: 'notice', to, notice })
}
