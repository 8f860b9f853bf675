import type { Entrance } from '../context'
import type { Evidence, Relation } from '../matching'

export type Action = 'block' | 'approval' | 'warn' | 'allow'

/** What a line of a rule set asks of a match; conditions nest. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  /** The relation, from a score (probability) on. */
  | { relation: 'same' | 'related'; atLeast: number }
  /** This field speaks for it, in one of these ways when they are named (equal, homophone, look-alike …). */
  | { field: string; kinds?: string[] }

/** What happens for a match that fulfils the condition. The first line that fits holds. */
export interface RuleLine {
  when: Condition
  action: Action
}

export interface RuleSet {
  name: string
  title: string
  lines: RuleLine[]
  /** How much a field counts: 1 as calibrated, 0 next to nothing, 2 double. Left out: 1. */
  weights?: Record<string, number>
}

/** What the rules read of a match. */
export interface JudgedMatch {
  score: number
  relation: Relation
  evidence: Evidence[]
}

export interface Decision<M extends JudgedMatch> {
  action: Action
  /** The match that decided, when there is one. */
  match?: M
}

const STRENGTH: Record<Action, number> = { allow: 0, warn: 1, approval: 2, block: 3 }
/** Log odds that a field of full weight adds or loses when its weight is raised or lowered by 1. */
const LOG_ODDS_PER_WEIGHT = 4

/** Pure: applies a rule set to the matches (best first); the strongest action of any match holds. */
export function decide<M extends JudgedMatch>(matches: M[], rules: RuleSet): Decision<M> {
  let decision: Decision<M> = { action: 'allow' }
  for (const match of matches) {
    const action = actionFor(match, rules)
    if (STRENGTH[action] > STRENGTH[decision.action]) decision = { action, match }
  }
  return decision
}

/** The action for one match. */
export function actionFor(match: JudgedMatch, rules: RuleSet): Action {
  const weighed = { ...match, score: weighedScore(match, rules) }
  return rules.lines.find(line => holds(line.when, weighed))?.action ?? 'allow'
}

function holds(when: Condition, match: JudgedMatch): boolean {
  if ('all' in when) return when.all.every(part => holds(part, match))
  if ('any' in when) return when.any.some(part => holds(part, match))
  if ('relation' in when) return match.relation === when.relation && match.score >= when.atLeast
  return match.evidence.some(
    item => item.field === when.field && item.weight > 0 && (!when.kinds || when.kinds.includes(item.kind)),
  )
}

/** The calibrated score, shifted for fields that this company trusts more or less. */
function weighedScore({ score, evidence }: JudgedMatch, { weights }: RuleSet): number {
  if (!weights) return score
  const shift = evidence.reduce((sum, item) => sum + ((weights[item.field] ?? 1) - 1) * item.weight, 0)
  if (!shift) return score
  const bounded = Math.min(0.999, Math.max(0.001, score))
  return 1 / (1 + Math.exp(-Math.log(bounded / (1 - bounded)) - shift * LOG_ODDS_PER_WEIGHT))
}

/** Which set holds where. */
export type RulesByEntrance = Partial<Record<Entrance, string>> & { default: string }

/** One version of a company's rules. */
export interface Rules {
  sets: RuleSet[]
  inForce: RulesByEntrance
}

export function rulesFor(rules: Rules, entrance: Entrance): RuleSet {
  const name = rules.inForce[entrance] ?? rules.inForce.default
  return rules.sets.find(set => set.name === name) ?? rules.sets[0]!
}
