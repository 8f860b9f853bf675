// Who is logged in. The token comes from the server, lives for hours, and is renewed silently (http/login.ts).
import { forget, load, save } from './storage'

export type Role = 'rep' | 'manager' | 'admin'

export interface Member {
  userId: string
  name: string
  roles: Role[]
  department: string
}

export interface Session {
  token: string
  /** epoch ms */
  expiresAt: number
  member: Member
}

const KEY = 'session'
let session: Session | undefined

export function restoreSession(): void {
  session = load<Session>(KEY)
}

export function currentSession(now = Date.now()): Session | undefined {
  return session && session.expiresAt > now ? session : undefined
}

export function startSession(started: Session): void {
  session = started
  save(KEY, started, started.expiresAt)
}

export function endSession(): void {
  session = undefined
  forget(KEY)
}

/** Managers and administrators see their teams. */
export function isManager(): boolean {
  return currentSession()?.member.roles.some(role => role !== 'rep') ?? false
}
