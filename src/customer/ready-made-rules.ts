import type { RuleSet, Rules } from './match-rules'

const same = (atLeast: number) => ({ relation: 'same' as const, atLeast })
const related = (atLeast: number) => ({ relation: 'related' as const, atLeast })
/** Keys by which a company is registered: no two have the same. */
const COMPANY_KEY = { any: [{ field: 'uscc' }, { field: 'name', kinds: ['equal'] }] }

/** Scores are probabilities, so 0.5 means "more likely the same than not". */
const STRICT: RuleSet = {
  name: 'strict',
  title: '严格：有一点像就要审批',
  lines: [
    { when: same(0.3), action: 'block' },
    { when: same(0.1), action: 'approval' },
    { when: related(0.05), action: 'approval' },
  ],
}

const BALANCED: RuleSet = {
  name: 'balanced',
  title: '平衡：是同一客户就拦截，相似的提醒',
  lines: [
    { when: same(0.5), action: 'block' },
    { when: same(0.2), action: 'warn' },
    { when: related(0.05), action: 'warn' },
  ],
}

const LOOSE: RuleSet = {
  name: 'loose',
  title: '宽松：确凿才拦截',
  lines: [
    { when: { any: [same(0.8), { all: [same(0.5), COMPANY_KEY] }] }, action: 'block' },
    { when: same(0.4), action: 'warn' },
  ],
}

/** In force until an administrator sets something else. */
export const READY_MADE: Rules = { sets: [STRICT, BALANCED, LOOSE], inForce: { default: 'balanced' } }
