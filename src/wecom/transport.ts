import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { type AxiosInstance } from 'axios'
import { objectOf } from './json-fields'
import { WecomError } from './wecom-error'

export interface RawRequest {
  method: 'GET' | 'POST'
  /** Below `/cgi-bin`, e.g. `/message/send`. */
  path: string
  query?: Record<string, string>
  body?: unknown
  /** A fresh connection: a kept one may have been closed by the other side, which looks like a lost answer. */
  fresh?: boolean
}

export type RawAnswer = { errcode: number; errmsg: string; json: object }
export type Transport = (request: RawRequest) => Promise<RawAnswer>

const TIMEOUT_MS = 8_000
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])

/**
 * One HTTP exchange with WeCom. An answer is an answer only if it is a JSON object with a number as `errcode`: what a
 * captive portal or a gateway says in HTML tells nothing about what WeCom did.
 *
 * @throws WecomError 'unreachable' when the request cannot have arrived, else 'uncertain'
 */
export function createTransport(apiBase: string, timeoutMs = TIMEOUT_MS): Transport {
  const loopback = /^https?:\/\/(127\.|localhost|\[::1\])/.test(apiBase)
  const client: AxiosInstance = axios.create({
    baseURL: `${apiBase}/cgi-bin`,
    timeout: timeoutMs,
    maxRedirects: 0,
    maxContentLength: 32 * 1024 * 1024,
    responseType: 'text',
    transformResponse: [(text: unknown) => text],
    validateStatus: () => true,
    ...(loopback && { proxy: false }),
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 50, timeout: 30_000 }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: 50, timeout: 30_000 }),
  })
  return async request => {
    try {
      const { status, data } = await client.request<string>({
        method: request.method,
        url: request.path,
        params: request.query,
        data: request.body,
        ...(request.fresh && { httpAgent: undefined, httpsAgent: undefined }),
      })
      return readAnswer(request.path, status, data)
    } catch (error) {
      if (error instanceof WecomError) throw error
      throw lost(request.path, error)
    }
  }
}

function readAnswer(api: string, status: number, text: unknown): RawAnswer {
  let json: unknown
  try {
    json = JSON.parse(String(text), withoutNull)
  } catch {
    json = undefined
  }
  const { errcode = 0, errmsg = '' } = objectOf(json)
  if (json === undefined || Object.keys(objectOf(json)).length === 0 || typeof errcode !== 'number') {
    throw new WecomError(
      'uncertain',
      api,
      '企业微信的回答无法识别，请检查网络出口或代理',
      undefined,
      undefined,
      `HTTP ${status}, ${String(text).length} bytes, no JSON object`,
    )
  }
  if (status >= 500)
    throw new WecomError(
      'uncertain',
      api,
      '企业微信的回答无法识别，请检查网络出口或代理',
      undefined,
      undefined,
      `HTTP ${status}`,
    )
  return { errcode, errmsg: String(errmsg), json: json as object }
}

/** What WeCom writes as null is not there; a field that is left out has its default. */
const withoutNull = (_key: string, value: unknown): unknown => value ?? undefined

/** The original error is not kept: it holds the whole request, with token and body. */
function lost(api: string, error: unknown): WecomError {
  const code = axios.isAxiosError(error) ? (error.code ?? '') : ''
  const cause = (error as { cause?: { syscall?: string } }).cause
  const neverSent = NEVER_SENT.has(code) || (code === 'ETIMEDOUT' && cause?.syscall === 'connect')
  return neverSent
    ? new WecomError('unreachable', api, '连不上企业微信，请检查服务器的网络和 DNS', undefined, 5_000, code)
    : new WecomError(
        'uncertain',
        api,
        '没有收到企业微信的回答，不能确定是否已经执行',
        undefined,
        undefined,
        code || 'no answer',
      )
}
