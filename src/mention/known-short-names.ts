import { KNOWN_NAMES } from '../matching/data/known-names'
import type { MessageText } from './message-text'

/** Widely known short and English names (中石油, CATL) without spaces, and the pairs of characters they begin with. */
const names = new Set<string>()
const starts = new Set<string>()
let longest = 0
for (const line of KNOWN_NAMES.trim().split('\n'))
  for (const alias of line.split('|').slice(1)) {
    const name = alias.replace(/[^\p{L}\p{N}]/gu, '')
    // Two Latin letters are too often something else.
    if (name.length < 2 || /^[a-z0-9]{1,2}$/.test(name)) continue
    names.add(name)
    starts.add(name.slice(0, 2))
    longest = Math.max(longest, name.length)
  }

/** A word or number that goes on: 3600 is not 360. */
const LATIN_PAIR = /^[a-z0-9]{2}$/

/** Ends of the known names that begin at a place of the message, longest first. */
export function knownNameEnd({ text }: MessageText, start: number): number | undefined {
  if (!starts.has(text.slice(start, start + 2))) return undefined
  for (let end = Math.min(text.length, start + longest); end >= start + 2; end--)
    if (names.has(text.slice(start, end)) && !LATIN_PAIR.test(text.slice(end - 1, end + 1))) return end
  return undefined
}
