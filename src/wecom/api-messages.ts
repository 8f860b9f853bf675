import { z } from 'zod'
import type { Api } from './client'
import type { Card } from './template-card'
import { WecomError } from './wecom-error'

/** Within this time WeCom does not deliver the same JSON again (document 90236); four hours are the most it takes. */
const DUPLICATE_CHECK_SECONDS = 14_400

/** A message of the app to one member. Rendered once and sent unchanged, so that a repeat is recognised. */
export interface AppMessageBody {
  touser: string
  msgtype: 'template_card'
  agentid: number
  template_card: Card
  enable_id_trans: 0
  enable_duplicate_check: 1
  duplicate_check_interval: number
}

export function appMessage(userId: string, agentId: number, card: Card): AppMessageBody {
  return {
    touser: userId,
    msgtype: 'template_card',
    agentid: agentId,
    template_card: card,
    enable_id_trans: 0,
    enable_duplicate_check: 1,
    duplicate_check_interval: DUPLICATE_CHECK_SECONDS,
  }
}

const Sent = z.object({
  invaliduser: z.string().default(''),
  msgid: z.string().default(''),
  response_code: z.string().default(''),
})
const Nothing = z.object({})

export function messagesApi(api: Api) {
  return {
    /** Whether WeCom answers at all, whatever it says. Changes nothing, tried once. */
    async answers(): Promise<boolean> {
      try {
        await api({ method: 'GET', path: '/department/list', query: { id: '1' }, idempotent: false }, Nothing)
        return true
      } catch (error) {
        if (!(error instanceof WecomError)) throw error
        return error.failure !== 'uncertain' && error.failure !== 'unreachable'
      }
    },

    /** @returns `undelivered` when WeCom took the message but not its receiver */
    async sendToMember(body: AppMessageBody): Promise<{ undelivered: boolean; responseCode: string }> {
      // Not idempotent here: WeCom recognises the repeat, but whether to repeat is for the outbox to decide and to count.
      const answer = await api({ method: 'POST', path: '/message/send', body, idempotent: false }, Sent)
      return { undelivered: answer.invaliduser !== '', responseCode: answer.response_code }
    },

    /** Changes the card of one member; the code is used up even if the answer is lost (document 94888). */
    async updateCard(userId: string, agentId: number, responseCode: string, card: Card): Promise<void> {
      const body = {
        userids: [userId],
        agentid: agentId,
        response_code: responseCode,
        enable_id_trans: 0,
        template_card: card,
      }
      await api({ method: 'POST', path: '/message/update_template_card', body, idempotent: false }, Nothing)
    },

    /** Into the group of a webhook (document 99110). WeCom does not recognise repeats. */
    async sendToWebhook(key: string, markdown: string): Promise<void> {
      const body = { msgtype: 'markdown', markdown: { content: markdown } }
      await api(
        {
          method: 'POST',
          path: '/webhook/send',
          query: { key },
          body,
          idempotent: false,
          anonymous: true,
          fresh: true,
        },
        Nothing,
      )
    },
  }
}
