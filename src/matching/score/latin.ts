import { foldedReadingsOf, foldPinyin, readingsOf } from '../chars/readings'

/**
 * How much of a Chinese text letters spell, from the start: the number of characters covered when all letters are used up, else 0.
 * Every reading of a character counts, and the character itself (梦想国du); with `folded`, regional pronunciation too.
 */
export function spelled(letters: string, text: string, folded = false): number {
  let ends = new Set([0])
  const wanted = folded ? foldPinyin(letters) : letters
  for (let i = 0; i < text.length && i < 40; i++) {
    const ch = text[i]!
    const readings = folded ? foldedReadingsOf(ch) : readingsOf(ch)
    const next = new Set<number>()
    for (const start of ends) {
      for (const reading of [...readings, ch]) {
        if (wanted.startsWith(reading, start)) next.add(start + reading.length)
        else if (!folded && reading.includes('v') && wanted.startsWith(reading.replace('v', 'u'), start))
          next.add(start + reading.length)
      }
    }
    if (next.has(wanted.length)) return i + 1
    if (!next.size) return 0
    ends = next
  }
  return 0
}
