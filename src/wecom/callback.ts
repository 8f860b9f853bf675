import type { Middleware } from 'koa'
import type { Logger } from '../log'
import { answerOrHold, type HoldOptions } from './answer-or-hold'
import { checkAddress } from './check-address'
import { type CallbackSecrets, callbackCrypto } from './crypto'
import { readRawBody } from './raw-body'
import { type ReceivedMessage, receivedFromApp } from './received'
import { Refusal } from './refusal'
import { signedQuery } from './signed-query'
import { decodeUtf8 } from './utf8'
import { readXml } from './xml'
import { textOf } from './xml-fields'

export interface AppCallbackOptions extends HoldOptions {
  secrets: CallbackSecrets
  /** Puts the message into the inbox; resolves once it is committed, also when it was there already. */
  store(message: ReceivedMessage): Promise<void>
  log: Logger
}

/** A body that takes longer than this is not WeCom's. */
export const BODY_TIMEOUT_MS = 3_000

/**
 * `GET` and `POST /wecom/callback` (document 90930): verify, decrypt, store, answer empty. What follows from a message is the
 * worker's business, so that the answer stays far below the five seconds WeCom waits.
 */
export function appCallback(options: AppCallbackOptions): { check: Middleware; receive: Middleware } {
  const crypto = callbackCrypto(options.secrets)
  return {
    check: checkAddress(options, crypto),
    receive: answerOrHold(options, async ctx => {
      const query = signedQuery(ctx.query)
      const envelope = readXml(decodeUtf8(await readRawBody(ctx.req, BODY_TIMEOUT_MS)))
      const encrypted = textOf(envelope, 'Encrypt')
      if (!encrypted) throw new Refusal('envelope', 'no Encrypt')
      await options.store(receivedFromApp(crypto.open(query, encrypted)))
      ctx.body = ''
    }),
  }
}
