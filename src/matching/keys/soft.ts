import type { ParsedName } from '../types'

export const HAN = /[\u3400-\u9fff]/
/** Without place: rows and queries that name no region meet under this mark. */
export const NO_PLACE = '-'

/** First two characters of the trade: 汽车 for 汽车销售, 供应 for 供应链管理, as people shorten it. */
export const tradeHead = (trade: string): string => trade.slice(0, 2)

/** Provinces of a view (two digits), at most two. */
export const provinces = (view: ParsedName): string[] => [...new Set(view.regions.map(r => r.slice(0, 2)))].slice(0, 2)

/** The brand without each one of its characters. */
export function* deletions(brand: string): Generator<string> {
  for (let i = 0; i < brand.length; i++) {
    if (i > 0 && brand[i] === brand[i - 1]) continue
    yield brand.slice(0, i) + brand.slice(i + 1)
  }
}

/** Longest part of a brand that gives typo keys. */
export const MAX_TYPO_BRAND = 8

/** 股份 and 集团 companies carry short names that pick characters out of the full name (新余钢铁 → 新钢). */
export const hasListedShortName = (form: string): boolean => /股份|集团/.test(form)
