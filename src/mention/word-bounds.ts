import type { MessageText } from './message-text'

/** Node's own dictionary of Chinese words. Where Node was built without it, every character is a word and nothing is ruled out by it. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
/** Function characters stick to no word: 和|平安银行 is read as 和平|安|银行 by the dictionary. */
const LOOSE = new Set('和跟与及在对被把给让向为是有从的了说要也都又还就')

const HAN = /[\u3400-\u9fff]/

/** Words are looked for in so many characters to both sides. */
const REACH = 6

/** For each message the length of the word a place is in the middle of, plus one; 0 where nobody has asked yet. */
const known = new WeakMap<MessageText, Uint8Array>()

/** Length of the everyday word that a cut at this place goes through; 0 when it goes between words. */
export function cutWord(message: MessageText, at: number): number {
  const { text, gap } = message
  if (at <= 0 || at >= text.length || gap[at] || !HAN.test(text[at]!) || !HAN.test(text[at - 1]!)) return 0
  const cuts = known.get(message) ?? new Uint8Array(text.length)
  known.set(message, cuts)
  if (!cuts[at]) segmentAround(message, at, cuts)
  const length = cuts[at]! - 1
  return length === 2 && (LOOSE.has(text[at - 1]!) || LOOSE.has(text[at]!)) ? 0 : length
}

/** Segments the run of Chinese characters that a place is in. */
function segmentAround({ text, gap }: MessageText, at: number, cuts: Uint8Array): void {
  let from = at - 1
  while (from > 0 && at - from < REACH && !gap[from] && HAN.test(text[from - 1]!)) from--
  let to = at + 1
  while (to < text.length && to - at < REACH && !gap[to] && HAN.test(text[to]!)) to++
  for (const { segment, index } of segmenter.segment(text.slice(from, to))) {
    // Nothing is known of a cut before the first word and behind the last one, and what is known stays.
    for (let i = index === 0 ? 1 : 0; i < segment.length; i++) {
      const place = from + index + i
      if (!cuts[place]) cuts[place] = i === 0 ? 1 : Math.min(segment.length, 254) + 1
    }
  }
}

const longestWords = new Map<string, number>()
const MOST_REMEMBERED = 20_000

/** Does the dictionary have this as one word? Brands that are words need company: 光明正大, 多多益善. */
export const isDictionaryWord = (text: string): boolean =>
  HAN.test(text) && text.length > 1 && longestWord(text) === text.length
/** Is there a word in it? 万家灯火 has one, 今飞凯达 has none. */
export const holdsWord = (text: string): boolean => longestWord(text) > 1

function longestWord(text: string): number {
  let length = longestWords.get(text)
  if (length === undefined) {
    length = Math.max(0, ...Array.from(segmenter.segment(text), ({ segment }) => segment.length))
    if (longestWords.size >= MOST_REMEMBERED) longestWords.clear()
    longestWords.set(text, length)
  }
  return length
}
