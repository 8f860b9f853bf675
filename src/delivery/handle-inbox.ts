import type { Context, Tx } from '../context'
import { AppError } from '../errors'
import { finish, postpone } from './claim'
import { InboxEntity, type InboxRow, type InboxSource } from './inbox.entity'
import type { Notice } from './messages'

/**
 * What a kind of message does. `prepare` fetches what is needed from outside, before the transaction;
 * `apply` makes the change. Its return value is the answer to the sender, where the entrance has one.
 */
export interface Handler<Prepared = unknown> {
  prepare?(context: Context, payload: string): Promise<Prepared>
  apply(tx: Tx, payload: string, prepared: Prepared): Promise<Notice | undefined>
  /** Tells the sender why the use case refused; runs after everything it did was taken back. */
  refuse(tx: Tx, payload: string, refusal: AppError): Promise<Notice | undefined>
}

export type Handlers = Record<InboxSource, Handler>

/** The answer of a job, or `undefined` when it has none or was done before. */
export async function handleInbox(context: Context, handlers: Handlers, id: string): Promise<Notice | undefined> {
  const row = await context.read.findOneBy(InboxEntity, { id })
  if (row?.status !== 'waiting') return undefined
  const scoped = Object.assign(Object.create(context), { requestId: id }) as Context
  try {
    return await run(scoped, handlers[row.source], row)
  } catch (error) {
    context.log.error(
      { err: error, inbox: id, kind: row.kind, attempt: row.attempts },
      'event failed, will be tried again',
    )
    await postpone(context, 'inbox', row, error instanceof Error ? error.message : String(error))
    return undefined
  }
}

async function run(context: Context, handler: Handler, row: InboxRow): Promise<Notice | undefined> {
  const payload = context.vault.open(row.payload)
  const once = (effect: (tx: Tx) => Promise<Notice | undefined>) =>
    context.transaction(async tx => {
      // First the claim, then the effect: a second worker that finds the row done changes nothing.
      if (!(await finish(tx, 'inbox', row.id))) return undefined
      return effect(tx)
    })
  try {
    const prepared = await handler.prepare?.(context, payload)
    return await once(tx => handler.apply(tx, payload, prepared))
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error
    return once(tx => handler.refuse(tx, payload, error))
  }
}
