import type { Context } from '../context'
import { readSetting } from '../db/settings'
import { RULE_SETS, type RuleSet, type RulesByEntrance } from './match-rules'

export const RULES_SETTING = 'match.rules'

/** The rule set for the entrance the request came through. */
export async function rulesInForce(context: Context): Promise<RuleSet> {
  const chosen = await readSetting<RulesByEntrance>(context.read, RULES_SETTING)
  return RULE_SETS[chosen?.[context.entrance] ?? chosen?.default ?? 'balanced']
}
