import type { MessageText } from './message-text'

/** Node's own dictionary of Chinese words. Where Node was built without it, every character is a word and nothing is ruled out by it. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
/** Function characters stick to no word: 和|平安银行 is read as 和平|安|银行 by the dictionary. */
const LOOSE = new Set('和跟与及在对被把给让向为是有从的了说要也都又还就')

const HAN = /[\u3400-\u9fff]/

/** Words are looked for in so many characters to both sides. */
const REACH = 6

interface Cuts {
  /** Windows of the message that were segmented, … */
  windows: { from: number; segments: Intl.Segments }[]
  /** … which of them tells about a place, plus one, … */
  told: Uint16Array
  /** … and what it told: the length of the word a place is in the middle of, plus one; 0 where nobody has asked yet. */
  lengths: Uint8Array
}

const known = new WeakMap<MessageText, Cuts>()

/** Length of the everyday word that a cut at this place goes through; 0 when it goes between words. */
export function cutWord(message: MessageText, at: number): number {
  const { text, gap } = message
  if (at <= 0 || at >= text.length || gap[at] || !HAN.test(text[at]!) || !HAN.test(text[at - 1]!)) return 0
  const length = wordAround(message, at)
  return length === 2 && (LOOSE.has(text[at - 1]!) || LOOSE.has(text[at]!)) ? 0 : length
}

function wordAround(message: MessageText, at: number): number {
  const size = message.text.length
  const cuts = known.get(message) ?? { windows: [], told: new Uint16Array(size), lengths: new Uint8Array(size) }
  known.set(message, cuts)
  if (!cuts.told[at]) openWindow(message, at, cuts)
  if (!cuts.lengths[at]) {
    const { from, segments } = cuts.windows[cuts.told[at]! - 1]!
    const { segment, index } = segments.containing(at - from)!
    cuts.lengths[at] = index === at - from ? 1 : Math.min(segment.length, 254) + 1
  }
  return cuts.lengths[at]! - 1
}

/** Segments the run of Chinese characters that a place is in. */
function openWindow({ text, gap }: MessageText, at: number, { windows, told }: Cuts): void {
  let from = at - 1
  while (from > 0 && at - from < REACH && !gap[from] && HAN.test(text[from - 1]!)) from--
  let to = at + 1
  while (to < text.length && to - at < REACH && !gap[to] && HAN.test(text[to]!)) to++
  windows.push({ from, segments: segmenter.segment(text.slice(from, to)) })
  // Nothing is known of a cut before the first word and behind the last one, and what another window tells stays.
  for (let place = from + 1; place < to; place++) if (!told[place]) told[place] = windows.length
}

const MOST_REMEMBERED = 20_000

/** Remembers what the dictionary says of short texts. */
function remembering(ask: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>()
  return text => {
    const known = answers.get(text)
    if (known !== undefined) return known
    if (answers.size >= MOST_REMEMBERED) answers.clear()
    const answer = ask(text)
    answers.set(text, answer)
    return answer
  }
}

/** Does the dictionary have this as one word? Brands that are words need company: 光明正大, 多多益善. */
export const isDictionaryWord = remembering(
  text => text.length > 1 && HAN.test(text) && segmenter.segment(text).containing(0)?.segment.length === text.length,
)
/** Is there a word in it? 万家灯火 has one, 今飞凯达 has none. */
export const holdsWord = remembering(text =>
  Array.from(segmenter.segment(text)).some(({ segment }) => segment.length > 1),
)
