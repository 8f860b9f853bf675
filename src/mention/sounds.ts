import { pinyinOf } from '../matching/chars/readings'
import { foldLetters } from '../matching/keys/letters'
import type { RollingHash } from '../matching/keys/rolling-hash'

/** A syllable in one number: its folded letters of 5 bits each, the first one lowest, and whether it ended in n. */
const LETTER = 5
const MASK = (1 << LETTER) - 1
const ENDS_IN_N = 1 << 30
const LETTERS = ENDS_IN_N - 1
const BEFORE_A = 'a'.charCodeAt(0) - 1
const G = 'g'.charCodeAt(0) - BEFORE_A
const FIRST = 0x3400
const LAST = 0x9fff
const NONE = -1

/** By character; 0 where nobody has asked yet. */
const syllables = new Int32Array(LAST - FIRST + 1)

/**
 * Adds the folded sound of one character to a hash, such that those of a run put together are the folded letters of
 * the whole run: folding works on letters, so a g right behind an n is swallowed.
 * @param state what the character before gave; 0 at the start
 * @returns the state behind it, or -1 for a character without a sound
 */
export function addSound(hash: RollingHash, code: number, state: number): number {
  const syllable = syllables[code - FIRST] || learn(code)
  if (syllable === NONE) return NONE
  let letters = syllable & LETTERS
  if (state === 1 && (letters & MASK) === G) letters >>>= LETTER
  for (; letters; letters >>>= LETTER) hash.add(BEFORE_A + (letters & MASK))
  return syllable & ENDS_IN_N ? 1 : 0
}

function learn(code: number): number {
  const ch = String.fromCharCode(code)
  const letters = pinyinOf(ch)
  let syllable = letters === ch ? NONE : letters.endsWith('n') ? ENDS_IN_N : 0
  if (syllable !== NONE)
    [...foldLetters(letters)].forEach((letter, at) => {
      syllable |= (letter.charCodeAt(0) - BEFORE_A) << (at * LETTER)
    })
  syllables[code - FIRST] = syllable
  return syllable
}
