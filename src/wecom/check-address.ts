import type { Middleware } from 'koa'
import { answerOrHold, type HoldOptions } from './answer-or-hold'
import type { CallbackCrypto } from './crypto'
import { echoString, signedQuery } from './signed-query'

/** The GET by which WeCom checks an address when it is entered: the challenge comes back in the clear (document 90930). */
export const checkAddress = (options: HoldOptions, crypto: CallbackCrypto): Middleware =>
  answerOrHold(options, async ctx => {
    ctx.body = crypto.open(signedQuery(ctx.query), echoString(ctx.query))
    ctx.type = 'text/plain'
  })
