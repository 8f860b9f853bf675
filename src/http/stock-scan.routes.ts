import { mergeFinding } from '../merging/merge-finding'
import { latestScan, resumeScan, startScan, stopScan } from '../stock-scan/control-scan'
import { reopenFinding, tellApart } from '../stock-scan/decide-finding'
import { listClusters } from '../stock-scan/review-clusters'
import { type Endpoint, endpoint } from './endpoint'
import { byId, DONE, Done, id, instant, Person, page, paged } from './schemas'
import { z } from './zod'

const Scan = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'stopped', 'done']),
    progress: z.number().openapi({ description: '0 到 1' }),
    compared: z.number().int().openapi({ description: '已比较的客户数' }),
    found: z.number().int().openapi({ description: '这次新发现的相似客户数' }),
    startedBy: Person,
    startedAt: instant(),
    finishedAt: instant().optional(),
  })
  .openapi('StockScan')

const customer = { customerId: z.string(), name: z.string(), owner: Person.optional() }
const Cluster = z
  .object({
    root: z.object(customer).openapi({ description: '最早登记的一个' }),
    members: z
      .array(
        z.object({
          ...customer,
          findingId: z.string(),
          otherId: z.string().openapi({ description: '与哪个客户相似' }),
          score: z.number(),
          sentence: z.string(),
        }),
      )
      .openapi({ description: '还没有处理的，最像的在前' }),
  })
  .openapi('StockCluster')

const admin = { tag: '存量查重', access: 'admin' } as const
const manager = { tag: '存量查重', access: 'manager' } as const

export const stockScanRoutes: Endpoint[] = [
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/stock-scan',
    summary: '最近一次存量扫描和进度；还没有扫描过时 scan 为空',
    answer: z.object({ scan: Scan.optional() }),
    run: async context => ({ scan: await latestScan(context) }),
  }),
  endpoint({
    ...admin,
    method: 'post',
    path: '/api/v1/admin/stock-scan',
    summary: '开始扫描存量客户里的重复登记，在后台进行，服务重启后会接着做',
    status: 202,
    answer: z.object({ id: z.string() }),
    run: async context => ({ id: (await startScan(context)).id }),
  }),
  ...(['stop', 'resume'] as const).map(verb =>
    endpoint({
      ...admin,
      method: 'post',
      path: `/api/v1/admin/stock-scan/{id}/${verb}`,
      summary: verb === 'stop' ? '停止扫描，已发现的保留' : '从停下的地方继续扫描',
      params: byId,
      answer: Done,
      async run(context, { params }) {
        await (verb === 'stop' ? stopScan : resumeScan)(context, params.id)
        return DONE
      },
    }),
  ),
  endpoint({
    ...manager,
    method: 'get',
    path: '/api/v1/stock-clusters',
    summary: '可能重复登记的客户，一组一组列出；主管看到自己有权处理的',
    query: paged,
    answer: page(Cluster),
    run: (context, { query }) => listClusters(context, query),
  }),
  endpoint({
    ...manager,
    method: 'post',
    path: '/api/v1/stock-findings/{id}/decision',
    summary: '处理一对相似客户：same 是同一家并合并，distinct 不是同一家、以后不再提示，undo 撤销“不是”',
    params: byId,
    body: z.strictObject({
      decision: z.enum(['same', 'distinct', 'undo']),
      keepId: id().optional().openapi({ description: 'same 时保留哪一个；不填则保留先登记的' }),
      ownerId: id().optional().openapi({ description: 'same 时归谁；不填则归先取得归属的人' }),
    }),
    answer: z.object({ mergeId: z.string().optional().openapi({ description: '合并的编号，撤销合并时要用' }) }),
    async run(context, { params, body: { decision, keepId, ownerId } }) {
      if (decision === 'same')
        return {
          mergeId: await mergeFinding(context, { findingId: params.id, keepId, ownerId: ownerId?.toLowerCase() }),
        }
      await (decision === 'distinct' ? tellApart : reopenFinding)(context, params.id)
      return {}
    },
  }),
]
