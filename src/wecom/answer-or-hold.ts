import type { Context, Middleware } from 'koa'
import type { Logger } from '../log'
import { Refusal } from './refusal'

export interface HoldOptions {
  log: Logger
  /** After this the connection is cut, unanswered; below the 5 s after which WeCom gives up itself. */
  cutAfterMs?: number
  /** Counts refusals by code, for the metrics. */
  onRefused?(code: string): void
}

const CUT_AFTER_MS = 4_500

/**
 * Runs a callback handler so that its answer is true: 200 only when it finished, a 4xx for what can never be right, and no
 * answer at all when the fault is ours (the database is away) or it takes too long. WeCom repeats only what it got no answer
 * to, three times, so silence is the one way to get the message again.
 */
export function answerOrHold(options: HoldOptions, handle: (ctx: Context) => Promise<void>): Middleware {
  return async ctx => {
    const cut = new Promise<'cut'>(resolve => {
      const timer = setTimeout(() => resolve('cut'), options.cutAfterMs ?? CUT_AFTER_MS)
      ctx.res.once('close', () => clearTimeout(timer))
    })
    ctx.status = 200
    try {
      // What is still running when the time is over may finish: the inbox knows the message by its key when it comes again.
      const outcome = await Promise.race([handle(ctx).then(() => 'answered' as const), cut])
      if (outcome === 'answered') return
      options.log.error({ path: ctx.path }, 'callback not stored in time, connection cut')
    } catch (error) {
      if (error instanceof Refusal) {
        refuse(ctx, error, options)
        return
      }
      options.log.error({ err: error, path: ctx.path }, 'callback not stored, connection held and cut')
      await cut
    }
    ctx.respond = false
    ctx.req.socket.destroy()
  }
}

function refuse(ctx: Context, refusal: Refusal, { log, onRefused }: HoldOptions): void {
  onRefused?.(refusal.code)
  log.warn({ code: refusal.message, path: ctx.path, ip: ctx.ip }, 'callback refused')
  ctx.status = refusal.status
  ctx.type = 'text/plain'
  ctx.body = refusal.code
  // What is left of the body is not read: the connection cannot be used for another request.
  if (!ctx.req.readableEnded) ctx.set('Connection', 'close')
}
