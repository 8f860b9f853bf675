import { endSession, type Member } from '../core/session'
import { login } from '../http/login'
import { get, post } from '../http/request'

export const getMe = (): Promise<Member> => get<Member>('/api/v1/me')

/** Ends the session on the server and starts a new one: roles and department are read again. */
export async function renewSession(): Promise<Member> {
  await post('/api/v1/logout')
  endSession()
  return (await login()).member
}
