import type { Context } from '../context'
import { listDeadLetters, retryDeadLetter } from '../delivery/dead-letters'
import { lastCallbackAt } from '../delivery/last-callback'
import type { SetupPorts } from '../setup/check'
import { lastChecks, runChecks } from '../setup/run-checks'
import { type Endpoint, endpoint } from './endpoint'
import { cursor, DONE, Done, id, instant, page } from './schemas'
import { count, queues } from './status'
import { z } from './zod'

const Check = z
  .object({
    id: z.string(),
    title: z.string(),
    status: z.enum(['ok', 'warn', 'fail', 'unknown']),
    message: z.string(),
    fix: z.string(),
  })
  .openapi('Check')
const CheckRun = z.object({ ranAt: instant().optional(), checks: z.array(Check) }).openapi('CheckRun')

const Status = z
  .object({
    mode: z.enum(['sandbox', 'production']),
    inbox: z.object({ waiting: z.number().int(), dead: z.number().int() }),
    outbox: z.object({ waiting: z.number().int(), dead: z.number().int(), uncertain: z.number().int() }),
    lagMs: z.object({ inbox: z.number().int(), outbox: z.number().int() }),
    lastCallbackAt: instant().optional(),
    members: z.number().int(),
    customers: z.number().int(),
    openDisputes: z.number().int(),
    openReviewItems: z.number().int(),
  })
  .openapi('Status')

const Box = z.enum(['inbox', 'outbox'])
const DeadLetter = z
  .object({
    id: z.string(),
    box: Box,
    status: z
      .enum(['dead', 'uncertain'])
      .openapi({ description: 'dead：已放弃；uncertain：发出后没有回音，可能已送达' }),
    kind: z.string(),
    place: z.string(),
    attempts: z.number().int(),
    lastError: z.string(),
    createdAt: instant(),
  })
  .openapi('DeadLetter')

const admin = { tag: '管理', access: 'admin' } as const

async function status(context: Context): Promise<z.input<typeof Status>> {
  return {
    mode: context.config.mode,
    ...(await queues(context)),
    lastCallbackAt: await lastCallbackAt(context),
    members: await count(context, "SELECT COUNT(*) AS n FROM member WHERE status = 'active'"),
    customers: await count(context, 'SELECT COUNT(*) AS n FROM customer'),
    openDisputes: await count(context, "SELECT COUNT(*) AS n FROM dispute WHERE status IN ('open', 'appealed')"),
    openReviewItems: await count(context, "SELECT COUNT(*) AS n FROM review_item WHERE status = 'open'"),
  }
}

/** @param syncNow starts a synchronisation with WeCom in the background */
export const operationRoutes = (setup: SetupPorts, syncNow: (context: Context) => Promise<void>): Endpoint[] => [
  endpoint({ ...admin, method: 'get', path: '/api/v1/admin/status', summary: '运行状况', answer: Status, run: status }),
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/setup',
    summary: '上次检查设置的结果',
    answer: CheckRun,
    run: lastChecks,
  }),
  endpoint({
    ...admin,
    method: 'post',
    path: '/api/v1/admin/setup/run',
    summary: '重新检查设置',
    answer: CheckRun,
    run: context => runChecks(context, setup),
  }),
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/dead-letters',
    summary: '死信：放弃处理的事件，没发出或不知是否送达的消息',
    query: z.strictObject({ box: Box, cursor: cursor() }),
    answer: page(DeadLetter),
    run: (context, { query }) => listDeadLetters(context, query),
  }),
  endpoint({
    ...admin,
    method: 'post',
    path: '/api/v1/admin/dead-letters/{box}/{id}/retry',
    summary: '重试一条死信',
    params: z.strictObject({ box: Box, id: id() }),
    answer: Done,
    async run(context, { params }) {
      await retryDeadLetter(context, params.box, params.id)
      return DONE
    },
  }),
  endpoint({
    ...admin,
    method: 'post',
    path: '/api/v1/admin/sync',
    summary: '立即与企业微信同步（在后台进行）',
    status: 202,
    answer: Done,
    async run(context) {
      await context.transaction(tx => tx.audit({ action: 'sync.requested', subject: `member:${tx.actor.userId}` }))
      await syncNow(context)
      return DONE
    },
  }),
]
