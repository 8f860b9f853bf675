import type { Prepared, QueryKey } from '../types'
import { hash48 } from './hash'

const core = (v: { brand: string; trade: string }): string => v.brand + v.trade

/** Soft keys stored for a registered customer: 48-bit numbers, without repetition. */
export function indexKeys(prepared: Prepared): number[] {
  return [...new Set(prepared.names.map(v => hash48(`c${core(v)}`)))]
}

/** Keys to look up for a query: the sure ones first; the second list only when the first gave nothing convincing. */
export function queryKeys(prepared: Prepared): { stage1: QueryKey[]; stage2: QueryKey[] } {
  return { stage1: indexKeys(prepared).map(key => ({ key, limit: 60 })), stage2: [] }
}

/** One to three telling keys by which similar reports are put in a row. Never prefixes or bigrams. */
export function blockingKeys(prepared: Prepared): string[] {
  return [...new Set(prepared.names.map(v => `c:${core(v)}`))].sort().slice(0, 3)
}
