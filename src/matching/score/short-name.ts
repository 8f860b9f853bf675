import { PROVINCE_ABBREVIATIONS } from '../data/places'
import { hasListedShortName } from '../keys/soft'
import { placeNamed } from '../parse/regions'
import { isAllTrade, splitTrade } from '../parse/trades'
import type { ParsedName } from '../types'

/**
 * Likelihood that a text is a short name of the candidate: its characters stand in the full name in this order, in pieces that begin
 * where a word begins (新余|钢铁|股份 → 新钢股份). 0 when it is none.
 */
export function shortNameLikely(query: ParsedName, candidate: ParsedName): number {
  if (!hasListedShortName(candidate.form) || /公司|合伙/.test(query.form)) return 0
  const written = query.place + query.brand + query.trade + (/^(?:股份|集团|控股)$/.test(query.form) ? query.form : '')
  const text = withoutAbbreviation(written, candidate.regions)
  if (text.length < 2 || text.length > 6) return 0
  const words = [
    candidate.place,
    candidate.brand,
    ...splitTrade(candidate.trade),
    ...(candidate.form.match(/集团|股份|控股/g) ?? []),
  ].filter(Boolean)
  const starts = new Set<number>()
  let at = 0
  for (const word of words) {
    starts.add(at)
    // The second half of a long brand begins a word of its own (德赛|西威).
    if (word.length >= 4) starts.add(at + 2)
    if (word.length >= 5) starts.add(at + 3)
    at += word.length
  }
  const brandFrom = candidate.place.length
  const brandTo = brandFrom + candidate.brand.length
  const found = pieces(text, words.join(''), starts)
  if (!found) return 0
  const { positions } = found
  // 电子科技 alone is a business, not the short name of 电子城高科技.
  if (found.loose && isAllTrade(text)) return 0
  const inBrand = positions.filter(p => p >= brandFrom && p < brandTo).length
  if (!inBrand) return 0
  const first = positions[0]!
  const atStart = first <= brandFrom && positions.includes(brandFrom)
  // 国泰新点软件 → 新点软件: the end of a long brand, all of it.
  const atEnd = !atStart && first > brandFrom && starts.has(first) && inBrand >= 2 && positions.includes(brandTo - 1)
  if (!atStart && !atEnd) return 0
  const whole =
    inBrand >= Math.min(2, candidate.brand.length) && (inBrand < 2 || positions.includes(brandFrom + 1) || atEnd)
  const base = atEnd ? 0.66 : whole ? (inBrand === candidate.brand.length ? 0.82 : 0.74) : 0.62
  const listed = /股份/.test(candidate.form) ? 1 : 0.88
  return listed * base * (text.length === 2 ? 0.75 : 1) * 0.97 ** (found.count - 1) * 0.86 ** found.loose
}

/** 渝三峡: the one-character name of the province, where the candidate lies in it. */
function withoutAbbreviation(text: string, regions: string[]): string {
  const province = text.length > 2 && !placeNamed(text.slice(0, 2)) ? PROVINCE_ABBREVIATIONS[text[0]!] : undefined
  return province && regions.some(r => r.startsWith(province)) ? text.slice(1) : text
}

/** Places the text in the full name: longest pieces first from each position; `loose` counts pieces that begin inside a word. */
function pieces(
  text: string,
  full: string,
  starts: Set<number>,
): { positions: number[]; count: number; loose: number } | undefined {
  const positions: number[] = []
  let from = 0
  let count = 0
  let loose = 0
  for (let i = 0; i < text.length; ) {
    let bestAt = -1
    let bestLength = 0
    for (let at = full.indexOf(text[i]!, from); at >= 0; at = full.indexOf(text[i]!, at + 1)) {
      let length = 1
      while (i + length < text.length && full[at + length] === text[i + length]) length++
      const better =
        bestAt < 0 ||
        (starts.has(at) && !starts.has(bestAt)) ||
        (starts.has(at) === starts.has(bestAt) && length > bestLength)
      if (better) {
        bestAt = at
        bestLength = length
      }
    }
    if (bestAt < 0) return undefined
    if (!starts.has(bestAt)) loose++
    for (let k = 0; k < bestLength; k++) positions.push(bestAt + k)
    from = bestAt + bestLength
    i += bestLength
    count++
  }
  return { positions, count, loose }
}
