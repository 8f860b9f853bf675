import type Router from '@koa/router'
import type { Context as Koa } from 'koa'
import type { Config } from '../../config'
import { AppError } from '../errors'
import { type Identity, login } from '../member/login'
import { SESSION_MS } from '../member/sessions'
import { sameSecret } from '../privacy/vault'
import { addressKey } from './address'
import { SESSION_COOKIE } from './authenticate'

/** Binds the answer of WeCom's login page to the browser that asked for it, and remembers where it wanted to go. */
const STATE_COOKIE = 'baobei_login'
const STATE_MS = 10 * 60_000
const RETURN_TO = ['/console/', '/setup/']

/** Login of the console: `/auth/wecom/login` → WeCom's page → `/auth/wecom/callback` → cookie. */
export function webLogin(router: Router, config: Config, identity: Identity): void {
  const https = config.publicUrl.startsWith('https://')
  const cookie = {
    httpOnly: true,
    sameSite: 'lax',
    secure: https,
    path: '/',
    overwrite: true,
  } as const

  router.use('/auth', (ctx, next) => {
    // TLS may end at a proxy in front of us; what counts is what the browser sees.
    Object.assign(ctx.cookies, { secure: https })
    return next()
  })

  router.get('/auth/wecom/login', ctx => {
    const wanted = String(ctx.query.to ?? '')
    const to = RETURN_TO.includes(wanted) ? wanted : RETURN_TO[0]!
    // The answer comes to PUBLIC_URL; a browser that came by another name would not show its cookie there.
    if (ctx.host !== new URL(config.publicUrl).host && ctx.query.moved === undefined) {
      ctx.redirect(`${config.publicUrl}/auth/wecom/login?to=${encodeURIComponent(to)}&moved=1`)
      return
    }
    const state = ctx.state.context.randomBytes(16).toString('hex')
    ctx.cookies.set(STATE_COOKIE, `${state}:${to}`, { ...cookie, maxAge: STATE_MS })
    ctx.set('Cache-Control', 'no-store')
    ctx.redirect(loginPage(config, state, /wxwork/i.test(ctx.get('User-Agent'))))
  })

  router.get('/auth/wecom/callback', async ctx => {
    const [state = '', to = ''] = (ctx.cookies.get(STATE_COOKIE) ?? '').split(':')
    ctx.cookies.set(STATE_COOKIE, '', { ...cookie, maxAge: 0 })
    ctx.set('Cache-Control', 'no-store')
    const back = RETURN_TO.includes(to) ? to : RETURN_TO[0]!
    try {
      const { token } = await finish(ctx, state)
      ctx.cookies.set(SESSION_COOKIE, token, { ...cookie, maxAge: SESSION_MS.console })
      ctx.redirect(back)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      ctx.redirect(`${back}?login=${error.code}`)
    }
  })

  /** Anybody may present a code here, but only the browser that started gets in: otherwise one could be logged in as somebody else. */
  function finish(ctx: Koa, state: string) {
    const { code, state: returned } = ctx.query
    const mine = typeof returned === 'string' && /^[0-9a-f]{32}$/.test(state) && sameSecret(state, returned)
    if (!mine || typeof code !== 'string' || !/^[\w.-]{1,512}$/.test(code))
      throw new AppError('unauthenticated', '登录页已过期，请重新登录')
    return login(ctx.state.context, identity, { kind: 'console', code, address: addressKey(ctx.ip) })
  }
}

/** OAuth inside WeCom (document 91022), the scan page elsewhere (document 98152). */
export function loginPage({ publicUrl, wecom }: Config, state: string, insideWecom: boolean): string {
  const redirect = `${publicUrl}/auth/wecom/callback`
  const agent = String(wecom.agentId)
  if (insideWecom) {
    const query = new URLSearchParams({
      appid: wecom.corpId,
      redirect_uri: redirect,
      response_type: 'code',
      scope: 'snsapi_base',
      state,
      agentid: agent,
    })
    return `${wecom.oauthBase}/connect/oauth2/authorize?${query}#wechat_redirect`
  }
  const query = new URLSearchParams({
    login_type: 'CorpApp',
    appid: wecom.corpId,
    agentid: agent,
    redirect_uri: redirect,
    state,
    lang: 'zh',
  })
  return `${wecom.loginBase}/wwlogin/sso/login?${query}`
}
