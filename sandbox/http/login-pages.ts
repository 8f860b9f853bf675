import Router from '@koa/router'
import type { Context } from 'koa'
import { loginCode } from '../actions/people'
import type { Tenant } from '../tenant'

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)

/**
 * OAuth inside WeCom (document 91022) and scan login (document 98152): "pick a person" instead of a phone.
 * `sandbox_user=U` picks at once. In a frame the person remembered by /sandbox/api/acting is taken, as a phone would be.
 */
export function loginRouter(tenant: Tenant): Router {
  const router = new Router()
  const serve = (ctx: Context) => authorize(tenant, ctx)
  router.get('/connect/oauth2/authorize', serve)
  router.get('/wwlogin/sso/login', serve)
  router.get('/wwopen/sso/qrConnect', serve)
  return router
}

function authorize(tenant: Tenant, ctx: Context): void {
  const { world } = tenant
  const query = new URL(ctx.href).searchParams
  const problem = complain(tenant, query)
  if (problem) {
    ctx.status = 400
    ctx.type = 'html'
    ctx.body = page('无法登录', `<p>${escapeHtml(problem)}</p>`)
    return
  }
  const framed = ctx.get('sec-fetch-dest') === 'iframe'
  const chosen = query.get('sandbox_user') ?? (framed ? ctx.cookies.get('sandbox_person') : undefined)
  const member = world.member(chosen ?? undefined)
  if (member && member.status === 1) {
    const target = new URL(query.get('redirect_uri')!)
    target.searchParams.set('code', loginCode(tenant, member, 'oauth'))
    const state = query.get('state')
    if (state !== null) target.searchParams.set('state', state)
    ctx.redirect(target.href)
    return
  }
  ctx.type = 'html'
  ctx.body = page('选择登录的人', people(tenant, query))
}

function complain(tenant: Tenant, query: URLSearchParams): string | undefined {
  const { corpId, agentId } = tenant.world.credentials
  if (query.get('appid') !== corpId) return `appid 应为 ${corpId}`
  const agent = query.get('agentid')
  if (agent !== null && agent !== String(agentId)) return `agentid 应为 ${agentId}`
  const target = query.get('redirect_uri') ?? ''
  if (!URL.canParse(target)) return 'redirect_uri 不是一个网址'
  // In WeCom the host must be the app's 可信域名 (50001); here: this machine or the server.
  const { hostname } = new URL(target)
  const server = tenant.world.serverUrl ? new URL(tenant.world.serverUrl).hostname : ''
  const trusted = ['127.0.0.1', 'localhost', '[::1]', server]
  return trusted.includes(hostname) ? undefined : `redirect_uri 的域名 ${hostname} 不可信（50001）`
}

function people(tenant: Tenant, query: URLSearchParams): string {
  const links = tenant.world.members
    .values()
    .filter(member => member.status === 1)
    .map(member => {
      const link = new URLSearchParams(query)
      link.set('sandbox_user', member.userId)
      const department = tenant.world.departments.get(String(member.departments[0]))?.name ?? ''
      const label = `${escapeHtml(member.name)} <small>${escapeHtml(member.position || member.role)} · ${escapeHtml(department)}</small>`
      return `<a data-testid="login-${escapeHtml(member.userId)}" href="?${escapeHtml(link.toString())}">${label}</a>`
    })
  return `<p>真的企业微信在这里请人扫码或静默授权。沙箱里点一个人就行。</p><div class="people">${links.join('')}</div>`
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · 演示环境</title><style>
body{margin:0;font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1f2329;background:#f5f6f7}
.banner{background:#fff3d6;color:#7a4b00;text-align:center;padding:6px;font-size:13px}
main{max-width:720px;margin:32px auto;background:#fff;border-radius:10px;padding:24px 28px;box-shadow:0 1px 4px #0001}
h1{font-size:20px;margin:0 0 8px}.people{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:10px}
a{display:block;padding:10px 14px;border:1px solid #e5e6eb;border-radius:8px;color:inherit;text-decoration:none}
a:hover{border-color:#2a6cf0;color:#2a6cf0}small{display:block;color:#8a919f}
</style><div class="banner">演示环境 · 不是真的企业微信</div><main><h1>${title}</h1>${body}</main></html>`
}
