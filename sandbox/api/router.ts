import Router from '@koa/router'
import type { Context } from 'koa'
import { type Dict, dict } from '../cards/read'
import { must, WecomError } from '../core/errors'
import type { Fault } from '../core/faults'
import { readBody } from '../http/body'
import type { Tenant } from '../tenant'
import { customerEndpoints } from './customers'
import { directoryEndpoints } from './directory'
import { groupMessageEndpoints } from './group-messages'
import { groupEndpoints } from './groups'
import { loginEndpoints } from './login'
import { mediaEndpoints } from './media'
import { messageEndpoints } from './messages'
import { type ApiRequest, Download, type Endpoint } from './request'
import { checkToken, tokenEndpoints } from './token'
import { transferEndpoints } from './transfer'
import { updateCardEndpoints } from './update-card'

const MAX_BODY = 24 * 1024 * 1024

/** `/cgi-bin/*`: every call is logged, may meet a fault, is checked for its token, then handled. */
export function apiRouter(tenant: Tenant): Router {
  const router = new Router({ prefix: '/cgi-bin' })
  const endpoints: Endpoint[] = [
    ...tokenEndpoints,
    ...directoryEndpoints,
    ...customerEndpoints,
    ...groupEndpoints,
    ...transferEndpoints,
    ...messageEndpoints(),
    ...updateCardEndpoints,
    ...groupMessageEndpoints(),
    ...mediaEndpoints,
    ...loginEndpoints,
  ]
  for (const endpoint of endpoints) {
    const serve = (ctx: Context) => call(tenant, endpoint, ctx)
    if (endpoint.method === 'GET') router.get(`/${endpoint.path}`, serve)
    else router.post(`/${endpoint.path}`, serve)
  }
  return router
}

async function call(tenant: Tenant, endpoint: Endpoint, ctx: Context): Promise<void> {
  const { world } = tenant
  const started = Date.now()
  const raw = await readBody(ctx.req, MAX_BODY)
  const name = `${endpoint.method} ${endpoint.path}`
  const fault = world.faults.strike(name, 'api')
  if (fault?.kind === 'slow') await new Promise(done => setTimeout(done, fault.ms ?? 1000))
  let answer: Dict | Download = {}
  let error: WecomError | undefined
  if (!prevents(fault)) {
    try {
      answer = await handle(tenant, endpoint, ctx, raw, fault)
    } catch (thrown) {
      if (!(thrown instanceof WecomError)) throw thrown
      error = thrown
    }
  }
  const text =
    endpoint.method === 'GET' ? new URL(ctx.href).search.replace(/access_token=[^&]*&?/, '') : printable(ctx, raw)
  const entry = {
    at: world.now(),
    endpoint: name,
    errcode: error?.errcode ?? 0,
    fault: fault?.kind,
    ms: Date.now() - started,
  }
  world.calls.add(entry, text)
  if (spoilAnswer(ctx, fault)) return
  if (answer instanceof Download && !error) {
    ctx.type = answer.contentType
    ctx.set('Content-Disposition', `attachment; filename="${encodeURIComponent(answer.filename)}"`)
    ctx.body = answer.data
    return
  }
  ctx.type = 'application/json; charset=UTF-8'
  // HTTP 200 also for errors: only errcode counts (document 90313)
  ctx.body = JSON.stringify(
    error ? { errcode: error.errcode, errmsg: error.message } : { errcode: 0, errmsg: 'ok', ...answer },
  )
}

const printable = (ctx: Context, raw: Buffer) =>
  ctx.is('multipart') ? `[multipart ${raw.length} bytes]` : raw.toString('utf8')

/** Faults in which nothing is done. */
const prevents = (fault: Fault | undefined) =>
  fault !== undefined && ['timeout', 'reset', 'html', 'empty', 'http', 'outage'].includes(fault.kind)

async function handle(
  tenant: Tenant,
  endpoint: Endpoint,
  ctx: Context,
  raw: Buffer,
  fault: Fault | undefined,
): Promise<Dict | Download> {
  if (fault?.kind === 'errcode') throw new WecomError(fault.errcode ?? -1, 'fault of the sandbox')
  const query = new URL(ctx.href).searchParams
  if (!endpoint.open) {
    checkToken(tenant.world, query.get('access_token'))
    must(tenant.world.settings.trustedIp, 60020, `not allow to access from your ip, from ip: ${ctx.ip}`)
  }
  const contentType = ctx.get('content-type')
  const request: ApiRequest = { query, raw, contentType, body: {} }
  if (endpoint.method === 'POST' && !contentType.startsWith('multipart/')) request.body = parse(raw)
  return endpoint.handle(tenant, request)
}

function parse(raw: Buffer): Dict {
  if (raw.length === 0) return {}
  try {
    return dict(JSON.parse(raw.toString('utf8')))
  } catch {
    throw new WecomError(40058, 'Warning: wrong json format.')
  }
}

/** Spoils the answer as the fault says; true when there is nothing more to write. */
function spoilAnswer(ctx: Context, fault: Fault | undefined): boolean {
  switch (fault?.kind) {
    case 'timeout':
    case 'timeout-after':
      ctx.respond = false // held open until the client gives up
      return true
    case 'reset':
    case 'reset-after':
    case 'outage':
      ctx.respond = false
      ctx.req.socket.destroy()
      return true
    case 'html':
      ctx.type = 'text/html'
      ctx.body = '<html><body><h1>502 Bad Gateway</h1></body></html>'
      return true
    case 'empty':
      ctx.status = 200
      ctx.type = 'application/json'
      ctx.body = Buffer.alloc(0)
      return true
    case 'http':
      ctx.status = fault.status ?? 502
      ctx.body = 'fault of the sandbox'
      return true
    default:
      return false
  }
}
