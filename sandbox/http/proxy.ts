import { request } from 'node:http'
import type { Context } from 'koa'

/** Passes a request on to the server, so that the preview's calls have one origin. */
export function proxy(ctx: Context, serverUrl: string): Promise<void> {
  return new Promise(resolve => {
    if (!serverUrl) {
      ctx.status = 502
      ctx.body = { error: { code: 'NO_SERVER', message: '沙箱没有配置报备服务的地址' } }
      resolve()
      return
    }
    const target = new URL(ctx.originalUrl, serverUrl)
    const headers = { ...ctx.headers, host: target.host }
    const onward = request(target, { method: ctx.method, headers }, answer => {
      ctx.status = answer.statusCode ?? 502
      for (const [name, value] of Object.entries(answer.headers)) {
        if (value !== undefined && name !== 'connection' && name !== 'transfer-encoding') ctx.set(name, value)
      }
      ctx.body = answer
      resolve()
    })
    onward.on('error', () => {
      ctx.status = 502
      ctx.body = { error: { code: 'SERVER_DOWN', message: '报备服务没有应答，请稍后再试' } }
      resolve()
    })
    ctx.req.pipe(onward)
  })
}
