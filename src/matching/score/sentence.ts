import type { Evidence, Relation } from '../types'

/** One Chinese sentence that says why. */
export function explainSentence(evidence: Evidence[], relation: Relation): string {
  const reasons = evidence.map(e => `${e.label}“${e.mine}”与“${e.theirs}”${e.kind === 'equal' ? '相同' : '相近'}`)
  const verdict =
    relation === 'same' ? '很可能是同一客户' : relation === 'related' ? '可能是关联企业，不是同一客户' : '不像同一客户'
  return reasons.length ? `${reasons.join('，')}，${verdict}。` : `${verdict}。`
}
