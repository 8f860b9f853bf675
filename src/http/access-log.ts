import type { Middleware } from 'koa'
import { SYSTEM } from '../context'
import type { MakeContext } from '../create-context'
import type { Logger } from '../log'

/** Gives each request its number and its context; the number goes back in a header and into audit and log. */
export function requestContext(makeContext: MakeContext): Middleware {
  return (ctx, next) => {
    const context = makeContext(SYSTEM, 'api')
    Object.assign(ctx.state, { context, requestId: context.requestId })
    ctx.set('X-Request-Id', context.requestId)
    return next()
  }
}

/** One line per request: the route, not the path with its ids; no query, no person, no address. */
export function accessLog(log: Logger): Middleware {
  return async (ctx, next) => {
    const start = performance.now()
    await next()
    const route = String(ctx._matchedRoute ?? '-')
    const line = {
      requestId: ctx.state.requestId,
      method: ctx.method,
      route,
      status: ctx.status,
      ms: Math.round(performance.now() - start),
    }
    if (route === '/healthz' || route === '/readyz') log.debug(line, 'request')
    else log.info(line, 'request')
  }
}
