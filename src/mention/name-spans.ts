import type { Context } from '../context'
import { findCandidates } from '../customer/candidates'
import { loadStored, type Prepared, prepare, queryKeys, scorePair } from '../matching'
import { cleanEnd, extendLeft, extendRight } from './extend'
import { findHits, type Hit } from './find-hits'
import { fits, type NameCandidate, standsAlone, startsClean } from './fits'
import { knownNameEnd } from './known-short-names'
import { existingKeys, lookUp, MOST_KEYS, MOST_PER_KEY, type NamedRow } from './look-up'
import type { MentionIndex } from './mention-index'
import type { MentionSpan } from './mention-span'
import type { MessageText } from './message-text'
import { shortNameSegments } from './short-names'

const LEAST_SCORE = 0.5
/** Two characters that only sound alike prove little. */
const LEAST_SOUND_SCORE = 0.7
/** One or two characters between a clean beginning and a name are part of a longer name. */
const SHORT_RESIDUE = 2
const RANK: Record<NameCandidate['kind'], number> = { core: 4, trade: 3, region: 3, sound: 2, brand: 1 }

interface Found {
  id: string
  score: number
}

/** Collects spans that do not overlap. */
class Spans {
  readonly list: MentionSpan[] = []
  constructor(private readonly message: MessageText) {}

  isFree(start: number, end: number): boolean {
    const [from, to] = this.offsets(start, end)
    return !this.list.some(span => span.start < to && span.end > from)
  }

  add(start: number, end: number, found: Found | undefined): void {
    if (!found) return
    const [from, to] = this.offsets(start, end)
    this.list.push({ start: from, end: to, customerId: found.id, kind: 'name', score: found.score })
  }

  private offsets(start: number, end: number): [number, number] {
    return [this.message.from[start]!, this.message.to[end - 1]!]
  }
}

/** Names of registered customers in a message: by their keys first, then short names that no key has. */
export async function nameSpans(context: Context, message: MessageText, index: MentionIndex): Promise<MentionSpan[]> {
  const spans = new Spans(message)
  await knownNames(context, message, spans)
  await byKeys(context, message, index, spans)
  for (const { start, end } of shortNameSegments(message))
    if (spans.isFree(start, end)) spans.add(start, end, await bySearch(context, message, start, end))
  return spans.list
}

async function byKeys(context: Context, message: MessageText, index: MentionIndex, spans: Spans): Promise<void> {
  const candidates = plausible(message, await hitsIn(context, message, index))
  // A brand alone has many customers and tells little: only where nothing better was found.
  await tryAll(
    context,
    message,
    candidates.filter(candidate => candidate.kind !== 'brand'),
    spans,
  )
  await tryAll(
    context,
    message,
    candidates.filter(candidate => candidate.kind === 'brand'),
    spans,
  )
}

async function tryAll(context: Context, message: MessageText, all: NameCandidate[], spans: Spans): Promise<void> {
  const candidates = all.filter(({ left, fullEnd }) => spans.isFree(left.start, fullEnd)).slice(0, MOST_KEYS)
  if (!candidates.length) return
  const rows = await lookUp(context.read, [...new Set(candidates.map(candidate => candidate.key))])
  const byKey = new Map<number, NamedRow[]>()
  for (const row of rows) byKey.set(row.k, [...(byKey.get(row.k) ?? []), row])
  for (const candidate of candidates) {
    const { left, fullEnd, key } = candidate
    if (spans.isFree(left.start, fullEnd))
      spans.add(left.start, fullEnd, best(message, candidate, byKey.get(key) ?? []))
  }
}

/** Before the index is filled nothing is ruled out by it; then the key table is asked which keys there are. */
async function hitsIn(context: Context, message: MessageText, index: MentionIndex): Promise<Hit[]> {
  const hits = findHits(message, index, at => startsClean(message, at))
  if (index.ready || !hits.length) return hits
  const known = await existingKeys(context.read, [...new Set(hits.map(hit => hit.key))])
  return hits.filter(hit => known.has(hit.key))
}

/** Hits that can be names where they stand, the most telling first. */
function plausible(message: MessageText, hits: Hit[]): NameCandidate[] {
  const { text, gap } = message
  const candidates: NameCandidate[] = []
  for (const hit of hits) {
    const right = extendRight(text, hit.end)
    const candidate = { ...hit, left: extendLeft(text, gap, hit.start), fullEnd: right.end, hasForm: right.hasForm }
    if (fits(message, candidate)) candidates.push(candidate)
  }
  const whole = (c: NameCandidate) => c.fullEnd - c.left.start
  const length = (c: NameCandidate) => c.end - c.start
  return candidates.sort((a, b) => whole(b) - whole(a) || RANK[b.kind] - RANK[a.kind] || length(b) - length(a))
}

function best(message: MessageText, candidate: NameCandidate, rows: NamedRow[]): Found | undefined {
  if (!rows.length || (candidate.kind === 'brand' && !candidate.hasForm && rows.length >= MOST_PER_KEY))
    return undefined
  if (!standsAlone(message, candidate, rows.length)) return undefined
  const { left, fullEnd, kind } = candidate
  // Characters before it that belong to no place and no ordinary word make it a longer name.
  const longer = candidate.hasForm || left.hasPlace || left.residue <= SHORT_RESIDUE
  const from = left.clean || !longer ? left.start : left.start - left.residue
  const found = bestOf(nameIn(message, from, fullEnd), rows)
  const least = kind === 'sound' && candidate.end - candidate.start <= 4 ? LEAST_SOUND_SCORE : LEAST_SCORE
  return found && found.score >= least ? found : undefined
}

const nameIn = ({ original, from, to }: MessageText, start: number, end: number): string =>
  original.slice(from[start]!, to[end - 1]!)

/** The last names asked about: several hits often extend to the same name. */
const lastAsked = new Map<string, Prepared>()
const MOST_REMEMBERED = 64

function asked(name: string): Prepared {
  let prepared = lastAsked.get(name)
  if (!prepared) {
    prepared = prepare({ name })
    if (lastAsked.size >= MOST_REMEMBERED) lastAsked.clear()
    lastAsked.set(name, prepared)
  }
  return prepared
}

function bestOf(name: string, rows: { id: string; matchForm: string }[]): Found | undefined {
  if (!rows.length) return undefined
  const query = asked(name)
  let found: Found | undefined
  for (const row of rows) {
    const { score } = scorePair(query, loadStored(row.matchForm))
    if (score >= LEAST_SCORE && score > (found?.score ?? 0)) found = { id: row.id, score }
  }
  return found
}

async function knownNames(context: Context, message: MessageText, spans: Spans): Promise<void> {
  for (let start = 0; start + 1 < message.text.length; start++) {
    const end = knownNameEnd(message, start)
    if (!end || !startsClean(message, start) || !spans.isFree(start, end)) continue
    if (extendRight(message.text, end).end > end || !cleanEnd(message.text, message.gap, end)) continue
    spans.add(start, end, await bySearch(context, message, start, end))
    start = end - 1
  }
}

/** The whole duplicate check for one piece of the message. */
async function bySearch(
  context: Context,
  message: MessageText,
  start: number,
  end: number,
): Promise<Found | undefined> {
  const name = nameIn(message, start, end)
  const { stage1, stage2 } = queryKeys(asked(name))
  const first = bestOf(name, await findCandidates(context.read, stage1))
  return first ?? bestOf(name, await findCandidates(context.read, stage2))
}
