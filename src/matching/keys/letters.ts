import { pinyinOf, readingsOf } from '../chars/readings'

/**
 * Pinyin letters folded without syllable boundaries, so that a name in Chinese and the same name typed in pinyin give one key:
 * zh/z, ch/c, sh/s, ng/n, n/l, r/l, f/h, v/u.
 */
export function foldLetters(letters: string): string {
  let folded = ''
  // One pass by hand: an index of a million names folds millions of texts.
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i]!
    const before = i > 0 ? letters[i - 1]! : ''
    if (letter === 'h' && (before === 'z' || before === 'c' || before === 's')) continue
    if (letter === 'g' && before === 'n') continue
    folded += FOLDED[letter] ?? letter
  }
  return folded
}

const FOLDED: Record<string, string> = { n: 'l', r: 'l', f: 'h', v: 'u', ü: 'u' }

/** Folded letters of a Chinese, Latin or mixed text by its likeliest readings. */
export const soundLetters = (text: string): string => foldLetters(pinyinOf(text))

/** Folded letters of a text under the several readings of its characters, the likeliest first, at most `max`. */
export function soundVariants(text: string, max: number): string[] {
  const usual = soundLetters(text)
  let variants = ['']
  for (const ch of text) {
    const readings = readingsOf(ch)
    variants = (readings.length ? readings : [ch]).flatMap(r => variants.map(v => v + r)).slice(0, max)
  }
  return [...new Set([usual, ...variants.map(foldLetters)])].slice(0, max)
}
