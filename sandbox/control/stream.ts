import { PassThrough } from 'node:stream'
import type { Context } from 'koa'
import type { Tenant } from '../tenant'

/** Server-sent events: tells the page what changed; the page then asks again for what it shows. */
export function stream(tenant: Tenant, ctx: Context): void {
  const out = new PassThrough()
  ctx.type = 'text/event-stream'
  ctx.set('Cache-Control', 'no-store')
  ctx.body = out
  out.write('retry: 1000\n\n')
  const send = (change: object) => out.write(`data: ${JSON.stringify(change)}\n\n`)
  const beat = setInterval(() => out.write(': still here\n\n'), 20_000)
  beat.unref()
  const end = () => {
    clearInterval(beat)
    tenant.world.changes.off('change', send)
    out.end()
  }
  tenant.world.changes.on('change', send)
  tenant.world.changes.once('close', end)
  ctx.req.on('close', () => {
    tenant.world.changes.off('close', end)
    end()
  })
}
