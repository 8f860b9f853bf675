import type { Channel } from '../delivery/channel'
import { linksOf, noticeOf } from './delayed'
import { MARKDOWN_BYTES, renderMarkdown } from './render-markdown'
import { sendResult } from './send-result'
import type { WecomClient } from './wecom-client'

/** Says where the buttons are that a markdown message cannot have. */
export const BUTTON_HINT = '在与应用的私聊卡片里点按钮，或打开详情'

/**
 * A group's webhook (document 99110): writes markdown, reads nothing. WeCom delivers a repeat again, so what got no answer is
 * not repeated – and after that nothing more is risked before WeCom has answered something harmless: an outage costs the
 * messages that were on their way when it began, not all that follow.
 */
export function webhookChannel({ messages }: Pick<WecomClient, 'messages'>): Channel {
  let silent = false
  return {
    name: 'webhook',
    recognisesRepeats: false,
    can: ({ message }, to) => message.type === 'notice' && to.kind === 'group' && Boolean(to.webhookKey),
    limits: to => (to.kind === 'group' ? [{ bucket: `webhook:${to.groupId}`, perMinute: 20 }] : []),
    render: (message, _to, context): string =>
      renderMarkdown(noticeOf(message, context), MARKDOWN_BYTES.webhook, linksOf(context), BUTTON_HINT),
    async send(_context, _message, body, to) {
      if (silent && !(await messages.answers())) return { outcome: 'retry', error: '企业微信没有应答，恢复后发送' }
      const result = await sendResult(async () => {
        if (to.kind !== 'group' || !to.webhookKey)
          return { outcome: 'failed', error: '群没有设置消息推送', tellAdmin: true }
        await messages.sendToWebhook(to.webhookKey, body as string)
        return { outcome: 'sent' }
      })
      silent = result.outcome === 'uncertain'
      return result
    },
  }
}
