import type Router from '@koa/router'
import type { Context as Koa } from 'koa'
import type { Context } from '../context'
import { AppError, invalid } from '../errors'
import { Actors } from './actors'
import { addressKey } from './address'
import { authenticate, requireAccess } from './authenticate'
import { readJson } from './body'
import { checkInput, singleValues } from './check-input'
import type { Caller, Endpoint } from './endpoint'
import { PerMinute } from './rate-limit'

export interface Limits {
  /** Requests without a session, and refused ones, per address and minute. */
  anonymous: number
  /** Requests per member and minute. */
  member: number
}

export const DEFAULT_LIMITS: Limits = { anonymous: 300, member: 600 }

/** The chain every endpoint passes: rate limit → authentication → validation → use case → presentation. */
export class Chain {
  private readonly actors = new Actors()
  private readonly strangers: PerMinute
  private readonly members: PerMinute

  constructor(limits: Limits, now: () => number) {
    this.strangers = new PerMinute(limits.anonymous, now)
    this.members = new PerMinute(limits.member, now)
  }

  mount(router: Router, endpoint: Endpoint): void {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1')
    router[endpoint.method](path, ctx => this.handle(ctx, endpoint))
  }

  private async handle(ctx: Koa, endpoint: Endpoint): Promise<void> {
    const { context, caller } = await this.identify(ctx, endpoint)
    const input = {
      params: checkInput(endpoint.params, ctx.params),
      query: checkInput(endpoint.query, singleValues(ctx.query)),
      body: endpoint.body && checkInput(endpoint.body, await readJson(ctx)),
      caller,
    }
    if (endpoint.stream && !ctx.is(endpoint.stream)) throw invalid(`请求内容的类型须是 ${endpoint.stream.join(' 或 ')}`)
    const result = await endpoint.run(context, input as never)
    ctx.status = endpoint.status
    ctx.set('Cache-Control', 'no-store')
    ctx.body = endpoint.answer.parse(result)
  }

  private async identify(ctx: Koa, endpoint: Endpoint): Promise<{ context: Context; caller: Caller }> {
    const context: Context = ctx.state.context
    const caller: Caller = { address: addressKey(ctx.ip), request: ctx.req }
    if (endpoint.access === 'anyone') {
      spend(this.strangers, caller.address)
      return { context, caller }
    }
    const { actor, session } = await this.member(ctx, context, caller.address)
    spend(this.members, actor.userId)
    requireAccess(actor, endpoint.access)
    return { context: context.as(actor), caller: { ...caller, session } }
  }

  /** A request that fails to say who it is uses up the address's patience; colleagues behind the same address do not. */
  async member(ctx: Koa, context: Context, address = addressKey(ctx.ip)) {
    try {
      return await authenticate(ctx, context, this.actors)
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated') spend(this.strangers, address)
      throw error
    }
  }
}

function spend(limit: PerMinute, key: string): void {
  const retryAfterMs = limit.take(key)
  if (retryAfterMs) throw new AppError('too_many', '请求太频繁了，请稍后再试', { retryAfterMs })
}
