import { addAlias, customerNames, removeAlias } from '../customer/aliases'
import { ALIAS_KINDS } from '../customer/customer.entity'
import { confirmDistinct, confirmSame, takeBack } from '../customer/judge-name'
import { allowSharedKey } from '../customer/shared-key'
import { type Endpoint, endpoint } from './endpoint'
import { byId, DONE, Done, instant, Person, text } from './schemas'
import { z } from './zod'

const AliasKind = z.enum(ALIAS_KINDS).openapi({ description: 'short 简称，english 英文名，former 曾用名，brand 品牌' })

const Names = z
  .object({
    name: z.string(),
    aliases: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: AliasKind.optional(),
        source: z
          .enum(['entered', 'imported', 'ruling', 'confirmed', 'merged'])
          .openapi({ description: '录入、导入、裁决、主管确认、合并' }),
        addedBy: Person,
        addedAt: instant(),
      }),
    ),
    notSame: z
      .array(z.object({ name: z.string(), saidBy: Person, saidAt: instant() }))
      .openapi({ description: '已确认不是这个客户的名称，不再提示' }),
  })
  .openapi('CustomerNames')

export const Verdict = z
  .enum(['same', 'distinct', 'undo'])
  .openapi({ description: 'same 是同一家，distinct 不是同一家，undo 撤销之前的确认' })

const VERDICTS = { same: confirmSame, distinct: confirmDistinct, undo: takeBack }

const manager = { tag: '客户名称', access: 'manager' } as const

/** What customers are called: for the leader of the owner, and administrators. */
export const customerNameRoutes: Endpoint[] = [
  endpoint({
    ...manager,
    method: 'get',
    path: '/api/v1/customers/{id}/names',
    summary: '客户的名称、别名，和已确认不是它的名称（归属人的上级或管理员）',
    params: byId,
    answer: Names,
    run: (context, { params }) => customerNames(context, params.id),
  }),
  endpoint({
    ...manager,
    method: 'post',
    path: '/api/v1/customers/{id}/aliases',
    summary: '添加别名：简称、英文名、曾用名或品牌；下一次查重就会用到',
    params: byId,
    body: z.strictObject({ name: text(200), kind: AliasKind.optional() }),
    answer: Names,
    async run(context, { params, body }) {
      await addAlias(context, { customerId: params.id, ...body })
      return customerNames(context, params.id)
    },
  }),
  endpoint({
    ...manager,
    method: 'post',
    path: '/api/v1/aliases/{id}/remove',
    summary: '删除一个别名',
    params: byId,
    answer: Done,
    async run(context, { params }) {
      await removeAlias(context, params.id)
      return DONE
    },
  }),
  endpoint({
    ...manager,
    method: 'post',
    path: '/api/v1/customers/{id}/verdict',
    summary: '确认一个名称是或不是这个客户，也可以撤销；下一次查重就会用到',
    params: byId,
    body: z.strictObject({ name: text(200), verdict: Verdict }),
    answer: Names,
    async run(context, { params, body }) {
      await VERDICTS[body.verdict](context, { customerId: params.id, name: body.name })
      return customerNames(context, params.id)
    },
  }),
  endpoint({
    ...manager,
    method: 'post',
    path: '/api/v1/customers/{id}/shared-keys',
    summary: '允许一个个人号码同时属于这个客户（一个人为几家公司采购）；等于确认这些客户不是同一家',
    params: byId,
    body: z.strictObject({
      kind: z.enum(['phone', 'wechat', 'email', 'external_userid']),
      value: text(200).openapi({ description: '手机号、微信号、个人邮箱或企业微信联系人' }),
    }),
    answer: Done,
    async run(context, { params, body }) {
      await allowSharedKey(context, { customerId: params.id, ...body })
      return DONE
    },
  }),
]
