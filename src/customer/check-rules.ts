import { z } from 'zod'
import { invalid } from '../errors'
import type { Condition, RuleSet, Rules } from './match-rules'
import { RULE_FIELDS } from './rule-fields'

/** Entrances that may have a rule set of their own. */
export const RULE_ENTRANCES = ['callback', 'bot', 'app-message', 'wechaty', 'api', 'import', 'schedule', 'cli'] as const
const MOST_DEPTH = 4
/** A hopelessly wrong rule set does not get a thousand lines back. */
const MOST_PROBLEMS = 50

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(condition).min(1).max(10) }),
      z.strictObject({ any: z.array(condition).min(1).max(10) }),
      z.strictObject({ relation: z.enum(['same', 'related']), atLeast: z.number().min(0).max(1) }),
      z.strictObject({ field: z.string(), kinds: z.array(z.string().max(32)).min(1).max(20).optional() }),
    ],
    '条件要是 all、any、relation + atLeast（0 到 1）、field（可加 kinds）之一',
  ),
)

const ruleSet = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,32}$/, '名称用 1 到 32 个小写字母、数字或“-”'),
  title: z.string().trim().min(1, '请写标题').max(60, '标题最多 60 字'),
  lines: z
    .array(
      z.strictObject({
        when: condition,
        action: z.enum(['block', 'approval', 'warn', 'allow'], '动作要是 block、approval、warn、allow 之一'),
      }),
    )
    .max(30, '一套规则最多 30 条'),
  weights: z
    .record(z.string(), z.number('权重要是 0 到 3 的数').min(0, '权重不能小于 0').max(3, '权重不能大于 3'))
    .optional(),
})

const schema = z.strictObject({
  sets: z.array(ruleSet).min(1, '至少要有一套规则').max(20, '最多 20 套规则'),
  inForce: z.strictObject({
    default: z.string('请选择默认使用哪一套'),
    ...Object.fromEntries(RULE_ENTRANCES.map(entrance => [entrance, z.string().optional()])),
  }),
})

interface Problem {
  /** Where, e.g. `sets.0.lines.2.action`. */
  path: string
  /** Chinese. */
  problem: string
}

/** @throws invalid_input that lists everything that is wrong, each with its place */
export function checkRules(input: unknown): Rules {
  const parsed = schema.safeParse(input)
  const problems = parsed.success
    ? problemsOf(parsed.data as Rules)
    : parsed.error.issues.map(issue => ({ path: issue.path.join('.'), problem: issue.message }))
  if (problems.length) {
    const [first] = problems
    throw invalid(`规则有 ${problems.length} 处不对，第一处：${first!.path || '整体'} ${first!.problem}`, {
      problems: problems.slice(0, MOST_PROBLEMS),
    })
  }
  return parsed.data as Rules
}

/** What the form alone does not tell. */
function problemsOf({ sets, inForce }: Rules): Problem[] {
  const names = sets.map(set => set.name)
  return [
    ...names.flatMap((name, i) =>
      names.indexOf(name) < i ? [{ path: `sets.${i}.name`, problem: `名称“${name}”重复` }] : [],
    ),
    ...Object.entries(inForce).flatMap(([entrance, name]) =>
      name === undefined || names.includes(name)
        ? []
        : [{ path: `inForce.${entrance}`, problem: `没有名为“${name}”的规则` }],
    ),
    ...sets.flatMap((set, i) => problemsOfSet(set, `sets.${i}`)),
  ]
}

function problemsOfSet({ lines, weights = {} }: RuleSet, path: string): Problem[] {
  return [
    ...lines.flatMap(({ when }, i) => [
      ...(depthOf(when) > MOST_DEPTH
        ? [{ path: `${path}.lines.${i}.when`, problem: `条件最多嵌套 ${MOST_DEPTH} 层` }]
        : []),
      ...fieldProblems(when, `${path}.lines.${i}.when`),
    ]),
    ...Object.keys(weights)
      .filter(field => !Object.hasOwn(RULE_FIELDS, field))
      .map(field => ({ path: `${path}.weights`, problem: `没有“${field.slice(0, 32)}”这个字段` })),
  ]
}

function fieldProblems(when: Condition, path: string): Problem[] {
  if ('all' in when) return when.all.flatMap((part, i) => fieldProblems(part, `${path}.all.${i}`))
  if ('any' in when) return when.any.flatMap((part, i) => fieldProblems(part, `${path}.any.${i}`))
  if ('relation' in when) return []
  const known = Object.hasOwn(RULE_FIELDS, when.field) ? RULE_FIELDS[when.field]! : undefined
  if (!known?.kinds.length)
    return [{ path: `${path}.field`, problem: `条件里没有“${when.field.slice(0, 32)}”这个字段` }]
  return (when.kinds ?? [])
    .filter(kind => !known.kinds.includes(kind))
    .map(kind => ({
      path: `${path}.kinds`,
      problem: `“${known.label}”没有“${kind}”这种相符，可用：${known.kinds.join('、')}`,
    }))
}

function depthOf(when: Condition): number {
  const parts = 'all' in when ? when.all : 'any' in when ? when.any : []
  return 1 + Math.max(0, ...parts.map(depthOf))
}
