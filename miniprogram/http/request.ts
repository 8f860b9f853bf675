// What services call: session, silent renewal and errors around one HTTP call.
import { currentSession, endSession } from '../core/session'
import { fromAnswer } from './errors'
import { login } from './login'
import { type Call, send } from './send'

const UNAUTHORIZED = 401

/**
 * Calls the API as the member who is logged in; logs in first when nobody is, and once more when the session was
 * refused. Resolves with the body, rejects with an ApiError whose message can be shown.
 */
export async function request<T>(method: Call['method'], path: string, data?: object): Promise<T> {
  const { token } = currentSession() ?? (await login())
  let answer = await send({ method, path, data, token })
  if (answer.status === UNAUTHORIZED) {
    endSession()
    const renewed = await login()
    answer = await send({ method, path, data, token: renewed.token })
  }
  if (answer.status >= 200 && answer.status < 300) return answer.body as T
  throw fromAnswer(answer.status, answer.body)
}

export const get = <T>(path: string, query: Query = {}): Promise<T> => request('GET', path + queryText(query))
export const post = <T>(path: string, data: object = {}): Promise<T> => request('POST', path, data)

type Query = Record<string, string | number | undefined>

/** `?a=1&b=2`; empty values are left out. */
export function queryText(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return pairs.length ? `?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}` : ''
}
