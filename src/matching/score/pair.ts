import type { Evidence, HardKey, PairContext, PairScore, Prepared, Stored } from '../types'
import { hardEvidence } from './hard'

/** Scores a query against a candidate. */
export function scorePair(query: Prepared, candidate: Prepared | Stored, context: PairContext = {}): PairScore {
  const hard: HardKey[] = context.hard ?? sharedHard(query, candidate)
  const evidence: Evidence[] = hard.map(hardEvidence)
  let score = evidence.length ? 0.99 : 0
  for (const a of query.entries) {
    for (const b of candidate.entries) {
      const equal = a.views.some(x => b.views.some(y => x.brand + x.trade === y.brand + y.trade))
      if (!equal) continue
      score = Math.max(score, 0.95)
      evidence.push({ field: 'name', label: '名称', mine: a.text, theirs: b.text, kind: 'equal', weight: 0.95 })
    }
  }
  return { score, relation: score >= 0.5 ? 'same' : 'distinct', evidence }
}

function sharedHard(query: Prepared, candidate: Prepared | Stored): HardKey[] {
  if (!('hardKeys' in candidate)) return []
  return query.hardKeys.filter(k => candidate.hardKeys.some(c => c.kind === k.kind && c.value === k.value))
}
