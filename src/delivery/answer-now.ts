import type { Context } from '../context'
import { LEASE_MS } from './claim'
import { type Handlers, handleInbox, sayLater } from './handle-inbox'
import { InboxEntity } from './inbox.entity'
import type { Notice } from './messages'
import type { Receive, Received } from './receive'

export interface Answering {
  context: Context
  receive: Receive
  handlers: Handlers
  /** Names this server. */
  holder: string
}

/**
 * For entrances whose answer carries content: stores the message, runs its use case at once on this server, commits,
 * and returns what to answer. Too late, or failed for now: undefined, and the answer goes out as a normal message.
 * @param deadlineMs from now
 * @throws when the message could not be stored
 */
export async function answerNow(
  { context, receive, handlers, holder }: Answering,
  message: Received,
  deadlineMs: number,
): Promise<Notice | undefined> {
  const { id, isNew } = await receive(message, { holder, until: context.now() + LEASE_MS })
  if (!isNew) return undefined
  let late = false
  const work = handleInbox(context, handlers, id, 'now').then(async notice => {
    if (!late || !notice) return notice
    await sayLater(context, handlers, await context.read.findOneByOrFail(InboxEntity, { id }), notice)
    return undefined
  })
  const tooLate = after(deadlineMs).then(() => {
    late = true
    return undefined
  })
  return Promise.race([work, tooLate])
}

const after = (ms: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, ms).unref()
  })
