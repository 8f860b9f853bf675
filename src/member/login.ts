import { createHash } from 'node:crypto'
import { type Actor, type Context, SYSTEM } from '../context'
import { execute } from '../db/execute'
import { take } from '../delivery/limits'
import { AppError } from '../errors'
import { actorFor, normaliseUserId } from './members'
import { openSession, type SessionKind } from './sessions'

/** Who is behind a login code; implemented with WeCom's API. */
export interface Identity {
  /**
   * Code of `wx.qy.login` (document 91507).
   * @returns the userid; `undefined` for a wrong, used or expired code and for people who are not members
   */
  miniProgram(code: string): Promise<string | undefined>
  /** Code of OAuth inside WeCom or of the scan page (document 91023). */
  oauth(code: string): Promise<string | undefined>
}

export interface LoginRequest {
  kind: SessionKind
  code: string
  /** Network address, see addressKey. */
  address: string
}

export interface Login {
  token: string
  /** Epoch ms. */
  expiresAt: number
  actor: Actor
}

/** Wrong codes an address may try in a minute, and log-ins an account may make. */
export const LOGIN_TRIES_PER_MINUTE = 10
const MINUTE = 60_000
const DAY = 86_400_000

/**
 * Turns a login code into a session. Tries are counted in the database before WeCom is asked, and given back
 * when the code was good, so that many colleagues behind one address do not lock each other out.
 * @throws unauthenticated for a bad code, too_many, forbidden for people outside the app's visible range
 */
export async function login(
  context: Context,
  identity: Identity,
  { kind, code, address }: LoginRequest,
): Promise<Login> {
  const system = context.as(SYSTEM)
  const window = context.now() - (context.now() % MINUTE)
  const bucket = `login:${address}`
  await startTry(system, bucket, window, code)
  const userId = await (kind === 'miniprogram' ? identity.miniProgram(code) : identity.oauth(code))
  if (!userId) throw badCode()
  await giveBackTry(system, bucket, window)
  const actor = await actorFor(system, normaliseUserId(userId))
  const session = await context.as(actor).transaction(async tx => {
    if (!(await take(tx, `login-account:${actor.userId}`, window, LOGIN_TRIES_PER_MINUTE)))
      throw tooMany(context, window)
    return openSession(tx, actor.userId, kind)
  })
  return { ...session, actor }
}

/** WeCom takes a code once; so do we, in case two requests bring it at the same time. */
async function startTry(system: Context, bucket: string, window: number, code: string): Promise<void> {
  const now = system.now()
  const digest = createHash('sha256').update(code).digest('hex')
  const outcome = await system.transaction(async tx => {
    if (!(await take(tx, bucket, window, LOGIN_TRIES_PER_MINUTE))) return 'too-many'
    return (await take(tx, `login-code:${digest}`, now - (now % DAY), 1)) ? 'go' : 'used'
  })
  if (outcome === 'too-many') throw tooMany(system, window)
  if (outcome === 'used') throw badCode()
}

async function giveBackTry(system: Context, bucket: string, window: number): Promise<void> {
  const sql = 'UPDATE rate_use SET used = used - 1 WHERE bucket = ? AND window_start = ? AND used > 0'
  await system.transaction(tx => execute(tx.manager, sql, [bucket, window]))
}

const badCode = () => new AppError('unauthenticated', '登录码无效或已过期，请重新打开页面登录')
const tooMany = (context: Context, window: number) =>
  new AppError('too_many', '登录尝试太频繁，请一分钟后再试', { retryAfterMs: window + MINUTE - context.now() })
