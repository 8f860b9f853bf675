import { checkCustomer } from '../customer/check-customer'
import { addFollowUp } from '../follow-up/add-follow-up'
import { customerDetail } from '../portfolio/customer-detail'
import { listCustomers } from '../portfolio/list-customers'
import { presentCustomer } from './customer-answer'
import { CheckInput, CheckResult, CustomerCard, CustomerDetail } from './customer-schemas'
import { type Endpoint, endpoint } from './endpoint'
import { byId, cursor, field, instant, page, text } from './schemas'
import { z } from './zod'

const tag = '客户'

export const customerRoutes: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/api/v1/customers/check',
    summary: '查重：报备前看看是不是别人的客户（计次、限次、留痕）',
    tag,
    access: 'member',
    body: CheckInput,
    answer: CheckResult,
    run: (context, { body }) => checkCustomer(context, body),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/customers',
    summary: '我的客户；主管加 team=1 看团队的客户',
    tag,
    access: 'member',
    query: z.strictObject({ q: field(100), cursor: cursor(), team: z.enum(['0', '1']).optional() }),
    answer: page(CustomerCard),
    run: (context, { query }) => listCustomers(context, { q: query.q, cursor: query.cursor, team: query.team === '1' }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/customers/{id}',
    summary: '客户详情：联系方式、归属、经过',
    tag,
    access: 'member',
    params: byId,
    answer: CustomerDetail,
    run: async (context, { params }) => presentCustomer(await customerDetail(context, params.id)),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/customers/{id}/follow-ups',
    summary: '写跟进：记入时间线并延长保护期',
    tag,
    access: 'member',
    params: byId,
    body: z.strictObject({ text: text(4000) }),
    answer: z.object({ id: z.string(), protectedUntil: instant() }),
    run: (context, { params, body }) => addFollowUp(context, { customerId: params.id, text: body.text }),
  }),
]
