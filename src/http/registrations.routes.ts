import { approveRegistration } from '../registration/approve-registration'
import { listApprovals } from '../registration/list-approvals'
import { refuseRegistration } from '../registration/refuse-registration'
import { listRegistrations, registrationView } from '../registration/registration-view'
import { submitRegistration } from '../registration/submit-registration'
import { withdrawRegistration } from '../registration/withdraw-registration'
import { Assessment, RegistrationInput } from './customer-schemas'
import { type Endpoint, endpoint } from './endpoint'
import { byId, field, instant, Person, page, paged } from './schemas'
import { z } from './zod'

const Registration = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['pending', 'registered', 'collided', 'withdrawn', 'refused']),
    customerId: z.string().optional(),
    collisionId: z.string().optional(),
    reason: z.string().optional().openapi({ description: '没有通过审批的理由' }),
    createdAt: instant(),
  })
  .openapi('Registration')

const SubmitResult = z
  .object({
    kind: z.enum(['registered', 'collided', 'pending', 'yours']),
    registration: Registration,
    customer: z.object({ id: z.string(), name: z.string(), protectedUntil: instant().optional() }).optional(),
    collision: z.object({ id: z.string() }).optional(),
    check: Assessment,
  })
  .openapi('SubmitResult')

const Approval = z
  .object({ id: z.string(), name: z.string(), rep: Person, createdAt: instant() })
  .openapi('Approval', { description: '等待审批的报备' })

const tag = '报备'

export const registrationRoutes: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/api/v1/registrations',
    summary: '报备客户；撞单是一种结果，不是错误',
    tag,
    access: 'member',
    body: RegistrationInput,
    answer: SubmitResult,
    run: (context, { body }) => submitRegistration(context, body),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/registrations',
    summary: '我的报备，新的在前',
    tag,
    access: 'member',
    query: paged,
    answer: page(Registration),
    run: (context, { query }) => listRegistrations(context, query),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/registrations/{id}/withdraw',
    summary: '撤回报备',
    tag,
    access: 'member',
    params: byId,
    answer: Registration,
    run: (context, { params }) => withdrawRegistration(context, params.id),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/registrations/approvals',
    summary: '等我审批的报备，新的在前；管理员看到全部',
    tag,
    access: 'member',
    query: paged,
    answer: page(Approval),
    run: (context, { query }) => listApprovals(context, query),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/registrations/{id}/approval',
    summary: '审批报备：同意或不同意；同意时再次查重，已归同事的算撞单',
    tag,
    access: 'member',
    params: byId,
    body: z.strictObject({ decision: z.enum(['approve', 'refuse']), reason: field(500) }),
    answer: Registration,
    async run(context, { params, body }) {
      const decided =
        body.decision === 'approve'
          ? await approveRegistration(context, params.id)
          : await refuseRegistration(context, params.id, body.reason)
      return registrationView(decided)
    },
  }),
]
