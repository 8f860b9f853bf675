import { pinyinOf } from '../matching/chars/readings'
import { foldLetters } from '../matching/keys/letters'

export interface FoldedSyllable {
  letters: string
  /** 1 when it ended in n: a g right behind it is swallowed (ng → n). */
  state: number
}

const cache = new Map<string, FoldedSyllable>()

/**
 * The folded sound of one character inside a text, such that those of a run put together are the folded letters of
 * the whole run: folding works on letters, so an n before a g melts with it.
 * @param state of the syllable before; 0 at the start
 */
export function foldedSound(text: string, at: number, state: number): FoldedSyllable | undefined {
  const ch = text[at]!
  const key = state ? `${ch}g` : ch
  const known = cache.get(key)
  if (known) return known
  const letters = pinyinOf(ch)
  if (letters === ch) return undefined
  const swallowed = state === 1 && letters.startsWith('g') ? letters.slice(1) : letters
  const syllable = { letters: foldLetters(swallowed), state: letters.endsWith('n') ? 1 : 0 }
  cache.set(key, syllable)
  return syllable
}
