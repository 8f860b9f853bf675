import { toSimplified } from '../matching'
import { placeNamed } from '../matching/parse/regions'
import { noTalkIn } from './no-talk'

/** A message as the scanner reads it, with the place of each character in the original. */
export interface MessageText {
  original: string
  /** Simplified, lower case, half width; no spaces and nothing invisible. */
  text: string
  /** UTF-16 offset in the original where each character begins. */
  from: Int32Array
  /** … and ends. */
  to: Int32Array
  /** 1: white space stood before this character; 2: a line break. */
  gap: Uint8Array
}

/** Longer messages are read up to here. */
const MOST_CHARACTERS = 4000
const INVISIBLE = /[\p{Cf}\p{Mn}\p{Cs}\p{Co}]/u
const NO_LETTER = '\u00b7'

/** Folds a message character by character, so that a span found can be told in offsets of the original. */
export function readMessage(original: string): MessageText {
  const source = withoutNoTalk(original.slice(0, MOST_CHARACTERS))
  const parts: string[] = []
  const from: number[] = []
  const to: number[] = []
  const gap: number[] = []
  let pending = 0
  for (let i = 0; i < source.length; i++) {
    const ch = source[i]!
    if (ch <= ' ' || ch === '\u3000' || ch === '\u00a0') {
      pending = ch === '\n' || ch === '\r' ? 2 : Math.max(pending, 1)
      continue
    }
    for (const out of folded(ch)) {
      parts.push(out)
      from.push(i)
      to.push(i + 1)
      gap.push(pending)
      pending = 0
    }
  }
  const text = toSimplified(parts.join(''))
  const kept = withoutBracketedPlaces(text)
  if (!kept) return { original, text, from: Int32Array.from(from), to: Int32Array.from(to), gap: Uint8Array.from(gap) }
  return {
    original,
    text: kept.map(at => text[at]).join(''),
    from: Int32Array.from(kept, at => from[at]!),
    to: Int32Array.from(kept, at => to[at]!),
    gap: Uint8Array.from(kept, at => gap[at]!),
  }
}

/** Words around a name are read so far. */
const AROUND = 16

/** What is said on the same line behind a place … */
export function lineBehind({ text, gap }: MessageText, at: number): string {
  let end = at
  while (end < text.length && end - at < AROUND && gap[end] !== 2) end++
  return text.slice(at, end)
}

/** … and before it. */
export function lineBefore({ text, gap }: MessageText, at: number): string {
  let start = at
  while (start > 0 && at - start < AROUND && gap[start] !== 2) start--
  return text.slice(start, at)
}

/** What is no talk becomes signs, so that offsets stay and no name is read in it or across it. */
function withoutNoTalk(source: string): string {
  let text = source
  for (const { start, end } of noTalkIn(source))
    text = text.slice(0, start) + NO_LETTER.repeat(end - start) + text.slice(end)
  return text
}

const BRACKETED = /(?<=[\u4e00-\u9fff])[([【（]([\u4e00-\u9fff]{2,8})[)\]】）](?=[\u4e00-\u9fff])/g

/** Positions to keep, if not all: 立柱（温州）阀门 is read as 立柱阀门, the span still covers the bracket. */
function withoutBracketedPlaces(text: string): number[] | undefined {
  const dropped = new Set<number>()
  for (const found of text.matchAll(BRACKETED)) {
    if (!placeNamed(found[1]!) && found[1] !== '中国') continue
    for (let i = 0; i < found[0].length; i++) dropped.add(found.index + i)
  }
  if (!dropped.size) return undefined
  const kept: number[] = []
  for (let at = 0; at < text.length; at++) if (!dropped.has(at)) kept.push(at)
  return kept
}

/** One character in the form names are compared in; empty for what cannot be seen. */
function folded(ch: string): string {
  if (ch >= 'A' && ch <= 'Z') return ch.toLowerCase()
  if ((ch >= '\u0020' && ch <= '\u007e') || (ch >= '\u3400' && ch <= '\u9fff')) return ch
  if (ch >= '\ud800' && ch <= '\udfff') return '\u00b7'
  if (INVISIBLE.test(ch)) return ''
  return ch.normalize('NFKC').toLowerCase().replace(/\s/g, '')
}
