import { T2S_PAIRS } from '../data/t2s'

/** Longest text that is looked at; the rest of a longer one is dropped, so the work is bounded. */
export const MAX_TEXT = 200

const simplified = new Map<string, string>()
for (let i = 0; i < T2S_PAIRS.length; i += 2) simplified.set(T2S_PAIRS[i]!, T2S_PAIRS[i + 1]!)

/** Traditional, Hong Kong, Taiwan and Japanese forms to simplified, character by character. */
export function toSimplified(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) out += simplified.get(text[i]!) ?? text[i]!
  return out
}

/** Control, zero-width, direction, variation-selector, private-use and unassigned characters, lone surrogates, blank fillers. */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u3164\uffa0]|(?![\t\n\v\f\r])\p{Cc}|\p{Mn}/gu

/** NFKC (full width, ligatures, circled digits …), invisible characters removed, white space unified. Bounded to `max` characters. */
export function cleanText(text: string, max = MAX_TEXT): string {
  return text
    .slice(0, max * 4)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
}
