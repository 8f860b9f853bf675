import { isPublicBody } from '../parse/bodies'
import { placeAtStart } from '../parse/regions'
import type { ParsedName } from '../types'
import type { BrandKind } from './brand'
import { compareForms, type FormKind } from './form'
import { comparePlace, type PlaceKind, type PlaceMatch } from './place'
import type { TradeKind } from './trade'

/** How two readings compare, part by part. */
export interface NameMatch {
  score: number
  brand: BrandKind | 'short-name' | 'pinyin' | 'english' | 'initials'
  trade: TradeKind
  place: PlaceKind
  form: FormKind
  branch: 'equal' | 'query' | 'candidate' | 'conflict'
  number: 'equal' | 'missing' | 'conflict'
  /** The parts as they were compared. */
  query: ParsedName
  candidate: ParsedName
}

/** Forms that end a full name; 股份 or 集团 alone end a short one. */
export const COMPLETE = /公司|合伙|店|厂|部|行|中心|社|所|室/

export const COMPANY = /公司|集团|银行/

/** 人民路店, 苏州人民路店 and 苏州市人民路店 may be one. */
function sameBranch(query: string, candidate: string): boolean {
  if (query === candidate) return true
  const [a, b] = [query.replace('市', ''), candidate.replace('市', '')]
  return a !== '' && b !== '' && (a.endsWith(b) || b.endsWith(a))
}

/** The places of two readings; the court of a district is not the court of its city. */
export const placeOf = (query: ParsedName, candidate: ParsedName): PlaceMatch => {
  // 苏州工商银行 is 工商银行苏州分行 rather than any other.
  const branch =
    !candidate.regions.length && query.regions.length ? placeAtStart(candidate.branch)?.place.codes : undefined
  // 好又多超市（武侯店） lies in 武侯.
  const shop = !query.regions.length && !COMPANY.test(query.form) ? placeAtStart(query.branch)?.place.codes : undefined
  const found = comparePlace(shop ?? query.regions, branch ?? candidate.regions)
  if (branch && found.kind !== 'equal') return comparePlace(query.regions, [])
  return found.kind === 'inside' && isPublicBody(candidate.brand + candidate.trade)
    ? { ...found, kind: 'province', factor: 0.3 }
    : found
}

/** How the parts beside telling part and trade compare. */
export function otherParts(query: ParsedName, candidate: ParsedName): Omit<NameMatch, 'score' | 'brand' | 'trade'> {
  return {
    place: placeOf(query, candidate).kind,
    form: compareForms(query.form, candidate.form).kind,
    branch: sameBranch(query.branch, candidate.branch)
      ? 'equal'
      : !candidate.branch
        ? 'query'
        : !query.branch
          ? 'candidate'
          : 'conflict',
    number:
      query.ordinal === candidate.ordinal ? 'equal' : !query.ordinal || !candidate.ordinal ? 'missing' : 'conflict',
    query,
    candidate,
  }
}
