import type Router from '@koa/router'
import type { Context } from '../context'
import type { Logger } from '../log'

const READY_WITHIN_MS = 2_000

/** `/healthz`: the process answers. `/readyz`: the database answers and has the newest schema. */
export function health(router: Router, log: Logger, migrations: number): void {
  router.get('/healthz', ctx => {
    ctx.body = { ok: true }
  })
  router.get('/readyz', async ctx => {
    const problem = await within(READY_WITHIN_MS, databaseProblem(ctx.state.context, migrations)).catch(
      (error: unknown) => {
        log.warn({ err: error }, 'not ready')
        return 'database'
      },
    )
    ctx.status = problem ? 503 : 200
    ctx.set('Cache-Control', 'no-store')
    ctx.body = problem ? { ok: false, problem } : { ok: true }
  })
}

async function databaseProblem(context: Context, migrations: number): Promise<'migrations' | undefined> {
  const [row]: { n: number | string }[] = await context.read.query('SELECT COUNT(*) AS n FROM migrations')
  return Number(row?.n ?? 0) < migrations ? 'migrations' : undefined
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
