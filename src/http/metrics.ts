import type { Context as Koa } from 'koa'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Context } from '../context'
import { forbidden } from '../errors'
import { isLoopback } from './address'
import { DecisionCounter } from './decisions'
import { queues } from './status'

/** What a monitoring system reads at `/metrics` (Prometheus text). Figures of the database are read when asked. */
export class Metrics {
  readonly registry = new Registry()
  private readonly jobs = new Gauge({
    name: 'baobei_jobs',
    help: 'Jobs that are not done',
    labelNames: ['box', 'status'],
    registers: [this.registry],
  })
  private readonly lag = new Gauge({
    name: 'baobei_lag_seconds',
    help: 'Age of the oldest waiting job',
    labelNames: ['box'],
    registers: [this.registry],
  })
  private readonly decided = new Counter({
    name: 'baobei_decisions_total',
    help: 'Decisions of the whole company since this server started, by audit action',
    labelNames: ['action'],
    registers: [this.registry],
  })
  /** Callbacks that can never be right, by reason. */
  readonly refusedCallbacks = new Counter({
    name: 'baobei_callbacks_refused_total',
    help: 'Callbacks refused, by reason',
    labelNames: ['code'],
    registers: [this.registry],
  })
  /** What is said to the bot while nobody is connected is lost by the platform. */
  readonly botGaps = new Counter({
    name: 'baobei_bot_gap_seconds_total',
    help: 'Time without a bot connection',
    registers: [this.registry],
  })
  private readonly decisions: DecisionCounter

  constructor(startedAt: number, processMetrics: boolean) {
    this.decisions = new DecisionCounter(startedAt)
    if (processMetrics) collectDefaultMetrics({ register: this.registry })
  }

  async text(context: Context): Promise<string> {
    const { inbox, outbox, lagMs } = await queues(context)
    for (const [box, states] of Object.entries({ inbox, outbox }))
      for (const [status, value] of Object.entries(states)) this.jobs.set({ box, status }, value)
    for (const [box, ms] of Object.entries(lagMs)) this.lag.set({ box }, ms / 1000)
    for (const [action, value] of Object.entries(await this.decisions.next(context)))
      this.decided.inc({ action }, value)
    return this.registry.metrics()
  }
}

/** Only from this machine, or for an administrator. @throws forbidden, unauthenticated */
export async function requireMonitor(
  ctx: Koa,
  member: () => Promise<{ actor: { roles: readonly string[] } }>,
): Promise<void> {
  if (isLoopback(ctx.req.socket.remoteAddress, ctx.req.headers)) return
  const { actor } = await member()
  if (!actor.roles.includes('admin')) throw forbidden('只有管理员可以查看')
}
