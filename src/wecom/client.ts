import type { z } from 'zod'
import { errorEntry } from './error-table'
import type { ValueSource } from './shared-value'
import type { RawAnswer, RawRequest, Transport } from './transport'
import { failureOf, WecomError } from './wecom-error'

interface ApiRequest extends RawRequest {
  /** Asks only, or may be done twice with the same effect: repeated also when the end of a try is unknown. */
  idempotent: boolean
  /** Without an access token (webhook). */
  anonymous?: boolean
}

export type Api = <T>(request: ApiRequest, answer: z.ZodType<T>) => Promise<T>

export interface ApiOptions {
  transport: Transport
  token: ValueSource
  sleep(ms: number): Promise<void>
  /** 0 ≤ n < 1 */
  random(): number
}

const MAX_TRIES = 3

/**
 * Calls WeCom and does what the error table says as far as a caller need not know: "busy" is tried three times with jitter,
 * a token that is no longer valid is replaced once and the call repeated once. Everything else is the caller's decision.
 *
 * @throws WecomError
 */
export function createApi({ transport, token, sleep, random }: ApiOptions): Api {
  async function once(request: ApiRequest): Promise<RawAnswer> {
    if (request.anonymous) return transport(request)
    const used = await token.get()
    const answer = await transport({ ...request, query: { ...request.query, access_token: used } })
    if (errorEntry(answer.errcode).action !== 'refresh') return answer
    const fresh = await token.replace(used)
    return transport({ ...request, query: { ...request.query, access_token: fresh } })
  }

  async function attempt(request: ApiRequest): Promise<RawAnswer | WecomError> {
    try {
      const answer = await once(request)
      return answer.errcode === 0 ? answer : failureOf(request.path, answer.errcode, answer.errmsg, random)
    } catch (error) {
      if (error instanceof WecomError) return error
      throw error
    }
  }

  return async (request, schema) => {
    for (let tries = 1; ; tries++) {
      const outcome = await attempt(request)
      if (!(outcome instanceof WecomError)) return checked(request.path, outcome.json, schema)
      const again =
        outcome.failure === 'busy' || (request.idempotent && ['unreachable', 'uncertain'].includes(outcome.failure))
      if (!again || tries >= MAX_TRIES) throw outcome
      await sleep(200 * 2 ** tries * (0.5 + random()))
    }
  }
}

/** The fields we use have to have the form we rely on; others are passed over. */
function checked<T>(api: string, json: object, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues
    .map(issue => issue.path.join('.'))
    .slice(0, 5)
    .join(', ')
  throw new WecomError(
    'refused',
    api,
    '企业微信的回答与文档不一致，请升级报备',
    undefined,
    undefined,
    `unexpected form: ${where}`,
  )
}
