import { RollingHash } from '../matching/keys/rolling-hash'
import { allPlaces, type Place, placeAtEnd } from '../matching/parse/regions'
import { LONGEST_BEGINNING, SHORTEST_BEGINNING } from './beginnings'
import type { MentionIndex } from './mention-index'
import type { MessageText } from './message-text'
import { Pairs } from './pairs'
import { addSound } from './sounds'

/** A place of the message where a registered name may stand. */
export interface Hit {
  /** Offsets in the folded text. */
  start: number
  end: number
  /** core, trade (brand and head of the trade), region (brand behind its province), brand, sound. */
  kind: 'core' | 'trade' | 'region' | 'brand' | 'sound'
  key: number
}

/** Longest core and longest brand that are looked for. */
const MOST_CORE = 20
const MOST_BRAND = 8
/** Shorter cores sound like too much else. */
const LEAST_SOUND = 4
const MOST_SOUND = 12
const HEAD = 2
const BAR = '|'.charCodeAt(0)

const core = new RollingHash()
const brand = new RollingHash()
const trade = new RollingHash()
const tradeTail = new RollingHash()
const region = new RollingHash()
const regionTail = new RollingHash()
const sound = new RollingHash()

const isLetter = (code: number) =>
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x26
const isHan = (code: number) => code >= 0x3400 && code <= 0x9fff
const isLatin = (code: number) => code >= 0x61 && code <= 0x7a

/** All places where the index does not rule a name out. */
export function findHits(message: MessageText, index: MentionIndex, cleanStart: (at: number) => boolean): Hit[] {
  const hits: Hit[] = []
  const { text } = message
  for (let start = 0; start + 1 < text.length; start++) {
    const first = text.charCodeAt(start)
    if (!isLetter(first) || (isLatin(first) && start > 0 && isLatin(text.charCodeAt(start - 1)))) continue
    const second = text.charCodeAt(start + 1)
    if (!isLetter(second)) continue
    if (index.mayStart(first, second)) exactHits(text, start, index, hits)
    if (isHan(first) && cleanStart(start)) soundHits(text, start, index, hits)
  }
  return hits
}

function exactHits(text: string, start: number, index: MentionIndex, hits: Hit[]): void {
  const province = provincesBefore(text, start)
  core.start().addText('c')
  trade.start().addText('t')
  region.start().addText('r')
  brand.start().addText('b')
  const most = Math.min(text.length, start + MOST_CORE)
  for (let at = start; at < most; at++) {
    const unit = text.charCodeAt(at)
    if (!isLetter(unit)) break
    core.add(unit)
    const length = at + 1 - start
    if (length >= SHORTEST_BEGINNING && length <= LONGEST_BEGINNING && !index.mayBegin(text, start, length)) break
    if (length <= MOST_BRAND) {
      trade.add(unit)
      region.add(unit)
      brand.add(unit)
    }
    if (length < 2 || cutsLatin(text, at + 1)) continue
    add(hits, index, core.finish(), 'core', start, at + 1)
    if (length > MOST_BRAND) continue
    add(hits, index, brand.finish(), 'brand', start, at + 1)
    if (at + HEAD < text.length && isHan(text.charCodeAt(at + 1)) && isHan(text.charCodeAt(at + 2))) {
      tradeTail
        .startFrom(trade)
        .add(BAR)
        .add(text.charCodeAt(at + 1))
        .add(text.charCodeAt(at + 2))
      add(hits, index, tradeTail.finish(), 'trade', start, at + 1 + HEAD)
    }
    for (const code of province) {
      regionTail.startFrom(region).add(BAR).addText(code)
      add(hits, index, regionTail.finish(), 'region', start, at + 1)
    }
  }
}

function soundHits(text: string, start: number, index: MentionIndex, hits: Hit[]): void {
  sound.start().addText('p')
  let state = 0
  const most = Math.min(text.length, start + MOST_SOUND)
  for (let at = start; at < most; at++) {
    const unit = text.charCodeAt(at)
    if (!isHan(unit)) break
    state = addSound(sound, unit, state)
    if (state < 0) break
    if (at + 1 - start >= LEAST_SOUND) add(hits, index, sound.finish(), 'sound', start, at + 1)
  }
}

function add(hits: Hit[], index: MentionIndex, key: number, kind: Hit['kind'], start: number, end: number): void {
  if (index.mayHave(key)) hits.push({ start, end, kind, key })
}

const cutsLatin = (text: string, end: number) =>
  end < text.length && isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end))

/** Two-digit codes of the place right before. */
function provincesBefore(text: string, start: number): string[] {
  const place = placeBefore(text, start)
  return place ? [...new Set(place.place.codes.map(code => code.slice(0, 2)))].slice(0, 2) : []
}

const LONGEST_PLACE = 8
/** How places end: most texts are told from places by this alone. */
const endings = new Pairs()
for (const [name] of allPlaces()) endings.add(name.charCodeAt(name.length - 2), name.charCodeAt(name.length - 1))

/** The place that ends where a name begins: 宁波 before 柯力. */
export function placeBefore(text: string, start: number): { name: string; place: Place } | undefined {
  if (start < 2 || !endings.has(text.charCodeAt(start - 2), text.charCodeAt(start - 1))) return undefined
  return placeAtEnd(text.slice(Math.max(0, start - LONGEST_PLACE), start))
}
