import { field, instant, Person, text } from './schemas'
import { z } from './zod'

/** What a person enters about a customer. Lengths are generous; the use case judges the content. */
export const customerFields = {
  name: field(200).openapi({ description: '公司名称，或个人客户的姓名' }),
  contact: field(100).openapi({ description: '联系人' }),
  phone: field(200).openapi({ description: '手机或座机，可写多个' }),
  email: field(200),
  uscc: field(100).openapi({ description: '统一社会信用代码' }),
  wechat: field(100).openapi({ description: '微信号' }),
}

export const CheckInput = z.strictObject(customerFields)

export const RegistrationInput = z.strictObject({
  ...customerFields,
  note: field(2000).openapi({ description: '备注' }),
  requestKey: text(64).openapi({ description: '由客户端生成；相同的值视为同一次提交，可放心重发' }),
})

export const MatchView = z
  .object({
    customerId: z.string().optional().openapi({ description: '只在你可以打开这个客户时才有' }),
    name: z.string(),
    owner: z.object({ name: z.string(), department: z.string(), isMe: z.boolean() }).optional(),
    state: z.enum(['owned', 'pool', 'frozen']),
    protectedUntil: instant().optional(),
    score: z.number(),
    relation: z.enum(['same', 'related']),
    sentence: z.string(),
    explanation: z.array(
      z.object({
        field: z.string(),
        label: z.string(),
        mine: z.string(),
        theirs: z.string(),
        kind: z.string(),
        weight: z.number(),
      }),
    ),
  })
  .openapi('MatchView')

const check = {
  verdict: z.enum(['free', 'yours', 'similar', 'collided']),
  action: z.enum(['allow', 'warn', 'approval', 'block']),
  sentence: z.string(),
  matches: z.array(MatchView),
}

/** The verdict inside the answer to a registration, which does not use up a look-up. */
export const Assessment = z.object(check).openapi('Assessment')
export const CheckResult = z
  .object({ ...check, remaining: z.number().int().openapi({ description: '今天还可查询的次数' }) })
  .openapi('CheckResult')

export const CustomerState = z.enum(['owned', 'disputed', 'joint', 'pool'])

export const CustomerCard = z
  .object({
    id: z.string(),
    name: z.string(),
    contact: z.string().optional(),
    phone: z.string().optional(),
    protectedUntil: instant().optional(),
    lastFollowUpAt: instant().optional(),
    state: CustomerState,
    owner: z.object({ userId: z.string(), name: z.string() }).optional(),
  })
  .openapi('CustomerCard')

const Contact = z.object({
  name: z.string().optional(),
  title: z.string().optional(),
  phone: z.string().optional(),
  wechat: z.string().optional(),
  email: z.string().optional(),
})

const TimelineEntry = z.object({
  at: instant(),
  kind: z.string(),
  text: z.string(),
  by: z.object({ name: z.string() }).optional(),
})

export const CustomerDetail = CustomerCard.extend({
  aliases: z.array(z.string()),
  uscc: z.string().optional(),
  contacts: z.array(Contact).openapi({ description: '按你的权限显示或打码' }),
  owner: Person.optional(),
  collaborators: z.array(z.object({ person: Person, share: z.number() })),
  disputeId: z.string().optional(),
  can: z.object({ followUp: z.boolean() }),
  history: z.array(z.object({ at: instant(), text: z.string() })).openapi({ description: '归属的变化，新的在前' }),
  timeline: z.array(TimelineEntry).openapi({ description: '经过，新的在前' }),
}).openapi('CustomerDetail')
