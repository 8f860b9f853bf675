import { placeText } from '../parse/place-text'
import type { Evidence } from '../types'
import type { NamedMatch } from './pair'

/** Weight of each kind of agreement or difference, for display. */
const WEIGHT: Record<string, number> = {
  equal: 0.6,
  homophone: 0.45,
  'near-homophone': 0.35,
  'look-alike': 0.4,
  swapped: 0.4,
  doubled: 0.45,
  lost: 0.3,
  extra: 0.2,
  replaced: 0.1,
  number: -0.8,
  'short-name': 0.5,
  pinyin: 0.5,
  english: 0.5,
  initials: 0.2,
} // a table
const TRADE_WEIGHT: Record<string, number> = {
  equal: 0.2,
  short: 0.15,
  reordered: 0.15,
  typo: 0.15,
  missing: 0,
  weak: 0.05,
  synonym: 0,
  partial: -0.3,
  conflict: -0.6,
}
const PLACE_WEIGHT: Record<string, number> = { equal: 0.15, inside: 0.12, missing: 0, province: -0.4, conflict: -0.6 }

/** The comparison of two names as data, the weightiest part first. */
export function nameEvidence({ match, mine, theirs }: NamedMatch): Evidence[] {
  const { query, candidate } = match
  if (mine.text === theirs.text)
    return [{ field: 'name', label: '名称', mine: mine.text, theirs: theirs.text, kind: 'equal', weight: 1 }]
  const out: Evidence[] = [
    {
      field: theirs.alias ? 'alias' : 'brand',
      label: theirs.alias ? '别名' : '字号',
      mine: query.brand,
      theirs: candidate.brand,
      kind: match.brand,
      weight: WEIGHT[match.brand] ?? 0,
    },
  ]
  if (match.brand === 'short-name') {
    out[0] = { ...out[0]!, mine: mine.text, theirs: theirs.text }
  } else if (query.trade || candidate.trade) {
    out.push({
      field: 'trade',
      label: '行业',
      mine: query.trade,
      theirs: candidate.trade,
      kind: match.trade,
      weight: TRADE_WEIGHT[match.trade] ?? 0,
    })
  }
  if (query.regions.length || candidate.regions.length) {
    out.push({
      field: 'region',
      label: '地区',
      mine: placeText(query.regions),
      theirs: placeText(candidate.regions),
      kind: match.place,
      weight: PLACE_WEIGHT[match.place] ?? 0,
    })
  }
  if (match.form !== 'equal')
    out.push({
      field: 'form',
      label: '组织形式',
      mine: query.form,
      theirs: candidate.form,
      kind: match.form,
      weight: match.form === 'conflict' ? -0.4 : 0,
    })
  if (match.branch !== 'equal')
    out.push({
      field: 'branch',
      label: '分支机构',
      mine: query.branch,
      theirs: candidate.branch,
      kind: match.branch === 'conflict' ? 'conflict' : 'same-entity',
      weight: 0,
    })
  if (match.number !== 'equal')
    out.push({
      field: 'number',
      label: '序号',
      mine: ordinal(query.ordinal),
      theirs: ordinal(candidate.ordinal),
      kind: match.number,
      weight: match.number === 'conflict' ? -0.9 : -0.4,
    })
  return out
}

const ordinal = (n: number): string => (n ? `第${n}` : '')

/** Agreement in a field that is not a name. */
export const plainEvidence = (field: string, label: string, value: string, weight: number): Evidence => ({
  field,
  label,
  mine: value,
  theirs: value,
  kind: 'equal',
  weight,
})
