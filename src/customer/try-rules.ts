import { RULES } from '../../config/rules'
import type { Context, Entrance } from '../context'
import { explainSentence, loadStored, prepare, scorePair, storedForm } from '../matching'
import { RULE_ENTRANCES } from './check-rules'
import { type CustomerInput, fieldsOf } from './customer-input'
import { findDuplicates } from './find-duplicates'
import { type Action, actionFor, decide, type JudgedMatch, type Rules, rulesFor } from './match-rules'
import { registrySize } from './registry-size'

interface Trial {
  rules: Rules
  /** Who is reported. */
  customer: CustomerInput
  /** Compared with this one instead of the registry. */
  against?: CustomerInput
}

export interface TrialMatch {
  name: string
  /** Absent for a pair that was typed in. */
  customerId?: string
  score: number
  relation: JudgedMatch['relation']
  sentence: string
  /** Action of every rule set for this match alone. */
  actions: Record<string, Action>
}

export interface TrialResult {
  /** What would happen at each entrance. */
  entrances: { entrance: Entrance; set: string; action: Action }[]
  matches: TrialMatch[]
}

const MOST_SHOWN = 5

type Found = JudgedMatch & Pick<TrialMatch, 'name' | 'customerId' | 'sentence'>

/** What rules would say, without setting them and without writing anything. */
export async function tryRules(context: Context, { rules, customer, against }: Trial): Promise<TrialResult> {
  const found = against
    ? [comparePair(customer, against, await registrySize(context))]
    : await findDuplicates(context, prepare(fieldsOf(customer)), RULES.scope)
  return {
    entrances: RULE_ENTRANCES.map(entrance => {
      const set = rulesFor(rules, entrance)
      return { entrance, set: set.name, action: decide(found, set).action }
    }),
    matches: found.slice(0, MOST_SHOWN).map(match => ({
      name: match.name,
      customerId: match.customerId,
      score: Math.round(match.score * 1000) / 1000,
      relation: match.relation,
      sentence: match.sentence,
      actions: Object.fromEntries(rules.sets.map(set => [set.name, actionFor(match, set)])),
    })),
  }
}

function comparePair(customer: CustomerInput, against: CustomerInput, rows: number): Found {
  const [mine, theirs] = [prepare(fieldsOf(customer)), prepare(fieldsOf(against))]
  const known = new Set(theirs.hardKeys.map(key => `${key.kind}:${key.value}`))
  const hard = mine.hardKeys.filter(key => known.has(`${key.kind}:${key.value}`))
  const result = scorePair(mine, loadStored(storedForm(theirs)), { hard, rows })
  return { ...result, name: against.name ?? '', sentence: explainSentence(result.evidence, result.relation) }
}
