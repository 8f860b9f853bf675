import { listReviewItems } from '../contact/list-review-items'
import { resolveReviewItem } from '../contact/resolve-review-item'
import { importRun, startImport } from '../customer/import-file/import-runs'
import { type Endpoint, endpoint } from './endpoint'
import { byId, cursor, DONE, Done, id, instant, Person, page } from './schemas'
import { storeUpload } from './upload'
import { z } from './zod'

const ReviewItem = z
  .object({
    id: z.string(),
    kind: z.enum(['shared-contact', 'stock-collision', 'unowned-contact']),
    sentence: z.string(),
    contact: z.object({ name: z.string(), corpName: z.string().optional() }),
    holders: z.array(Person),
    customer: z.object({ id: z.string(), name: z.string() }).optional(),
    owner: Person.optional(),
    status: z.enum(['open', 'resolved']),
    resolution: z.string().optional(),
    createdAt: instant(),
    resolvedAt: instant().optional(),
    resolvedBy: Person.optional(),
  })
  .openapi('ReviewItem')

const ImportIssue = z
  .object({
    line: z.number().int(),
    kind: z.enum(['rejected', 'duplicate', 'without-owner']),
    reason: z.string(),
    customerName: z.string().optional(),
  })
  .openapi('ImportIssue')

const ImportRun = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'done', 'failed', 'interrupted']),
    startedAt: instant(),
    updatedAt: instant(),
    lines: z.number().int(),
    imported: z.number().int(),
    duplicates: z.number().int(),
    rejected: z.number().int(),
    message: z.string().optional(),
    issues: z.array(ImportIssue),
    nextCursor: z.string().optional(),
  })
  .openapi('ImportRun')

const CSV = 'text/csv'
const JSONL = 'application/x-ndjson'
const admin = { tag: '管理', access: 'admin' } as const

export const dataRoutes: Endpoint[] = [
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/review-items',
    summary: '待核对：首次同步和安装前的重复联系人，不会自动提醒',
    query: z.strictObject({ cursor: cursor(), status: z.enum(['open', 'resolved']).optional() }),
    answer: page(ReviewItem),
    run: (context, { query }) => listReviewItems(context, query),
  }),
  endpoint({
    ...admin,
    method: 'post',
    path: '/api/v1/admin/review-items/{id}/resolve',
    summary: '处理一条待核对：归入客户、记为撞单或忽略',
    params: byId,
    body: z.strictObject({ resolution: z.enum(['ours', 'collision', 'ignore']) }),
    answer: Done,
    async run(context, { params, body }) {
      await resolveReviewItem(context, { id: params.id, resolution: body.resolution })
      return DONE
    },
  }),
  endpoint({
    ...admin,
    method: 'post',
    path: '/api/v1/admin/imports',
    summary: '导入客户：CSV（UTF-8、GBK 均可）或 JSON Lines，在后台进行',
    stream: [CSV, JSONL],
    status: 202,
    answer: z.object({ id: z.string() }),
    async run(context, { caller: { request } }) {
      const type = request.headers['content-type']?.startsWith(JSONL) ? 'jsonl' : 'csv'
      const upload = await storeUpload(request)
      try {
        return { id: await startImport(context, upload.path, type, upload.remove) }
      } catch (error) {
        await upload.remove()
        throw error
      }
    },
  }),
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/imports/{id}',
    summary: '导入的进度，和没有导入的每一行及原因',
    params: z.strictObject({ id: id() }),
    query: z.strictObject({
      cursor: z
        .string()
        .regex(/^\d{1,6}$/, '翻页标记不对')
        .optional(),
    }),
    answer: ImportRun,
    async run(context, { params, query }) {
      const { run, issues, nextPage } = await importRun(context, params.id, Number(query.cursor ?? 0))
      return { ...run, issues, nextCursor: nextPage === undefined ? undefined : String(nextPage) }
    },
  }),
]
