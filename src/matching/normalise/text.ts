import { T2S_PAIRS } from '../data/t2s'

/** Longest text that is looked at; the rest of a longer one is dropped, so the work is bounded. */
export const MAX_TEXT = 200

/** By UTF-16 code unit; 0 where a character stays. */
const simplified = new Uint16Array(0x10000)
for (let i = 0; i < T2S_PAIRS.length; i += 2) simplified[T2S_PAIRS.charCodeAt(i)] = T2S_PAIRS.charCodeAt(i + 1)

/** Traditional, Hong Kong, Taiwan and Japanese forms to simplified, character by character. */
export function toSimplified(text: string): string {
  let out = ''
  let kept = 0
  for (let i = 0; i < text.length; i++) {
    const other = simplified[text.charCodeAt(i)]!
    if (!other) continue
    out += text.slice(kept, i) + String.fromCharCode(other)
    kept = i + 1
  }
  return kept ? out + text.slice(kept) : text
}

/** Control, zero-width, direction, variation-selector, private-use and unassigned characters, lone surrogates, blank fillers. */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u3164\uffa0]|(?![\t\n\v\f\r])\p{Cc}|\p{Mn}/gu

/** Nothing in it to fold, remove or unify: most names. */
const CLEAN = /^[\u3400-\u9fff!-~]+(?: [\u3400-\u9fff!-~]+)*$/

/** NFKC (full width, ligatures, circled digits …), invisible characters removed, white space unified. Bounded to `max` characters. */
export function cleanText(text: string, max = MAX_TEXT): string {
  if (text.length <= max && CLEAN.test(text)) return text
  return text
    .slice(0, max * 4)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
}
