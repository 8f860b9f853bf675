import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Middleware } from 'koa'
import serve from 'koa-static'

const YEAR_S = 31_536_000

/**
 * The built console under `/console/`; `/setup/` is the same application. Files with a hash in their name never
 * change; the page that names them is asked for every time.
 */
export function consoleFiles(directory: string): Middleware {
  const files = serve(directory, {
    maxage: 0,
    setHeaders: (res, path) => void res.setHeader('Cache-Control', cacheControl(path)),
  })
  const built = existsSync(join(directory, 'index.html'))
  return async (ctx, next) => {
    const match = /^\/(console|setup)(\/.*)?$/.exec(ctx.path)
    if (!match || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next()
    if (!match[2]) return ctx.redirect(`/${match[1]}/${ctx.search}`)
    if (!built) {
      ctx.status = 503
      ctx.body = '管理后台还没有构建：请运行 npm run build'
      return
    }
    const asked = ctx.path
    ctx.path = match[2] === '/' ? '/index.html' : match[2]
    await files(ctx, async () => undefined)
    ctx.path = asked
  }
}

function cacheControl(path: string): string {
  return path.includes('/assets/') ? `public, max-age=${YEAR_S}, immutable` : 'no-cache'
}
