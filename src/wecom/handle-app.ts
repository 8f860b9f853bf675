import { refusal } from '../cards/chat-cards'
import { runCardAction } from '../chat/card-actions'
import { handleText } from '../chat/handle-text'
import type { Directory } from '../contact/directory'
import type { Tx } from '../context'
import type { Handler } from '../delivery/handle-inbox'
import type { Notice } from '../delivery/messages'
import { actorFor } from '../member/members'
import { admitMember } from '../organisation/admit-member'
import { keepResponseCode } from './app-cards'
import type { CardTap, WecomEvent } from './event-types'
import { handleChange, type PreparedChange, prepareChange } from './handle-change'
import { eventOfApp } from './received'

/** Messages and events of the app (`/wecom/callback`): routing table from event to use case. */
export function appHandler(directory: Directory): Handler<PreparedChange> {
  return {
    async prepare(context, payload) {
      const event = eventOfApp(payload)
      const speaker = speakerOf(event)
      // Who speaks before the next synchronisation is asked of WeCom, as at a log-in.
      if (speaker) await admitMember(context, directory, speaker)
      return prepareChange(context, directory, event)
    },
    apply: (tx, payload, prepared) => apply(tx, eventOfApp(payload), prepared),
    // Somebody who may not use the app, or a button out of date: told privately, nothing else happened.
    refuse: async (_tx, payload, error) => (speakerOf(eventOfApp(payload)) ? refusal(error.message) : undefined),
    async say(tx, payload, notice) {
      const userId = speakerOf(eventOfApp(payload))
      if (userId) await tx.send({ type: 'notice', to: { kind: 'member', userId }, notice })
    },
  }
}

async function apply(tx: Tx, event: WecomEvent, prepared: PreparedChange): Promise<Notice | undefined> {
  switch (event.type) {
    case 'text': {
      const member = await as(tx, event.userId)
      return handleText(member, event.text, { kind: 'single' })
    }
    case 'card-tap':
    case 'card-menu':
      return tap(await as(tx, event.userId), event)
    default:
      await handleChange(tx, event, prepared)
      return undefined
  }
}

/** The tap itself brings a permission to change the card; the use case's own update takes it, or we show the present state. */
async function tap(tx: Tx, event: CardTap): Promise<undefined> {
  await keepResponseCode(tx, event)
  const { card, changed } = await runCardAction(tx, event.actionKey, { kind: 'single' })
  if (!changed && card.subject) await tx.send({ type: 'card-update', subject: card.subject, notice: card })
  return undefined
}

const as = async (tx: Tx, userId: string): Promise<Tx> => tx.as(await actorFor(tx, userId), 'app-message') as Tx

/** Who waits for an answer. */
function speakerOf(event: WecomEvent): string | undefined {
  return event.type === 'text' || event.type === 'card-tap' || event.type === 'card-menu' ? event.userId : undefined
}
