import { listRegistrations } from '../registration/registration-view'
import { submitRegistration } from '../registration/submit-registration'
import { withdrawRegistration } from '../registration/withdraw-registration'
import { Assessment, RegistrationInput } from './customer-schemas'
import { type Endpoint, endpoint } from './endpoint'
import { byId, instant, page, paged } from './schemas'
import { z } from './zod'

const Registration = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['pending', 'registered', 'collided', 'withdrawn']),
    customerId: z.string().optional(),
    collisionId: z.string().optional(),
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
]
