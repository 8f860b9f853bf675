import type { Context, Tx } from '../context'
import { AppError } from '../errors'
import { finish, postpone } from './claim'
import { InboxEntity, type InboxRow, type InboxSource } from './inbox.entity'
import type { Notice } from './messages'

/**
 * What a kind of message does. `prepare` fetches what is needed from outside, before the transaction;
 * `apply` makes the change. Its return value is the answer to the sender.
 */
export interface Handler<Prepared = unknown> {
  prepare?(context: Context, payload: string): Promise<Prepared>
  apply(tx: Tx, payload: string, prepared: Prepared): Promise<Notice | undefined>
  /** Words for the sender when the use case refused; runs after everything it did was taken back. */
  refuse(tx: Tx, payload: string, refusal: AppError): Promise<Notice | undefined>
  /** Sends an answer as a message of its own: the sender is no longer waiting, or cannot wait. */
  say(tx: Tx, payload: string, notice: Notice): Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: what prepare returns is the handler's own business
export type Handlers = Record<InboxSource, Handler<any>>

/** `now`: the caller carries the answer itself. `later`: it goes into the outbox with the change. */
export type AnswerMode = 'now' | 'later'

/** Runs one inbox row to its end. Returns the answer in mode `now`; a failure is written to the row for a later try. */
export async function handleInbox(
  context: Context,
  handlers: Handlers,
  id: string,
  mode: AnswerMode = 'later',
): Promise<Notice | undefined> {
  const row = await context.read.findOneBy(InboxEntity, { id })
  if (row?.status !== 'waiting') return undefined
  const scoped: Context = Object.create(context, { requestId: { value: id } })
  try {
    return await run(scoped, handlers[row.source], row, mode)
  } catch (error) {
    context.log.error(
      { err: error, inbox: id, kind: row.kind, attempt: row.attempts },
      'event failed, will be tried again',
    )
    await postpone(context, 'inbox', row, error instanceof Error ? error.message : String(error))
    return undefined
  }
}

async function run(context: Context, handler: Handler, row: InboxRow, mode: AnswerMode): Promise<Notice | undefined> {
  const payload = context.vault.open(row.payload)
  const once = (effect: (tx: Tx) => Promise<Notice | undefined>) =>
    context.transaction(async tx => {
      // First the claim, then the effect: a second worker that finds the row done changes nothing.
      if (!(await finish(tx, 'inbox', row.id))) return undefined
      const notice = await effect(tx)
      if (notice && mode === 'later') await handler.say(tx, payload, notice)
      return notice
    })
  try {
    const prepared = await handler.prepare?.(context, payload)
    return await once(tx => handler.apply(tx, payload, prepared))
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error
    return once(tx => handler.refuse(tx, payload, error))
  }
}

/** For an answer that came after the deadline. */
export async function sayLater(context: Context, handlers: Handlers, row: InboxRow, notice: Notice): Promise<void> {
  await context.transaction(tx => handlers[row.source].say(tx, tx.vault.open(row.payload), notice))
}
