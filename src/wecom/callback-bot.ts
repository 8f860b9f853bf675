import type { Middleware } from 'koa'
import type { Notice } from '../delivery/messages'
import { answerOrHold, type HoldOptions } from './answer-or-hold'
import type { BotEvent } from './bot-event-types'
import { botReply } from './bot-reply'
import { BODY_TIMEOUT_MS } from './callback'
import { checkAddress } from './check-address'
import { type CallbackSecrets, callbackCrypto } from './crypto'
import { objectOf, stringOf } from './json-fields'
import type { LinkOptions } from './page-link'
import { readRawBody } from './raw-body'
import { type ReceivedMessage, receivedFromBot } from './received'
import { Refusal } from './refusal'
import { signedQuery } from './signed-query'
import { decodeUtf8 } from './utf8'

/**
 * Stores a message, runs its use case at once and returns what to answer; undefined when there is nothing to say, or when the
 * deadline passed first: then the answer goes out later as a message of its own. Rejects only when nothing was stored.
 *
 * @param deadlineMs milliseconds from now
 */
export type AnswerNow = (message: ReceivedMessage, deadlineMs: number) => Promise<Notice | undefined>

export interface BotCallbackOptions extends HoldOptions {
  secrets: CallbackSecrets
  answer: AnswerNow
  links: LinkOptions
  newId(): string
  now(): number
  /** Uses one place of the chat's limit; false when none is left (answers count like pushes). */
  mayAnswer?(event: BotEvent): Promise<boolean>
  /** For an answer there was no place for: says it as a message of its own. */
  answerLater?(message: ReceivedMessage, notice: Notice): Promise<void>
}

/** WeCom waits five seconds; storing, sealing and the way back need their share. */
export const ANSWER_DEADLINE_MS = 4_000

/** `GET` and `POST /wecom/bot`: the bot in HTTP mode, a JSON envelope with the same encryption (document 101033). */
export function botCallback(options: BotCallbackOptions): { check: Middleware; receive: Middleware } {
  const crypto = callbackCrypto(options.secrets)
  return {
    check: checkAddress(options, crypto),
    receive: answerOrHold(options, async ctx => {
      const query = signedQuery(ctx.query)
      const envelope = parseJson(decodeUtf8(await readRawBody(ctx.req, BODY_TIMEOUT_MS)))
      const encrypted = stringOf(objectOf(envelope), 'encrypt')
      if (!encrypted) throw new Refusal('envelope', 'no encrypt')
      const { message, event } = receivedFromBot(parseJson(crypto.open(query, encrypted)))
      ctx.body = ''
      // Answers are finished when they are sent, so there is never a rest to ask for.
      if (event.type === 'stream-poll') return
      const notice = await options.answer(message, ANSWER_DEADLINE_MS)
      if (!notice || event.type === 'unused' || event.type === 'replaced') return
      if (options.mayAnswer && !(await options.mayAnswer(event))) {
        await options.answerLater?.(message, notice)
        return
      }
      const reply = botReply(event, notice, options.links, options.newId)
      ctx.body = sealed(JSON.stringify(reply), options)
    }),
  }

  function sealed(text: string, { now, newId }: BotCallbackOptions): object {
    const timestamp = Math.floor(now() / 1000)
    const nonce = newId()
    const { encrypt, signature } = crypto.seal(text, String(timestamp), nonce)
    return { encrypt, msgsignature: signature, timestamp, nonce }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('json')
  }
}
