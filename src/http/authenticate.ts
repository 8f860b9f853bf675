import type { Context as Koa } from 'koa'
import { type Actor, type Context, SYSTEM } from '../context'
import { AppError, forbidden } from '../errors'
import type { SessionRow } from '../member/session.entity'
import { findSession } from '../member/sessions'
import type { Actors } from './actors'
import type { Access } from './endpoint'

export const SESSION_COOKIE = 'baobei_session'
/** Sent by the console with every write. Other sites cannot set it without being asked for permission first. */
export const CSRF_HEADER = 'X-Baobei-Console'

export interface Authenticated {
  actor: Actor
  session: SessionRow
}

/**
 * Finds the member behind a request: `Authorization: Bearer`, else the console's cookie.
 * @throws unauthenticated, or forbidden for a write that another site may have caused
 */
export async function authenticate(ctx: Koa, context: Context, actors: Actors): Promise<Authenticated> {
  const { token, fromCookie } = presented(ctx)
  const session = token ? await findSession(context.as(SYSTEM), token) : undefined
  if (!session) throw new AppError('unauthenticated', '请先登录')
  if (fromCookie) refuseForeignSite(ctx)
  return { actor: await actors.get(context.as(SYSTEM), session.userId), session }
}

function presented(ctx: Koa): { token?: string; fromCookie: boolean } {
  const header = ctx.get('Authorization')
  if (header) return { token: /^Bearer ([\w-]+)$/.exec(header)?.[1], fromCookie: false }
  return { token: ctx.cookies.get(SESSION_COOKIE), fromCookie: true }
}

/** A cookie travels with requests that other sites start; the header does not. */
function refuseForeignSite(ctx: Koa): void {
  if (ctx.method === 'GET' || ctx.method === 'HEAD') return
  const site = ctx.get('Sec-Fetch-Site')
  if (!ctx.get(CSRF_HEADER) || site === 'cross-site') throw forbidden('请求不是从管理后台发出的，请刷新页面后重试')
}

/** @throws forbidden when the role is missing */
export function requireAccess(actor: Actor, access: Access): void {
  if (access === 'admin' && !actor.roles.includes('admin')) throw forbidden('只有管理员可以使用这个功能')
  if (access === 'manager' && !actor.roles.includes('manager') && !actor.roles.includes('admin'))
    throw forbidden('只有主管可以使用这个功能')
}
