import { readingsOf } from './readings'

/** First letters of the likeliest readings (海康威视 → hkws); letters stay. */
export const initialsOf = (text: string): string => [...text].map(ch => readingsOf(ch)[0]?.[0] ?? ch).join('')

/**
 * Whether a text stands for a Chinese one character by character: each is the same character, or the first letter of one of its
 * readings (hk威视 for 海康威视). Gives how many of them are letters; 0 when it does not.
 */
export function lettersStandingFor(text: string, chinese: string): number {
  if (text.length !== chinese.length) return 0
  let letters = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === chinese[i]) continue
    if (!readingsOf(chinese[i]!).some(reading => reading[0] === text[i])) return 0
    letters++
  }
  return letters
}
