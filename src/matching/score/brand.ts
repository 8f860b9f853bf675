import { BRAND_PREFIXES, BRAND_SUFFIXES } from '../data/brand-characters'
import type { Alignment } from './align'

/** What an inexact match of the telling part is called, the weightiest difference first. */
export type BrandKind =
  | 'equal'
  | 'homophone'
  | 'near-homophone'
  | 'look-alike'
  | 'swapped'
  | 'doubled'
  | 'lost'
  | 'extra'
  | 'replaced'
  | 'number'

export interface BrandMatch {
  kind: BrandKind
  /** How likely the same customer is meant when place and trade are equal, before chance is counted. */
  likely: number
  /** Chance that another company's brand agrees as well as this by accident. */
  chance: number
}

/** Share of companies that agree in one character, one sound. */
const CHAR_SHARE = 1 / 500
const SOUND_SHARE = 1 / 170
const LOOK_SHARE = 1 / 90

/**
 * Judges an alignment of two texts that begin with the brand. `brandLength`: characters of the candidate's brand; what follows is trade,
 * where a slip makes no other company.
 */
export function judgeBrand(
  found: Alignment,
  query: string,
  candidate: string,
  brandLength = candidate.length,
): BrandMatch {
  const length = Math.min(query.length, candidate.length)
  // 复旦大学附属中山 and …华山: in names of institutions only the last characters tell.
  const telling = Math.min(length, brandLength, /大学|附属|学院|人民/.test(candidate) ? 3 : length)
  const long = length >= 3
  let likely = 1
  let kind: BrandKind = 'equal'
  let chance = 1
  let changed = 0
  let substituted = 0
  const worse = (k: BrandKind, p: number, share: number) => {
    likely *= p
    kind = k
    chance *= share
    changed++
    if (k !== 'lost' && k !== 'extra' && k !== 'doubled') substituted++
  }
  for (let i = 0; i < found.homophone; i++) worse('homophone', i === 0 ? (long ? 0.95 : 0.88) : 0.95, SOUND_SHARE)
  for (const alike of found.lookAlike) worse('look-alike', lookAlikeLikely(alike, length), LOOK_SHARE)
  for (let i = 0; i < found.nearHomophone; i++) {
    const regional = i < found.regional
    worse('near-homophone', regional ? (long ? 0.8 : 0.52) : long ? 0.87 : 0.68, SOUND_SHARE * 2)
  }
  // Two at once are a repeated word (海南笙笙矿业), not a slip.
  if (found.doubled) worse(found.doubled > 1 ? 'extra' : 'doubled', found.doubled > 1 ? 0.2 : 0.92, CHAR_SHARE)
  if (found.swapped) worse('swapped', length <= 2 ? 0.62 : 0.92, CHAR_SHARE * 2)
  for (const { ch, at } of found.lost) worse('lost', lostLikely(ch, at, query.length, brandLength), 0.5)
  for (const { ch, at } of found.extra) worse('extra', extraLikely(ch, at, brandLength), 0.5)
  for (const at of found.replaced) {
    worse(
      'replaced',
      found.number
        ? 0.05
        : at >= brandLength
          ? candidate.length - brandLength >= 4
            ? 0.6
            : 0.25
          : REPLACED[Math.min(6, telling)]!,
      0.5,
    )
  }
  if (found.number) kind = 'number'
  if (found.lost.length + found.extra.length + found.replaced.length > 1) likely *= 0.5
  // An input method picks a wrong word, not a wrong character: several homophones are one slip.
  const slips = changed - Math.max(0, found.homophone - 1)
  if (slips > 1) likely *= 0.92 ** (slips - 1)
  chance *= CHAR_SHARE ** Math.max(0, length - substituted) * 6
  return { kind, likely, chance: Math.min(1, chance) }
}

/** 新力量 is another brand than 力量, though a slip may drop the first or last character too. */
function lostLikely(ch: string, at: number, queryLength: number, brandLength: number): number {
  if (at >= brandLength) return 0.9
  if (queryLength === 1) return 0.72
  const affix = (at === 0 && BRAND_PREFIXES.includes(ch)) || (at === brandLength - 1 && BRAND_SUFFIXES.includes(ch))
  return LOST[Math.min(5, brandLength)]! * (affix ? 0.72 : 1)
}

/** By the number of characters of the registered brand: one of them is missing in the query. */
const LOST = [0, 0.1, 0.3, 0.6, 0.78, 0.85]
/** By the number of characters: one of them is another without anything in common. */
const REPLACED = [0, 0, 0.02, 0.14, 0.5, 0.62, 0.7]

function lookAlikeLikely(alike: number, length: number): number {
  const strong = (alike - 0.55) / 0.45
  return length >= 3 ? 0.8 + 0.14 * strong : length === 2 ? 0.32 + 0.56 * Math.min(1, strong * 2.5) : 0.3
}

/** 新海云 and 海云达 are other brands than 海云; a character inside is rather a slip. */
function extraLikely(ch: string, at: number, brandLength: number): number {
  const long = brandLength >= 4
  if (at === 0) return BRAND_PREFIXES.includes(ch) ? 0.06 : long ? 0.3 : 0.15
  if (at === brandLength) return BRAND_SUFFIXES.includes(ch) ? 0.06 : long ? 0.35 : 0.2
  if (at > brandLength) return BRAND_SUFFIXES.includes(ch) ? 0.3 : 0.75
  return long ? 0.8 : brandLength === 3 ? 0.62 : 0.46
}
