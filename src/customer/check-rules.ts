import { z } from 'zod'
import { invalid } from '../errors'
import type { Condition, Rules } from './match-rules'

const ENTRANCES = ['callback', 'bot', 'app-message', 'wechaty', 'api', 'import', 'schedule', 'cli'] as const
const MOST_DEPTH = 4

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1).max(10) }),
    z.strictObject({ any: z.array(condition).min(1).max(10) }),
    z.strictObject({ relation: z.enum(['same', 'related']), atLeast: z.number().min(0).max(1) }),
    z.strictObject({ field: z.string().min(1).max(32), kinds: z.array(z.string().max(32)).max(20).optional() }),
  ]),
)

const ruleSet = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,32}$/),
  title: z.string().trim().min(1).max(60),
  lines: z.array(z.strictObject({ when: condition, action: z.enum(['block', 'approval', 'warn', 'allow']) })).max(30),
  weights: z.record(z.string().max(32), z.number().min(0).max(3)).optional(),
})

const schema = z.strictObject({
  sets: z.array(ruleSet).min(1).max(20),
  inForce: z.strictObject({
    default: z.string(),
    ...Object.fromEntries(ENTRANCES.map(entrance => [entrance, z.string().optional()])),
  }),
})

/** @throws invalid_input that names the place and what is wrong with it */
export function checkRules(input: unknown): Rules {
  const parsed = schema.safeParse(input)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw invalid(`规则格式不对：${issue!.path.join('.') || '整体'}`, {
      path: issue!.path.join('.'),
      problem: issue!.message,
    })
  }
  const rules = parsed.data as Rules
  const names = rules.sets.map(set => set.name)
  if (new Set(names).size !== names.length) throw invalid('规则名称不能重复', { field: 'sets' })
  const missing = Object.values(rules.inForce).find(name => !names.includes(name))
  if (missing !== undefined) throw invalid(`没有名为“${missing}”的规则`, { field: 'inForce' })
  for (const set of rules.sets)
    for (const line of set.lines)
      if (depthOf(line.when) > MOST_DEPTH) throw invalid(`条件最多嵌套 ${MOST_DEPTH} 层`, { set: set.name })
  return rules
}

function depthOf(when: Condition): number {
  const parts = 'all' in when ? when.all : 'any' in when ? when.any : []
  return 1 + Math.max(0, ...parts.map(depthOf))
}
