import { timeText } from '../cards/text'
import type { Context } from '../context'
import type { OutboxMessage } from '../delivery/channel'
import type { Notice } from '../delivery/messages'
import { renderText } from './render-text'

const LATE_MS = 10 * 60_000

/** The notice of a message, marked when it waited so long that its reader would take it for news. */
export function noticeOf({ message, createdAt }: OutboxMessage, context: Context): Notice {
  const { notice } = message
  if (message.type === 'card-update' || context.now() - createdAt < LATE_MS) return notice
  const mark = `（延迟送达，发生于 ${timeText(createdAt)}）`
  return { ...notice, body: notice.body ? `${mark}\n${notice.body}` : mark }
}

/** A message as plain text, for channels without cards and markdown. */
export const plainText = (message: OutboxMessage, context: Context): string => renderText(noticeOf(message, context))

/** What rendering needs to know about where links lead. */
export const linksOf = ({ config }: Context) => ({
  publicUrl: config.publicUrl,
  miniProgramAppId: config.wecom.miniProgramAppId,
})
