import { hasListedShortName } from '../keys/soft'
import { splitTrade } from '../parse/trades'
import type { ParsedName } from '../types'

/**
 * Likelihood that a text is a short name of the candidate: its characters stand in the full name in this order, in pieces that begin
 * where a word begins (新余|钢铁|股份 → 新钢股份). 0 when it is none.
 */
export function shortNameLikely(query: ParsedName, candidate: ParsedName): number {
  if (!hasListedShortName(candidate.form)) return 0
  const text = query.place + query.brand + query.trade + (/^(?:股份|集团|控股)$/.test(query.form) ? query.form : '')
  if (text.length < 2 || text.length > 6) return 0
  const words = [
    candidate.place,
    candidate.brand,
    ...splitTrade(candidate.trade),
    ...(candidate.form.match(/集团|股份|控股/g) ?? []),
  ].filter(Boolean)
  const full = words.join('')
  const starts = new Set<number>()
  let at = 0
  for (const word of words) {
    starts.add(at)
    // The second half of a long brand begins a word of its own (德赛|西威).
    if (word.length === 4) starts.add(at + 2)
    at += word.length
  }
  const brandFrom = candidate.place.length
  const brandTo = brandFrom + candidate.brand.length
  const found = pieces(text, full, starts)
  if (!found) return 0
  const inBrand = found.positions.filter(p => p >= brandFrom && p < brandTo).length
  if (!inBrand || (found.positions[0]! > brandFrom && found.positions[0]! !== 0)) return 0
  const whole = inBrand >= Math.min(2, candidate.brand.length) && found.positions.some(p => p === brandFrom)
  const base = whole ? (inBrand === candidate.brand.length ? 0.8 : 0.7) : 0.55
  return base * (text.length === 2 ? 0.75 : 1) * 0.97 ** (found.count - 1) * (found.loose ? 0.7 : 1)
}

/** Places the text in the full name: longest pieces first from each position; `loose` when a piece begins inside a word. */
function pieces(
  text: string,
  full: string,
  starts: Set<number>,
): { positions: number[]; count: number; loose: boolean } | undefined {
  const positions: number[] = []
  let from = 0
  let count = 0
  let loose = false
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
    if (!starts.has(bestAt)) loose = true
    for (let k = 0; k < bestLength; k++) positions.push(bestAt + k)
    from = bestAt + bestLength
    i += bestLength
    count++
  }
  return { positions, count, loose }
}
