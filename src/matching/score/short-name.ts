import { hasListedShortName } from '../keys/soft'
import { type FullName, fullName } from '../parse/full-name'
import { isAllTrade } from '../parse/trades'
import type { ParsedName } from '../types'
import { inOrder, lay } from './pieces'
import { type Writing, writings } from './short-writings'

/**
 * Likelihood that a text is a short name of the candidate: its characters stand in the full name in this order, in pieces that begin
 * where a word begins (新余|钢铁|股份 → 新钢股份). 0 when it is none.
 */
export function shortNameLikely(query: ParsedName, candidate: ParsedName): number {
  if (!hasListedShortName(candidate.form) || COMPLETE.test(query.form)) return 0
  const all = candidate.place + candidate.brand + candidate.trade + candidate.form
  const possible = writings(query, candidate).filter(({ text }) => isShort(text) && inOrder(text, all))
  if (!possible.length) return 0
  const full = fullName(candidate)
  let best = 0
  for (const writing of possible) best = Math.max(best, likely(writing, full))
  return best * (/股份/.test(candidate.form) ? 1 : 0.88)
}

const COMPLETE = /公司|合伙/
const SHORTEST = 2
const LONGEST = 6

const isShort = ({ length }: string): boolean => length >= SHORTEST && length <= LONGEST

function likely({ text, placed, whole }: Writing, full: FullName): number {
  const laid = lay(text, full)
  if (!laid) return 0
  const base = brandLikely(laid.positions, full)
  // 电子科技 alone is a business, not the short name of 电子城高科技, and 光电股份 hardly of 光王电器.
  if (laid.loose && isAllTrade(text)) return 0
  if (text.endsWith('股份') && isAllTrade(text.slice(0, -2))) return Math.min(base, NOTHING) * laid.ease
  if (whole && base < WHOLE) return 0
  return base * laid.ease * (text.length === SHORTEST && !placed ? 0.75 : 1) * (whole ? 0.9 : 1)
}

/** All of the telling part is said: no short name is likelier, … */
export const WHOLE = 0.82
/** … the first two of its characters, where it is a word and a business, … */
const FIRST_WORD = 0.82
/** … or one brand of more than two, … */
const BEGINNING = 0.77
/** … the end of it (国泰新点 → 新点), … */
const END = 0.66
/** … its first character, … */
const PART = 0.62
/** … the first character of a long one, … */
const LITTLE = 0.605
/** … or only place and business (武汉三镇实业控股 → 武汉控股), or the name of the parent. */
const NOTHING = 0.42

/** By how much of the telling part is said. */
function brandLikely(positions: number[], full: FullName): number {
  const { brandFrom, brandTo, starts } = full
  const length = brandTo - brandFrom
  const said = positions.filter(p => p >= brandFrom && p < brandTo)
  const first = said[0]
  if (first === undefined) return withoutBrand(positions, full)
  // 节能国祯, 一拖: 中 and 第 in front may go, when all the rest is said.
  const lead = first === brandFrom + 1 && starts.includes(first)
  if (lead) return said.length + 1 === length ? (length > 3 ? WHOLE : BEGINNING) : said.length >= 3 ? END : 0
  if (first === brandFrom) {
    if (!said.includes(first + 1)) return full.brandIsPlace || length < 4 ? PART : LITTLE
    return said.length === length ? WHOLE : length > 4 ? FIRST_WORD : BEGINNING
  }
  const inWord = starts.includes(first) && said.length >= 2
  if (inWord && said.includes(brandTo - 1)) return END
  // 北方安德利果汁 → 安德利
  return inWord && length > 5 && said.length >= 3 ? PART : 0
}

/** 武汉控股 for 武汉三镇实业控股, 园林股份 for 杭州园林绿化. */
const withoutBrand = ([first]: number[], { parentFrom, brandTo, brandIsPlace }: FullName): number =>
  first === 0 || first === parentFrom || (brandIsPlace && first === brandTo) ? NOTHING : 0
