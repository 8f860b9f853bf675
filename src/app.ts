import { createServer, type Server } from 'node:http'
import Router from '@koa/router'
import Koa from 'koa'
import type { Config } from '../config'
import type { MakeContext } from './create-context'
import { accessLog, requestContext } from './http/access-log'
import { consoleFiles } from './http/console-files'
import { docsPage } from './http/docs-page'
import { endpointsOf, type RouteServices } from './http/endpoints'
import { failures } from './http/failures'
import { securityHeaders } from './http/headers'
import { health } from './http/health'
import { type Metrics, requireMonitor } from './http/metrics'
import { Chain, DEFAULT_LIMITS, type Limits } from './http/mount'
import { openPage } from './http/open-page'
import { openApiDocument } from './http/openapi'
import { redirects } from './http/redirects'
import { webLogin } from './http/web-login'
import type { Logger } from './log'

export interface AppDeps extends RouteServices {
  config: Config
  log: Logger
  makeContext: MakeContext
  now(): number
  /** Steps of the schema; `/readyz` waits for all of them. */
  migrations: number
  /** Where the built console lies. */
  consoleDirectory: string
  /** `/wecom/callback` and `/wecom/bot`, which have rules of their own. */
  wecom?: Router
  metrics: Metrics
  limits?: Limits
}

/** Builds the web server's application; nothing listens yet. */
export function buildApp(deps: AppDeps): Koa {
  const { config, log } = deps
  const app = new Koa({ proxy: config.trustProxy, maxIpsCount: 1 })
  app.on('error', error => log.error({ err: error }, 'answer could not be sent'))
  // Callbacks have checks and answers of their own and come in bursts: nothing stands before them.
  if (deps.wecom) app.use(deps.wecom.routes())
  app.use(requestContext(deps.makeContext))
  app.use(accessLog(log))
  app.use(failures(log))
  app.use(securityHeaders(config))
  app.use(routes(deps).routes())
  app.use(consoleFiles(deps.consoleDirectory))
  return app
}

function routes(deps: AppDeps): Router {
  const router = new Router()
  const chain = new Chain(deps.limits ?? DEFAULT_LIMITS, deps.now)
  const endpoints = endpointsOf(deps)
  for (const endpoint of endpoints) chain.mount(router, endpoint)
  documentation(router, openApiDocument(endpoints, deps.config.publicUrl))
  health(router, deps.log, deps.migrations)
  monitoring(router, deps, chain)
  webLogin(router, deps.config, deps.identity)
  redirects(router, deps.config)
  openPage(router, deps.config)
  return router
}

function documentation(router: Router, document: ReturnType<typeof openApiDocument>): void {
  const page = docsPage(document)
  router.get('/api/openapi.json', ctx => {
    ctx.body = document
  })
  router.get('/api/docs', ctx => {
    ctx.type = 'html'
    ctx.body = page
  })
}

function monitoring(router: Router, deps: AppDeps, chain: Chain): void {
  const { metrics } = deps
  router.get('/metrics', async ctx => {
    await requireMonitor(ctx, () => chain.member(ctx, ctx.state.context))
    ctx.type = metrics.registry.contentType
    ctx.body = await metrics.text(ctx.state.context)
  })
}

/** Time limits against clients that send slowly on purpose; an upload of 20 MB over a poor line fits. */
const HEADERS_MS = 15_000
const REQUEST_MS = 300_000

/** Starts to listen. @throws when the port is taken */
export function listen(app: Koa, { port, host }: { port: number; host: string }): Promise<Server> {
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, maxHeaderSize: 16_384 },
    app.callback(),
  )
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
}
