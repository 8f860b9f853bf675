import { pinyinOf, readingsOf } from '../chars/readings'

/**
 * Pinyin letters folded without syllable boundaries, so that a name in Chinese and the same name typed in pinyin give one key:
 * zh/z, ch/c, sh/s, ng/n, n/l, r/l, f/h, v/u.
 */
export const foldLetters = (letters: string): string =>
  letters
    .replace(/([zcs])h/g, '$1')
    .replace(/ng/g, 'n')
    .replace(/[nr]/g, 'l')
    .replace(/f/g, 'h')
    .replace(/v|ü/g, 'u')

/** Folded letters of a Chinese, Latin or mixed text by its likeliest readings. */
export const soundLetters = (text: string): string => foldLetters(pinyinOf(text))

/** Folded letters of a text under the several readings of its characters, the likeliest first, at most `max`. */
export function soundVariants(text: string, max: number): string[] {
  let variants = ['']
  let at = 0
  for (const ch of text) {
    const usual = pinyinOf(text.slice(0, at + 1)).slice(pinyinOf(text.slice(0, at)).length)
    const readings = [...new Set([usual, ...readingsOf(ch)])].filter(Boolean)
    at += ch.length
    variants = (readings.length ? readings : [ch]).flatMap(r => variants.map(v => v + r)).slice(0, max)
  }
  return [...new Set(variants.map(foldLetters))]
}
