import type { Context } from '../context'
import { findCandidates } from '../customer/candidates'
import { queryKeys } from '../matching'
import { branchBehind, cleanEnd, extendLeft, extendRight, goesOnToForm } from './extend'
import { findHits, type Hit } from './find-hits'
import { fits, isBesideSign, isSpacedOut, type NameCandidate, speaksOf, standsAlone, startsClean } from './fits'
import { knownNameEnd } from './known-short-names'
import { existingKeys, lookUp, MOST_KEYS, MOST_PER_KEY, type NamedRow } from './look-up'
import type { MentionIndex } from './mention-index'
import type { MessageText } from './message-text'
import { namedOrganisations } from './named-organisations'
import { shortNameSegments } from './short-names'
import { type Found, Spans } from './spans'
import { asked, bestOf } from './verify'
import { isOrdinary } from './words'

/** Two characters that only sound alike, everyday words, and names found without a key prove less. */
const LEAST_UNSURE_SCORE = 0.7
/** A short name that picks characters out of the full one scores little above this, an everyday word below. */
const LEAST_SHORT_SCORE = 0.6
/** One or two characters between a clean beginning and a name are part of a longer name. */
const SHORT_RESIDUE = 2
const RANK: Record<NameCandidate['kind'], number> = { core: 4, trade: 3, region: 3, sound: 2, brand: 1 }

/** Names of registered customers in a message: by their keys first, then such that no key has. */
export async function nameSpans(context: Context, message: MessageText, index: MentionIndex): Promise<Spans['list']> {
  const spans = new Spans(message)
  await knownNames(context, message, index, spans)
  await byKeys(context, message, index, spans)
  for (const { start, end } of namedOrganisations(message, spans)) {
    const found = await bySearch(context, message, index, start, end)
    spans.add(start, end, atLeast(LEAST_UNSURE_SCORE, found))
  }
  for (const { start, end } of shortNameSegments(message))
    if (spans.isFree(start, end))
      spans.add(start, end, atLeast(LEAST_SHORT_SCORE, await bySearch(context, message, index, start, end)))
  return spans.list
}

const atLeast = (score: number, found: Found | undefined): Found | undefined =>
  found && found.score >= score ? found : undefined

async function byKeys(context: Context, message: MessageText, index: MentionIndex, spans: Spans): Promise<void> {
  const candidates = plausible(message, await hitsIn(context, message, index))
  const of = (kinds: string[]) => candidates.filter(({ kind }) => kinds.includes(kind))
  const rows = new Map<number, NamedRow[]>()
  // First what tells most of each piece; what tells less only where that finds nobody. A like sound only where no
  // letters agree; a brand alone has many customers and tells little, so it comes last.
  const telling = of(['core', 'trade', 'region'])
  const first = longestOfEach(telling)
  await readRows(context, first, rows, spans)
  tryAll(message, first, rows, spans)
  const sounds = of(['sound'])
  await readRows(context, [...telling, ...sounds], rows, spans)
  tryAll(message, telling, rows, spans)
  tryAll(message, sounds, rows, spans)
  const brands = of(['brand'])
  await readRows(context, brands, rows, spans)
  tryAll(message, brands, rows, spans)
  // A short brand may stand beside a name found meanwhile.
  if (spans.list.length)
    tryAll(
      message,
      candidates.filter(candidate => isBesideSign(message.text, candidate)),
      rows,
      spans,
    )
}

/** Of the candidates for the same piece those whose key covers most of it: 云帆软件 rather than 云帆. */
const longestOfEach = (candidates: NameCandidate[]): NameCandidate[] =>
  bySpan(candidates).flatMap(same => {
    const most = Math.max(...same.map(({ start, end }) => end - start))
    return same.filter(({ start, end }) => end - start === most)
  })

/** Reads the customers of the keys that are still needed, in one statement. */
async function readRows(
  context: Context,
  candidates: NameCandidate[],
  rows: Map<number, NamedRow[]>,
  spans: Spans,
): Promise<void> {
  const keys = new Set<number>()
  for (const { left, fullEnd, key } of candidates)
    if (keys.size < MOST_KEYS && !rows.has(key) && spans.isFree(left.start, fullEnd)) keys.add(key)
  for (const key of keys) rows.set(key, [])
  for (const row of await lookUp(context.read, [...keys])) rows.get(row.k)!.push(row)
}

function tryAll(message: MessageText, candidates: NameCandidate[], rows: Map<number, NamedRow[]>, spans: Spans): void {
  for (const same of bySpan(candidates.filter(({ key }) => rows.get(key)?.length))) {
    const [{ left, fullEnd }] = same
    if (spans.isFree(left.start, fullEnd)) spans.add(left.start, fullEnd, best(message, same, rows, spans))
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
  const { text } = message
  const lefts: ReturnType<typeof extendLeft>[] = []
  const candidates: NameCandidate[] = []
  for (const { start, end, kind, key } of hits) {
    lefts[start] ??= extendLeft(message, start)
    const { end: fullEnd, hasForm } = extendRight(text, end)
    const candidate: NameCandidate = { start, end, kind, key, left: lefts[start]!, fullEnd, hasForm }
    if (fits(message, candidate)) candidates.push(candidate)
  }
  const whole = (c: NameCandidate) => c.fullEnd - c.left.start
  const length = (c: NameCandidate) => c.end - c.start
  return candidates.sort((a, b) => whole(b) - whole(a) || RANK[b.kind] - RANK[a.kind] || length(b) - length(a))
}

/** Candidates that say the same piece of the message, together; the order stays. */
function bySpan(candidates: NameCandidate[]): [NameCandidate, ...NameCandidate[]][] {
  const groups = new Map<number, [NameCandidate, ...NameCandidate[]]>()
  for (const candidate of candidates) {
    const span = candidate.left.start * 0x10000 + candidate.fullEnd
    const group = groups.get(span)
    if (group) group.push(candidate)
    else groups.set(span, [candidate])
  }
  return [...groups.values()]
}

/** The best customer among those that any candidate for the same piece of the message brings. */
function best(
  message: MessageText,
  candidates: [NameCandidate, ...NameCandidate[]],
  byKey: Map<number, NamedRow[]>,
  spans: Spans,
): Found | undefined {
  const rows = new Map<string, NamedRow>()
  let unsure = true
  for (const candidate of candidates) {
    const its = byKey.get(candidate.key)!
    if (candidate.kind === 'brand' && !candidate.hasForm && its.length >= MOST_PER_KEY) continue
    const { left, fullEnd } = candidate
    if (!standsAlone(message, candidate, its.length, () => spans.touches(left.start, fullEnd))) continue
    for (const row of its) rows.set(row.id, row)
    if (!tellsLittle(message, candidate)) unsure = false
  }
  const [{ left, fullEnd, hasForm }] = candidates
  // Characters before it that belong to no place and no ordinary word make it a longer name.
  const longer = hasForm || left.hasPlace || left.residue <= SHORT_RESIDUE
  const from = left.clean || !longer ? left.start : left.start - left.residue
  const found = bestOf(nameIn(message, from, fullEnd), [...rows.values()])
  return found && (!unsure || found.score >= LEAST_UNSURE_SCORE) ? found : undefined
}

/** A short sound, or an everyday word with something behind it: 绿色|环保材料. */
const tellsLittle = ({ text }: MessageText, { kind, start, end, fullEnd, hasForm }: NameCandidate): boolean =>
  (kind === 'sound' && end - start <= 4) ||
  (kind === 'brand' && fullEnd > end && !hasForm && isOrdinary(text.slice(start, end)))

const nameIn = ({ original, from, to }: MessageText, start: number, end: number): string =>
  original.slice(from[start]!, to[end - 1]!)

/** Known names that are words, verbs and products too: 打滴滴, 美的是风景. */
const isWeak = (name: string): boolean => name.length === 2 || /^[a-z]{3}$/.test(name) || isOrdinary(name)

async function knownNames(context: Context, message: MessageText, index: MentionIndex, spans: Spans): Promise<void> {
  for (let start = 0; start + 1 < message.text.length; start++) {
    const end = knownNameEnd(message, start)
    if (!end || !startsClean(message, start) || !spans.isFree(start, end) || isSpacedOut(message, start, end)) continue
    if (
      extendRight(message.text, end).end > end ||
      goesOnToForm(message.text, end) ||
      !cleanEnd(message.text, message.gap, end)
    )
      continue
    const whole = end + branchBehind(message.text, end)
    if (whole === end && isWeak(message.text.slice(start, end)) && !speaksOf(message, start, end)) continue
    // A branch may be a customer of its own: 招行苏州分行.
    spans.add(start, whole, await bySearch(context, message, index, start, whole))
    start = whole - 1
  }
}

/** The whole duplicate check for one piece of the message. */
async function bySearch(
  context: Context,
  message: MessageText,
  index: MentionIndex,
  start: number,
  end: number,
): Promise<Found | undefined> {
  const name = nameIn(message, start, end)
  if (index.nobody.has(name)) return undefined
  const { stage1, stage2 } = queryKeys(asked(name), key => index.mayHave(key))
  const found = bestOf(name, await findCandidates(context.read, { keys: [...stage1, ...stage2] }))
  if (!found && index.ready) index.nobody.add(name)
  return found
}
