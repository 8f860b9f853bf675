import { addEvidence } from '../dispute/add-evidence'
import { appealRuling } from '../dispute/appeal-ruling'
import { disputeView, listDisputes } from '../dispute/dispute-view'
import { ruleDispute } from '../dispute/rule-dispute'
import { withdrawDispute } from '../dispute/withdraw-dispute'
import { type Endpoint, endpoint } from './endpoint'
import { byId, cursor, field, id, instant, Person, page, text } from './schemas'
import { z } from './zod'

const Outcome = z.enum(['award', 'joint', 'release', 'dismiss'])
const Share = z.object({ person: Person, percent: z.number() })
const Evidence = z.object({ at: instant(), kind: z.string(), text: z.string() })

export const Dispute = z
  .object({
    id: z.string(),
    no: z.number().int(),
    status: z.enum(['open', 'ruled', 'appealed', 'closed', 'withdrawn']),
    customer: z.object({ id: z.string().optional(), name: z.string() }),
    openedAt: instant(),
    openedBy: Person,
    parties: z.array(z.object({ person: Person, role: z.enum(['owner', 'claimant']), evidence: z.array(Evidence) })),
    arbiter: Person,
    can: z.object({ rule: z.boolean(), addEvidence: z.boolean(), appeal: z.boolean(), withdraw: z.boolean() }),
    ruling: z
      .object({
        outcome: Outcome,
        outcomeText: z.string(),
        awardTo: Person.optional(),
        shares: z.array(Share).optional(),
        reason: z.string().optional(),
        by: Person,
        at: instant(),
      })
      .optional(),
    sentence: z.string(),
  })
  .openapi('Dispute')

const tag = '申诉与裁决'
const change = { method: 'post', tag, access: 'member', params: byId, answer: Dispute } as const

export const disputeRoutes: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/api/v1/disputes',
    summary: '我参与的或由我裁决的申诉，新的在前',
    tag,
    access: 'member',
    query: z.strictObject({
      cursor: cursor(),
      status: z.enum(['open', 'closed']).optional(),
      role: z.enum(['party', 'arbiter']).optional(),
    }),
    answer: page(Dispute),
    run: (context, { query }) => listDisputes(context, query),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/disputes/{id}',
    summary: '一起申诉，id 也可以是编号',
    tag,
    access: 'member',
    params: byId,
    answer: Dispute,
    run: (context, { params }) => disputeView(context, params.id),
  }),
  endpoint({
    ...change,
    path: '/api/v1/disputes/{id}/evidence',
    summary: '补充证据',
    body: z.strictObject({ text: text(4000) }),
    async run(context, { params, body }) {
      await addEvidence(context, { disputeId: params.id, text: body.text })
      return disputeView(context, params.id)
    },
  }),
  endpoint({
    ...change,
    path: '/api/v1/disputes/{id}/ruling',
    summary: '裁决：判给一方、共同跟进、放入公海或驳回',
    body: z.strictObject({
      outcome: Outcome,
      awardTo: id().optional().openapi({ description: '判给谁（userid），outcome 为 award 时必填' }),
      shares: z
        .record(id(), z.number().int().min(0).max(100))
        .refine(shares => Object.keys(shares).length <= 2, '只有两方')
        .optional()
        .openapi({ description: '共同跟进时各方的百分比，不填为各 50' }),
      reason: field(1000),
      notSame: z.boolean().optional().openapi({ description: '裁决认定是两个不同的客户' }),
    }),
    async run(context, { params, body }) {
      await ruleDispute(context, { disputeId: params.id, ...body })
      return disputeView(context, params.id)
    },
  }),
  endpoint({
    ...change,
    path: '/api/v1/disputes/{id}/appeal',
    summary: '申请复议：败诉方在期限内可提一次',
    body: z.strictObject({ reason: text(2000) }),
    async run(context, { params, body }) {
      await appealRuling(context, { disputeId: params.id, reason: body.reason })
      return disputeView(context, params.id)
    },
  }),
  endpoint({
    ...change,
    path: '/api/v1/disputes/{id}/withdraw',
    summary: '撤回申诉',
    async run(context, { params }) {
      await withdrawDispute(context, params.id)
      return disputeView(context, params.id)
    },
  }),
]
