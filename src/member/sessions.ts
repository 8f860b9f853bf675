import { createHash } from 'node:crypto'
import type { Context, Tx } from '../context'
import { SessionEntity, type SessionRow } from './session.entity'

const HOUR = 3_600_000

/** How long a log-in lasts. The mini-program asks for a new code without bothering anybody. */
export const SESSION_MS = { miniprogram: 2 * HOUR, console: 12 * HOUR } as const
export type SessionKind = keyof typeof SESSION_MS

const TOKEN = /^[A-Za-z0-9_-]{43}$/
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Opens a session. The token (256 random bits, base64url) leaves in the answer and is not kept.
 * @returns the token and when it ends, epoch ms
 */
export async function openSession(
  tx: Tx,
  userId: string,
  kind: SessionKind,
): Promise<{ token: string; expiresAt: number }> {
  const token = tx.randomBytes(32).toString('base64url')
  const createdAt = tx.now()
  const expiresAt = createdAt + SESSION_MS[kind]
  await tx.manager.insert(SessionEntity, { tokenHash: hashOf(token), userId, kind, createdAt, expiresAt })
  await tx.audit({ action: 'session.opened', subject: `member:${userId}`, data: { kind } })
  return { token, expiresAt }
}

/** The session a token stands for; `undefined` when there is none or it has ended. */
export async function findSession(context: Context, token: string): Promise<SessionRow | undefined> {
  if (!TOKEN.test(token)) return undefined
  const row = await context.read.findOneBy(SessionEntity, { tokenHash: hashOf(token) })
  return row && row.expiresAt > context.now() ? row : undefined
}

/** Ends a session: from the next request on, its token is worth nothing, on every server. */
export async function closeSession(context: Context, session: SessionRow): Promise<void> {
  await context.transaction(async tx => {
    const { affected } = await tx.manager.delete(SessionEntity, { tokenHash: session.tokenHash })
    if (affected) await tx.audit({ action: 'session.closed', subject: `member:${session.userId}` })
  })
}
