import { type FullName, fullName } from '../parse/full-name'
import { isWeakTrade } from '../parse/trades'
import type { ParsedName } from '../types'
import { hasListedShortName } from './soft'

/** Most keys for the short name of a company. */
const MOST = 15
const LIMIT = 120

/**
 * Pairs of characters that stand side by side in short names of a company: neighbours in the telling part, and beginnings of words
 * (新余|钢铁 → 新钢). Only companies limited by shares and groups are called so.
 */
export function shortNameKeys(views: ParsedName[]): string[] {
  const [first, second] = views
  if (!first || first.guess || !hasListedShortName(first.form)) return []
  const other = second && !second.guess ? fullName(second) : undefined
  const full = fullName(first)
  // The name of a county may be the brand (永兴特种材料); behind a province as brand the business tells (上海航天汽车机电).
  const pairs =
    full.inCounty && other ? pairsOf(other) : [...pairsOf(full), ...(full.brandIsPlace && other ? pairsOf(other) : [])]
  return [...new Set(pairs)]
    .filter(pair => pair.length === 2)
    .slice(0, MOST)
    .map(pair => `2${pair}`)
}

function pairsOf({ text, brandFrom, brandTo, parentFrom, trade, brandIsPlace, abbreviation }: FullName): string[] {
  const pairs: string[] = []
  const brand = text.slice(brandFrom, brandTo)
  const heads = trade.map(at => text[at]!)
  for (let i = 0; i < 3 && i + 1 < brand.length; i++) pairs.push(brand.slice(i, i + 2))
  for (const head of heads.slice(0, 3)) pairs.push(brand[0]! + head)
  if (parentFrom < brandFrom) pairs.push(text.slice(parentFrom, parentFrom + 2), text[parentFrom]! + brand[0]!)
  // 晋控电力 of 晋能控股.
  if (parentFrom < brandFrom) pairs.push(text[parentFrom]! + text[brandFrom - 2]!)
  // Words inside a long telling part, and the end of a short one with what follows (一拖).
  if (brand.length > 3) pairs.push(brand.slice(-2), brand[0]! + brand[2]!, brand[2]! + (brand[4] ?? heads[0] ?? ''))
  else if (heads.length) pairs.push(brand.slice(-1) + heads[0]!)
  if (parentFrom > 0) for (const ch of [...brand.slice(0, 2), ...heads.slice(0, 2)]) pairs.push(text[0]! + ch)
  // 粤传媒 of 广东.
  if (abbreviation && heads.length) pairs.push(abbreviation + heads[0]!)
  // 中色: the second character of what 中国 does.
  if (brand === '中国') pairs.push(`中${text[brandTo + 1] ?? ''}`)
  if (!brandIsPlace) return pairs
  // 园林股份 of 杭州园林绿化, 建研院 of 苏州建筑|科学|研究院.
  pairs.push(text.slice(brandTo, brandTo + 2))
  for (let i = 0; i < 3; i++) for (const head of heads.slice(i + 1, i + 3)) pairs.push(heads[i]! + head)
  return pairs
}

/** Look-ups for a text that may be a short name. */
export function shortNameLookUps(view: ParsedName): { key: string; limit: number }[] {
  if (/公司|合伙/.test(view.form)) return []
  const text = view.place + view.brand + view.trade + (/^(?:股份|集团)$/.test(view.form) ? '' : view.form)
  if (text.length < 2 || text.length > 6) return []
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) {
    // A trade word is shared by too many; two neighbours of another kind are needed anyway.
    const pair = text.slice(i, i + 2)
    if (text.length < 4 || !isWeakTrade(pair)) pairs.add(pair)
  }
  // 永兴材料: the brand may be frequent, with the business behind it is less so.
  if (text.length === 4) pairs.add(text[0]! + text[2]!)
  return [...pairs].map(pair => ({ key: `2${pair}`, limit: LIMIT }))
}
