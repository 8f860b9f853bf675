import type { Context } from '../context'
import { loadStored, prepare, scorePair } from '../matching'
import { cleanAt, cleanEnd, extendLeft, extendRight, type LeftSide } from './extend'
import { findHits, type Hit } from './find-hits'
import { lookUp, MOST_KEYS, MOST_PER_KEY, type NamedRow } from './look-up'
import type { MentionIndex } from './mention-index'
import type { MentionSpan } from './mention-span'
import type { MessageText } from './message-text'
import { isOrdinary, speaksOfOrganisation } from './words'

/** A hit with its surroundings: the name as far as it goes. */
interface Candidate extends Hit {
  left: LeftSide
  fullEnd: number
  hasForm: boolean
}

const LEAST_SCORE = 0.5
const RANK: Record<Hit['kind'], number> = { core: 4, trade: 3, region: 3, sound: 2, brand: 1 }

/** Names of registered customers in a message. */
export async function nameSpans(context: Context, message: MessageText, index: MentionIndex): Promise<MentionSpan[]> {
  const candidates = plausible(
    message,
    findHits(message, index, at => cleanAt(message.text, message.gap, at)),
  )
  if (!candidates.length) return []
  const rows = await lookUp(context.read, [...new Set(candidates.map(candidate => candidate.key))].slice(0, MOST_KEYS))
  const byKey = new Map<number, NamedRow[]>()
  for (const row of rows) byKey.set(row.k, [...(byKey.get(row.k) ?? []), row])
  const spans: MentionSpan[] = []
  for (const candidate of candidates) {
    const start = message.from[candidate.left.start]!
    const end = message.to[candidate.fullEnd - 1]!
    if (spans.some(span => span.start < end && span.end > start)) continue
    const found = best(message, candidate, byKey.get(candidate.key) ?? [])
    if (found) spans.push({ start, end, customerId: found.id, kind: 'name', score: found.score })
  }
  return spans
}

/** Hits that can be names where they stand, the most telling first. */
function plausible(message: MessageText, hits: Hit[]): Candidate[] {
  const { text, gap } = message
  const candidates: Candidate[] = []
  for (const hit of hits) {
    const right = extendRight(text, hit.end)
    const left = extendLeft(text, gap, hit.start)
    const candidate = { ...hit, left, fullEnd: right.end, hasForm: right.hasForm }
    if (fits(message, candidate)) candidates.push(candidate)
  }
  const length = (c: Candidate) => c.end - c.start
  return candidates
    .sort(
      (a, b) =>
        b.fullEnd - b.left.start - (a.fullEnd - a.left.start) || RANK[b.kind] - RANK[a.kind] || length(b) - length(a),
    )
    .slice(0, MOST_KEYS)
}

/** How sure the surroundings must be depends on how much the hit tells. */
function fits({ text, gap }: MessageText, hit: Candidate): boolean {
  if (brokenByWords(gap, hit)) return false
  const word = text.slice(hit.start, hit.end)
  const whole = hit.fullEnd - hit.left.start
  const endsClean = hit.hasForm || cleanEnd(text, gap, hit.fullEnd)
  if (hit.kind === 'sound') return hit.left.clean && endsClean
  if (whole >= 6 || (hit.kind === 'core' && word.length >= 5)) return endsClean || word.length >= 6
  if (hit.kind === 'trade' && word.length >= 4) return hit.left.clean && endsClean
  if (hit.kind === 'core' && word.length >= 4) return hit.left.clean && endsClean && !isOrdinary(word)
  if (!hit.left.clean || !endsClean) return false
  const organisation = speaksOfOrganisation(
    text.slice(Math.max(0, hit.left.start - 6), hit.left.start),
    text.slice(hit.fullEnd, hit.fullEnd + 8),
  )
  if (hit.left.hasPlace || hit.hasForm) return organisation || whole >= 4
  return organisation || (word.length >= 3 && !isOrdinary(word) && whole > word.length)
}

/** Spaces between words (东方 财富) say that these are words; a name spaced out has one behind each character. */
function brokenByWords(gap: Uint8Array, { start, end }: Hit): boolean {
  let gaps = 0
  let lines = 0
  for (let at = start + 1; at < end; at++) {
    if (gap[at] === 2) lines++
    else if (gap[at]) gaps++
  }
  return (gaps > 0 && gaps < end - start - 1) || lines > 1
}

function best(
  { text }: MessageText,
  candidate: Candidate,
  rows: NamedRow[],
): { id: string; score: number } | undefined {
  if (!rows.length || (candidate.kind === 'brand' && rows.length >= MOST_PER_KEY)) return undefined
  const { left, fullEnd } = candidate
  // Characters before it that belong to no place and no ordinary word make it a longer name.
  const from = left.clean ? left.start : left.start - (candidate.hasForm || left.hasPlace ? left.residue : 0)
  const asked = prepare({ name: text.slice(from, fullEnd) })
  let found: { id: string; score: number } | undefined
  for (const row of rows) {
    const { score } = scorePair(asked, loadStored(row.matchForm))
    if (score >= LEAST_SCORE && score > (found?.score ?? 0)) found = { id: row.id, score }
  }
  return found
}
