import { createSharedValue, type TokenStore, type ValueSource } from './shared-value'
import type { Transport } from './transport'
import { failureOf, WecomError } from './wecom-error'

export interface TokenOptions {
  transport: Transport
  store: TokenStore
  corpId: string
  agentId: number
  secret: string
  /** Names this server. */
  holder: string
  now(): number
  sleep(ms: number): Promise<void>
  random(): number
}

const TRIES = 3

/** The access token of the app (document 91039): one for all servers, fetched once however many callers want it. */
export function createAccessToken(options: TokenOptions): ValueSource {
  const { transport, corpId, agentId, secret, now, sleep, random } = options
  const once = async () => {
    const query = { corpid: corpId, corpsecret: secret }
    const { errcode, errmsg, json } = await transport({ method: 'GET', path: '/gettoken', query })
    if (errcode !== 0) throw failureOf('/gettoken', errcode, errmsg, random)
    const { access_token: value, expires_in: seconds } = json as { access_token?: unknown; expires_in?: unknown }
    if (typeof value !== 'string' || value === '')
      throw new WecomError('uncertain', '/gettoken', '企业微信的回答里没有 access_token')
    return { value, expiresAt: now() + (typeof seconds === 'number' && seconds > 0 ? seconds : 7_200) * 1000 }
  }
  const fetch = async () => {
    for (let tries = 1; ; tries++) {
      try {
        return await once()
      } catch (error) {
        if (!(error instanceof WecomError)) throw error
        const passing = error.failure === 'busy' || error.failure === 'uncertain' || error.failure === 'unreachable'
        if (passing && tries < TRIES) {
          await sleep(200 * 2 ** tries * (0.5 + random()))
          continue
        }
        // Without a token the call itself was never made, so nothing about it is uncertain.
        throw error.failure === 'uncertain'
          ? new WecomError('unreachable', error.api, error.advice, error.errcode, 5_000)
          : error
      }
    }
  }
  return createSharedValue({ ...options, name: `token:${corpId}:${agentId}`, fetch })
}
