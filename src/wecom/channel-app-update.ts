import type { Context } from '../context'
import type { Channel, SendResult } from '../delivery/channel'
import { changeableCards, giveBackCode, takeCode } from './app-cards'
import { linksOf, noticeOf } from './delayed'
import { renderAppCardUpdate } from './render-card'
import { sendResult } from './send-result'
import type { AppCardRow } from './tables'
import type { Card } from './template-card'
import type { WecomClient } from './wecom-client'
import { WecomError } from './wecom-error'

/** Nothing was done with the code, so it can be used again. */
const UNTOUCHED = new Set(['busy', 'backoff', 'unreachable', 'settings'])

/**
 * Brings all cards about a subject to their new state (document 94888). Each permission works once, even when its answer is
 * lost; so a repeat goes on with the cards that were not reached, and a card whose change has an unknown end is left alone.
 */
export function appUpdateChannel({ messages }: Pick<WecomClient, 'messages'>): Channel {
  /** Tries the permissions of one card until one is accepted; a card without a usable one shows its state at its next tap. */
  async function update(context: Context, codes: AppCardRow[], card: Card, messageId: string): Promise<SendResult> {
    for (const code of codes) {
      if (!(await takeCode(context, code.id, messageId))) continue
      const result = await sendResult(async () => {
        try {
          await messages.updateCard(code.userId, context.config.wecom.agentId, code.responseCode, card)
        } catch (error) {
          if (error instanceof WecomError && UNTOUCHED.has(error.failure)) await giveBackCode(context, code.id)
          throw error
        }
        return { outcome: 'sent' }
      })
      if (result.outcome !== 'failed') return result
      context.log.info({ outbox: messageId, error: result.error }, 'card not changed with this permission')
    }
    return { outcome: 'sent' }
  }

  return {
    name: 'app-update',
    recognisesRepeats: false,
    can: ({ message }) => message.type === 'card-update',
    limits: () => [],
    render: (message, _to, context): Card => renderAppCardUpdate(noticeOf(message, context), linksOf(context)),
    async send(context, { id, message }, body) {
      if (message.type !== 'card-update') throw new Error('only card updates')
      const results: SendResult[] = []
      for (const codes of await changeableCards(context, message.subject, id))
        results.push(await update(context, codes, body as Card, id))
      // A card that can still be reached is worth another try; one that cannot shows its state at its next tap.
      const order = ['retry', 'uncertain'] as const
      return (
        order.map(outcome => results.find(result => result.outcome === outcome)).find(Boolean) ?? { outcome: 'sent' }
      )
    },
  }
}
