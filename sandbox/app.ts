import { createServer } from 'node:http'
import { join } from 'node:path'
import Koa from 'koa'
import { apiRouter } from './api/router'
import { controlRouter } from './control/router'
import { type Credentials, credentials as fixedCredentials } from './credentials'
import { type DemoSize, seedCompany } from './demo/company'
import { loginRouter } from './http/login-pages'
import { proxy } from './http/proxy'
import { serveFile } from './http/static'
import { Tenant } from './tenant'

export interface SandboxOptions {
  /** 0 takes a free port. */
  port: number
  /** Default 127.0.0.1: the sandbox has no protection of its own. */
  host?: string
  /** Default ':memory:'. */
  stateFile?: string
  /** Where callbacks go, e.g. http://127.0.0.1:3000; '' for nowhere (can be set later by POST /sandbox/api/server). */
  serverUrl?: string
  credentials?: Credentials
  now?: () => number
  /** What an empty state is filled with; default 'none'. */
  demo?: DemoSize
  callbackTimeoutMs?: number
  callbackRetryMs?: number
  /** Folder of the project, where sandbox/web, preview-dist and node_modules are. */
  root?: string
}

export interface Sandbox {
  /** http://127.0.0.1:PORT */
  url: string
  /** ws://127.0.0.1:PORT/bot */
  botUrl: string
  tenant: Tenant
  /** The control API as a function: `control('POST', '/send', {userid, chatId, text})`. */
  control<T = Record<string, unknown>>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T>
  close(): Promise<void>
}

/** Starts the stand-in for WeCom on its own port. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const tenant = new Tenant({
    credentials: options.credentials ?? fixedCredentials,
    stateFile: options.stateFile ?? ':memory:',
    serverUrl: options.serverUrl ?? '',
    now: options.now,
    callbackTimeoutMs: options.callbackTimeoutMs,
    callbackRetryMs: options.callbackRetryMs,
  })
  if (tenant.world.members.size === 0) seedCompany(tenant, options.demo ?? 'none')
  const app = makeApp(tenant, options.root ?? process.cwd())
  const server = createServer(app.callback())
  tenant.bot.attach(server)
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  const url = `http://127.0.0.1:${port}`
  tenant.bot.http.selfUrl = url
  tenant.queue.resume()
  return {
    url,
    botUrl: `ws://127.0.0.1:${port}/bot`,
    tenant,
    control: (method, path, body) => control(url, method, path, body),
    close: async () => {
      tenant.world.changes.emit('close')
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      tenant.close()
      await closed
    },
  }
}

async function control<T>(url: string, method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${url}/sandbox/api${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })
  const result = (await answer.json()) as T & { error?: string }
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${result.error ?? answer.status}`)
  return result
}

function makeApp(tenant: Tenant, root: string): Koa {
  const app = new Koa()
  // Connections cut on purpose are no news; anything else is.
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
      process.stderr.write(`sandbox: ${error.stack ?? error.message}\n`)
    }
  })
  app.use(apiRouter(tenant).routes())
  app.use(controlRouter(tenant).routes())
  app.use(loginRouter(tenant).routes())
  app.use(async (ctx, next) => {
    const { path } = ctx
    if (path === '/') ctx.redirect('/sandbox/')
    else if (path === '/sandbox' || path === '/preview') ctx.redirect(`${path}/${ctx.search}`)
    else if (path.startsWith('/api/')) await proxy(ctx, tenant.world.serverUrl)
    else if (path === '/sandbox/vue.js')
      await serveFile(ctx, join(root, 'node_modules/vue/dist'), 'vue.esm-browser.prod.js')
    else if (path.startsWith('/sandbox/'))
      await serveFile(ctx, join(root, 'sandbox/web'), path.slice('/sandbox/'.length))
    else if (path.startsWith('/preview/'))
      await servePreview(ctx, join(root, 'preview-dist'), path.slice('/preview/'.length))
    else await next()
  })
  return app
}

async function servePreview(ctx: Koa.Context, folder: string, path: string): Promise<void> {
  if (await serveFile(ctx, folder, path)) return
  if (path !== '') return
  ctx.status = 503
  ctx.type = 'html'
  ctx.body =
    '<meta charset="utf-8"><p style="font:15px system-ui;padding:24px;color:#8a919f">小程序预览还没有构建，请运行 npm run build。</p>'
}
