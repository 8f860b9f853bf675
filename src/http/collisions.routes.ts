import type { CollisionView } from '../collision/collision-view'
import { collisionView, listCollisions } from '../collision/collision-view'
import { judgeCollision } from '../collision/judge-collision'
import type { Context } from '../context'
import { DisputeEntity } from '../dispute/dispute.entity'
import { disputeView } from '../dispute/dispute-view'
import { openDispute } from '../dispute/open-dispute'
import { Verdict } from './customer-names.routes'
import { MatchView } from './customer-schemas'
import { Dispute } from './disputes.routes'
import { type Endpoint, endpoint } from './endpoint'
import { byId, cursor, DONE, Done, field, instant, Person, page } from './schemas'
import { z } from './zod'

const Collision = z
  .object({
    id: z.string(),
    status: z.enum(['open', 'disputed', 'closed']),
    customer: z.object({ id: z.string().optional(), name: z.string() }),
    role: z.enum(['claimant', 'owner', 'other']).openapi({ description: '我是哪一方' }),
    claimant: Person,
    owner: Person,
    trigger: z.enum(['registration', 'contact', 'mention', 'sweep', 'import']),
    claimedName: z.string(),
    score: z.number(),
    sentence: z.string(),
    explanation: MatchView.shape.explanation,
    protectedUntil: instant().optional(),
    times: z.number().int(),
    at: instant(),
    lastAt: instant(),
    can: z.object({ dispute: z.boolean() }),
    disputeId: z.string().optional(),
  })
  .openapi('Collision')

async function present(context: Context, view: CollisionView): Promise<z.input<typeof Collision>> {
  const { userId } = context.actor
  const role = view.claimant.userId === userId ? 'claimant' : view.owner.userId === userId ? 'owner' : 'other'
  const dispute = await context.read.findOne(DisputeEntity, {
    where: { collisionId: view.id, claimantId: view.claimant.userId },
    order: { openedAt: 'DESC' },
  })
  return { ...view, role, at: view.firstAt, disputeId: dispute?.id }
}

const tag = '撞单'

export const collisionRoutes: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/api/v1/collisions',
    summary: '我的撞单，新的在前；role 选我碰到的（claimant）或碰到我的（owner）',
    tag,
    access: 'member',
    query: z.strictObject({ cursor: cursor(), role: z.enum(['claimant', 'owner']).optional() }),
    answer: page(Collision),
    async run(context, { query }) {
      const { items, nextCursor } = await listCollisions(context, query)
      return { items: await Promise.all(items.map(item => present(context, item))), nextCursor }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/collisions/{id}',
    summary: '一次撞单',
    tag,
    access: 'member',
    params: byId,
    answer: Collision,
    run: async (context, { params }) => present(context, await collisionView(context, params.id)),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/collisions/{id}/dispute',
    summary: '申诉',
    tag,
    access: 'member',
    params: byId,
    body: z.strictObject({ statement: field(2000) }),
    answer: Dispute,
    async run(context, { params, body }) {
      const dispute = await openDispute(context, { collisionId: params.id, statement: body.statement })
      return disputeView(context, dispute.id)
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/collisions/{id}/verdict',
    summary: '确认撞单的名称是或不是同一家客户，也可以撤销；“不是”会结束这次撞单（归属人的上级或管理员）',
    tag,
    access: 'manager',
    params: byId,
    body: z.strictObject({ verdict: Verdict }),
    answer: Done,
    async run(context, { params, body }) {
      await judgeCollision(context, { collisionId: params.id, verdict: body.verdict })
      return DONE
    },
  }),
]
