import { checkRules, RULE_ENTRANCES } from '../customer/check-rules'
import { READY_MADE } from '../customer/ready-made-rules'
import { RULE_FIELDS } from '../customer/rule-fields'
import { getRules, getRuleVersion, listRuleVersions, setRules } from '../customer/rules-in-force'
import { tryRules } from '../customer/try-rules'
import { CheckInput } from './customer-schemas'
import { type Endpoint, endpoint } from './endpoint'
import { instant, page } from './schemas'
import { z } from './zod'

const Action = z.enum(['block', 'approval', 'warn', 'allow'])

const RuleSet = z
  .object({
    name: z.string(),
    title: z.string(),
    lines: z
      .array(
        z.object({
          when: z.record(z.string(), z.unknown()).openapi({
            description:
              '{"relation":"same"|"related","atLeast":0–1}、{"field":"phone","kinds":["equal"]}，或用 {"all":[…]}（都满足）、{"any":[…]}（满足其一）组合，最多 4 层',
            example: { relation: 'same', atLeast: 0.5 },
          }),
          action: Action.openapi({ description: 'block 拦截，approval 审批，warn 提醒，allow 放行' }),
        }),
      )
      .openapi({ description: '从上往下，第一条满足的生效；都不满足则放行' }),
    weights: z
      .record(z.string(), z.number())
      .optional()
      .openapi({ description: '字段的分量：1 为默认，0 几乎不算，最大 3', example: { phone: 0.5 } }),
  })
  .openapi('RuleSet')

const InForce = z.record(z.string(), z.string()).openapi({
  description: '各入口用哪一套；没有列出的入口用 default',
  example: { default: 'balanced', import: 'strict' },
})

const Rules = z
  .object({
    version: z.number().int().openapi({ description: '0 表示一直用系统自带的规则' }),
    setBy: z.string().optional(),
    setAt: instant().optional(),
    sets: z.array(RuleSet),
    inForce: InForce,
  })
  .openapi('Rules')

const RulesPage = Rules.extend({
  readyMade: z.array(RuleSet).openapi({ description: '系统自带的三套：严格、平衡、宽松' }),
  fields: z
    .record(z.string(), z.object({ label: z.string(), kinds: z.array(z.string()) }))
    .openapi({ description: '规则里可用的字段，和每个字段可用的相符方式' }),
  entrances: z.array(z.enum(RULE_ENTRANCES)).openapi({ description: '可以单独指定规则的入口' }),
}).openapi('RulesInForce')

const RulesInput = z
  .object({ sets: z.unknown(), inForce: z.unknown() })
  .catchall(z.unknown())
  .openapi({ description: '整套规则：sets 与 inForce，结构与读取到的相同' })

const Trial = z
  .object({
    entrances: z.array(z.object({ entrance: z.enum(RULE_ENTRANCES), set: z.string(), action: Action })),
    matches: z.array(
      z.object({
        name: z.string(),
        customerId: z.string().optional(),
        score: z.number(),
        relation: z.enum(['same', 'related', 'distinct']),
        sentence: z.string(),
        actions: z.record(z.string(), Action).openapi({ description: '每套规则单看这一条的动作' }),
      }),
    ),
  })
  .openapi('RulesTrial')

const version = z.string().regex(/^\d{1,9}$/, '版本号是一个数字')
const admin = { tag: '查重规则', access: 'admin' } as const

export const ruleRoutes: Endpoint[] = [
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/match-rules',
    summary: '正在使用的查重规则、自带的三套规则和可用的字段',
    answer: RulesPage,
    run: async context => ({
      ...(await getRules(context)),
      readyMade: READY_MADE.sets,
      fields: RULE_FIELDS as Record<string, { label: string; kinds: string[] }>,
      entrances: [...RULE_ENTRANCES],
    }),
  }),
  endpoint({
    ...admin,
    method: 'put',
    path: '/api/v1/admin/match-rules',
    summary: '修改查重规则：成为新的一版，立即生效；有误时一次列出全部问题',
    body: z.strictObject({
      basedOn: z.number().int().min(0).openapi({ description: '你看到的版本号；期间别人改过则返回 409，不会覆盖' }),
      rules: RulesInput,
    }),
    answer: Rules,
    run: (context, { body }) => setRules(context, body.rules, body.basedOn),
  }),
  endpoint({
    ...admin,
    method: 'post',
    path: '/api/v1/admin/match-rules/try',
    summary: '试算：这些规则对一个客户（或一对客户）会怎么处理，不保存',
    body: z.strictObject({
      customer: CheckInput,
      against: CheckInput.optional().openapi({ description: '与它比较；不填则与全部客户比较' }),
      rules: RulesInput.optional().openapi({ description: '不填则用正在使用的规则' }),
    }),
    answer: Trial,
    async run(context, { body: { customer, against, rules } }) {
      return tryRules(context, { customer, against, rules: rules ? checkRules(rules) : await getRules(context) })
    },
  }),
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/match-rules/versions',
    summary: '规则的历次版本，新的在前',
    query: z.strictObject({ cursor: version.optional() }),
    answer: page(Rules),
    run: (context, { query }) =>
      listRuleVersions(context, { before: query.cursor === undefined ? undefined : Number(query.cursor) }),
  }),
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/match-rules/versions/{id}',
    summary: '规则的一个版本；0 是系统自带的',
    params: z.strictObject({ id: version }),
    answer: Rules,
    run: (context, { params }) => getRuleVersion(context, Number(params.id)),
  }),
]
