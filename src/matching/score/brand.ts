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
const SOUND_SHARE = 1 / 130
const LOOK_SHARE = 1 / 90

/** Judges an alignment of two brands; `length` is the shorter brand's number of characters. */
export function judgeBrand(found: Alignment, query: string, candidate: string): BrandMatch {
  const length = Math.min(query.length, candidate.length)
  let likely = 1
  let kind: BrandKind = 'equal'
  let chance = 1
  let changed = 0
  const worse = (k: BrandKind, p: number, share: number) => {
    likely *= p
    kind = k
    chance *= share
    changed++
  }
  const long = length >= 3
  for (let i = 0; i < found.homophone; i++) worse('homophone', i === 0 ? (long ? 0.95 : 0.9) : 0.85, SOUND_SHARE)
  for (const alike of found.lookAlike) worse('look-alike', lookAlikeLikely(alike, length), LOOK_SHARE)
  for (let i = 0; i < found.nearHomophone; i++) worse('near-homophone', long ? 0.85 : 0.68, SOUND_SHARE * 2)
  if (found.doubled) worse('doubled', 0.92, CHAR_SHARE)
  if (found.swapped) worse('swapped', length <= 2 ? 0.66 : 0.92, CHAR_SHARE * 2)
  for (const _ of found.lost)
    worse(
      'lost',
      candidate.length >= 5 ? 0.85 : candidate.length === 4 ? 0.78 : candidate.length === 3 ? 0.64 : 0.3,
      0.5,
    )
  for (const { ch, edge } of found.extra) worse('extra', extraLikely(ch, edge, query.length), 0.5)
  for (let i = 0; i < found.replaced; i++)
    worse(
      'replaced',
      found.number ? 0.05 : length >= 6 ? 0.7 : length === 5 ? 0.6 : length === 4 ? 0.4 : length === 3 ? 0.12 : 0.02,
      0.5,
    )
  if (found.number) kind = 'number'
  if (changed > 1) likely *= 0.92 ** (changed - 1)
  chance *= CHAR_SHARE ** Math.max(0, length - changed) * 6
  return { kind, likely, chance: Math.min(1, chance) }
}

function lookAlikeLikely(alike: number, length: number): number {
  const strong = (alike - 0.6) / 0.4
  return length >= 3 ? 0.84 + 0.1 * strong : length === 2 ? 0.66 + 0.24 * Math.min(1, strong * 2) : 0.3
}

/** 新海云 and 海云达 are other brands than 海云; a character in the middle is rather a slip. */
function extraLikely(ch: string, edge: 'start' | 'end' | '', length: number): number {
  if (edge === 'start') return BRAND_PREFIXES.includes(ch) ? 0.08 : length >= 5 ? 0.45 : 0.2
  if (edge === 'end') return BRAND_SUFFIXES.includes(ch) ? 0.08 : length >= 5 ? 0.45 : 0.25
  return length >= 5 ? 0.8 : length === 4 ? 0.68 : 0.5
}
