import type { Channel } from '../delivery/channel'
import { type AppMessageBody, appMessage } from './api-messages'
import { recordSentCard } from './app-cards'
import { linksOf, noticeOf } from './delayed'
import { renderAppCard } from './render-card'
import { sendResult } from './send-result'
import type { WecomClient } from './wecom-client'

/** Messages of the app in a member's own chat with it (document 90236); more are dropped by WeCom without a word (90312). */
export function appChannel({ messages }: Pick<WecomClient, 'messages'>): Channel {
  return {
    name: 'app',
    recognisesRepeats: true,
    can: ({ message }, to) => message.type === 'notice' && to.kind === 'member',
    limits: to => (to.kind === 'member' ? [{ bucket: `app:${to.userId}`, perMinute: 30, perHour: 1000 }] : []),
    render(message, to, context): AppMessageBody {
      if (to.kind !== 'member') throw new Error('the app writes to members only')
      return appMessage(
        to.userId,
        context.config.wecom.agentId,
        renderAppCard(noticeOf(message, context), message.id, linksOf(context)),
      )
    },
    send: (context, { id, message }, body, to) =>
      sendResult(async () => {
        const { undelivered, responseCode } = await messages.sendToMember(body as AppMessageBody)
        if (undelivered) {
          return { outcome: 'failed', error: '成员不在应用的可见范围，或没有激活企业微信', tellAdmin: true }
        }
        const { subject } = message.type === 'notice' ? message.notice : message
        if (!responseCode || !subject || to.kind !== 'member') return { outcome: 'sent' }
        try {
          await context.transaction(tx => recordSentCard(tx, { taskId: id, subject, userId: to.userId, responseCode }))
        } catch (error) {
          // It was said; only its later change is lost, and the card shows the state at its next tap.
          context.log.warn({ err: error, outbox: id }, 'permission to change the card not kept')
        }
        return { outcome: 'sent' }
      }),
  }
}
