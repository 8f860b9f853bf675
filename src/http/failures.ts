import type { Context as Koa, Middleware } from 'koa'
import { isConflict, isUnavailable } from '../db/failures'
import { AppError } from '../errors'
import type { Logger } from '../log'

/** The one place where an error becomes an answer. What is not a refusal of ours is logged in full and told to nobody. */
export function failures(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body === undefined && ctx.respond !== false) answer(ctx, nothingHere())
    } catch (error) {
      answer(ctx, refusalOf(error, ctx, log))
    }
  }
}

const nothingHere = () => new AppError('not_found', '没有这个地址，请检查网址')

function refusalOf(error: unknown, ctx: Koa, log: Logger): AppError {
  if (error instanceof AppError) {
    if (error.status >= 500)
      log.warn({ err: error, requestId: ctx.state.requestId, route: ctx.routerPath }, 'request could not be served')
    return error
  }
  const status = (error as { status?: unknown }).status
  if (status === 400 || status === 404)
    return status === 404 ? nothingHere() : new AppError('invalid_input', '请求格式不对')
  log.error({ err: error, requestId: ctx.state.requestId, route: ctx.routerPath }, 'request failed')
  if (isUnavailable(error) || isConflict(error)) return new AppError('unavailable', '系统正忙，请稍后重试')
  return new AppError('internal', `系统出错了，请稍后重试；如仍出现，请把编号 ${ctx.state.requestId} 告诉管理员`)
}

function answer(ctx: Koa, error: AppError): void {
  ctx.status = error.status
  ctx.set('Cache-Control', 'no-store')
  const retryAfterMs = error.details?.retryAfterMs
  if (typeof retryAfterMs === 'number') ctx.set('Retry-After', String(Math.max(1, Math.ceil(retryAfterMs / 1000))))
  // The rest of a refused body is not read, so the connection cannot carry another request.
  if (!ctx.req.readableEnded && ctx.method !== 'GET') ctx.set('Connection', 'close')
  ctx.body = {
    error: { code: error.code, message: error.message, ...(error.details ? { details: error.details } : {}) },
  }
}
