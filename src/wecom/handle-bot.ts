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
import type { Senders } from './resolve-sender'

/** Words that follow the mention of the bot; a bot's name may contain blanks. */
const COMMAND_WORDS = ['查', '报备', '申诉', '裁决', '判给', '我的客户', '绑定', '帮助']

/** Messages and taps that reach the bot, over WebSocket or HTTP. */
export function botHandler(senders: Senders, directory: Directory): Handler<string> {
  return {
    async prepare(context: Context, payload) {
      const userId = await senders.resolve(eventOfBot(payload))
      await admitMember(context, directory, userId)
      return userId
    },
    apply: (tx, payload, userId) => apply(tx, eventOfBot(payload), userId),
    async refuse(tx, payload, error) {
      const event = eventOfBot(payload)
      if (event.type !== 'card-tap') return refusal(error.message)
      // The card stays as it is for everybody; only the one who tapped is told why.
      await tx.send({
        type: 'notice',
        to: { kind: 'member', userId: senders.known(event) },
        notice: refusal(error.message),
      })
      return undefined
    },
    async say(tx, payload, notice) {
      const event = eventOfBot(payload)
      await sayTo(tx, await placeOf(tx, event), senders.known(event), notice)
    },
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
async function sayTo(tx: Tx, place: Place, userId: string, notice: Notice): Promise<void> {
  const to =
    place.kind === 'group' && place.groupId
      ? ({ kind: 'group', groupId: place.groupId } as const)
      : ({ kind: 'member', userId } as const)
  await tx.send({ type: 'notice', to, notice })
}
