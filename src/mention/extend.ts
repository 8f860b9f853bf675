import { BRANCH_ENDINGS, COMPANY_FORMS, OTHER_FORMS } from '../matching/data/forms'
import { tradeWords } from '../matching/parse/trades'
import { placeBefore } from './find-hits'
import { continuesAfter, endsBefore, isBefore } from './words'

/** Words that carry a name on: trades and organisation forms, by first character, longest first. */
const ON = new Map<string, string[]>()
const FORMS = new Set([...COMPANY_FORMS, ...OTHER_FORMS].filter(word => word.length > 1))
for (const word of new Set([...tradeWords(), ...FORMS]))
  if (word.length > 1) ON.set(word[0]!, [...(ON.get(word[0]!) ?? []), word])
for (const list of ON.values()) list.sort((a, b) => b.length - a.length)
const BRANCH = new RegExp(`^[\\u4e00-\\u9fff]{0,6}?(?:${BRANCH_ENDINGS.filter(word => word.length > 1).join('|')})`)
/** A place or form in brackets inside a name: 立柱（温州）阀门. */
const BRACKET = /^[(（【[][\u4e00-\u9fff]{2,6}[)）】\]]/
const MOST_STEPS = 6
const MOST_RESIDUE = 4
const HAN = /[\u3400-\u9fff]/
const LETTER = /[\u3400-\u9fffa-z0-9]/

/** Where a name that begins before `end` really ends: trade words, form and branch belong to it. */
export function extendRight(text: string, end: number): { end: number; hasForm: boolean } {
  let at = end
  let hasForm = false
  for (let step = 0; step < MOST_STEPS; step++) {
    const word = ON.get(text[at] ?? '')?.find(candidate => text.startsWith(candidate, at))
    if (word) {
      at += word.length
      hasForm ||= FORMS.has(word)
      continue
    }
    const bracket = BRACKET.exec(text.slice(at, at + 8))?.[0]
    const behind = bracket && text[at + bracket.length]
    if (!bracket || !behind || !ON.get(behind)?.some(candidate => text.startsWith(candidate, at + bracket.length)))
      break
    at += bracket.length
  }
  const branch = hasForm ? BRANCH.exec(text.slice(at, at + 12))?.[0] : undefined
  return { end: at + (branch?.length ?? 0), hasForm }
}

export interface LeftSide {
  /** Where the name begins with its places. */
  start: number
  /** Nothing before it can belong to the name. */
  clean: boolean
  /** Characters before it that may belong to a longer name. */
  residue: number
  hasPlace: boolean
}

/** What stands before a name: its places belong to it, other characters may make it a longer, different name. */
export function extendLeft(text: string, gap: Uint8Array, start: number): LeftSide {
  let at = start
  let hasPlace = false
  for (let step = 0; step < 3; step++) {
    const inBracket = /[(（]$/.test(text.slice(0, at)) ? 1 : 0
    const found = placeBefore(text, at - inBracket)
    if (!found || (!found.place.full && found.place.weak && !cleanAt(text, gap, at - found.name.length))) break
    at -= found.name.length + inBracket
    hasPlace = true
  }
  if (hasPlace || cleanAt(text, gap, at)) return { start: at, clean: true, residue: 0, hasPlace }
  let residue = 0
  while (residue < MOST_RESIDUE && !cleanAt(text, gap, at - residue)) residue++
  for (let back = 1; back <= residue; back++)
    if (placeBefore(text, at - back))
      return { start: at, clean: false, residue: back + placeBefore(text, at - back)!.name.length, hasPlace: true }
  return { start: at, clean: false, residue, hasPlace: false }
}

/** Can a name begin here? At the start, behind punctuation, white space, another script, or a word that ends before names. */
export function cleanAt(text: string, gap: Uint8Array, at: number): boolean {
  if (at <= 0 || gap[at]) return true
  const before = text[at - 1]!
  if (!LETTER.test(before)) return true
  if (!HAN.test(before)) return HAN.test(text[at]!)
  return isBefore(before) || endsBefore(text.slice(Math.max(0, at - 4), at))
}

/** Can a name end here? */
export function cleanEnd(text: string, gap: Uint8Array, end: number): boolean {
  if (end >= text.length || gap[end]) return true
  const behind = text[end]!
  if (!LETTER.test(behind)) return true
  if (!HAN.test(behind)) return !/[a-z]/.test(text[end - 1]!)
  return continuesAfter(text.slice(end, end + 6))
}
