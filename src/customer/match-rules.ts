import type { Entrance } from '../context'
import type { Match } from './find-duplicates'

export type Action = 'block' | 'approval' | 'warn' | 'allow'

/** What happens for a match at or above the score, by relation. The first line that fits holds. */
export interface RuleLine {
  relation: 'same' | 'related'
  atLeast: number
  action: Action
}

export interface RuleSet {
  name: 'strict' | 'balanced' | 'loose'
  lines: RuleLine[]
}

/** Ready-made sets. Scores are probabilities, so 0.5 means "more likely the same than not". */
export const RULE_SETS: Record<RuleSet['name'], RuleSet> = {
  strict: {
    name: 'strict',
    lines: [
      { relation: 'same', atLeast: 0.3, action: 'block' },
      { relation: 'same', atLeast: 0.1, action: 'approval' },
      { relation: 'related', atLeast: 0.05, action: 'approval' },
    ],
  },
  balanced: {
    name: 'balanced',
    lines: [
      { relation: 'same', atLeast: 0.5, action: 'block' },
      { relation: 'same', atLeast: 0.2, action: 'warn' },
      { relation: 'related', atLeast: 0.05, action: 'warn' },
    ],
  },
  loose: {
    name: 'loose',
    lines: [
      { relation: 'same', atLeast: 0.8, action: 'block' },
      { relation: 'same', atLeast: 0.4, action: 'warn' },
    ],
  },
}

export interface Decision {
  action: Action
  /** The match that decided, when there is one. */
  match?: Match
}

const STRENGTH: Record<Action, number> = { allow: 0, warn: 1, approval: 2, block: 3 }

/** Pure: applies a rule set to the matches (best first); the strongest action of any match holds. */
export function decide(matches: Match[], rules: RuleSet): Decision {
  let decision: Decision = { action: 'allow' }
  for (const match of matches) {
    const line = rules.lines.find(rule => rule.relation === match.relation && match.score >= rule.atLeast)
    if (line && STRENGTH[line.action] > STRENGTH[decision.action]) decision = { action: line.action, match }
  }
  return decision
}

export type RulesByEntrance = Partial<Record<Entrance, RuleSet['name']>> & { default: RuleSet['name'] }
