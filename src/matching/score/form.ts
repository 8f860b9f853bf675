import { formClass } from '../parse/forms'

export type FormKind = 'equal' | 'missing' | 'changed' | 'conflict'

/** Compares organisation forms: 有限 against 股份 is often the same company after a conversion, 经营部 against 有限公司 seldom. */
export function compareForms(query: string, candidate: string): { kind: FormKind; factor: number } {
  if (query === candidate) return { kind: 'equal', factor: 1 }
  const a = formClass(query)
  const b = formClass(candidate)
  if (a === 'none' || b === 'none')
    return { kind: 'missing', factor: a === b || b === 'company' || a === 'company' ? 0.995 : 0.97 }
  if (a === 'company' && b === 'company') return { kind: 'changed', factor: 0.985 }
  if (query.endsWith(candidate) || candidate.endsWith(query)) return { kind: 'changed', factor: 0.985 }
  // 合作社 against 家庭农场: two kinds of customer; a 厂 or 经营部 often stands for the 有限公司 that followed it.
  return { kind: 'conflict', factor: a === b ? 0.4 : 0.55 }
}
