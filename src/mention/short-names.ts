import { placeAtStart } from '../matching/parse/regions'
import { isAllTrade } from '../matching/parse/trades'
import { cleanAt, cleanEnd, extendRight, goesOnToForm, goesOnToTrade, isTail } from './extend'
import { lineBefore, lineBehind, type MessageText } from './message-text'
import { cutWord } from './word-bounds'
import { doesBusiness, isOrdinary, isTalk, speaksOfOrganisation, startsOrdinary } from './words'

export interface Segment {
  start: number
  end: number
}

const LEAST = 3
const MOST = 6
/** A search costs about as much as a duplicate check, so a message gets few. */
const MOST_SEGMENTS = 2
const HAN_RUN = /^[\u4e00-\u9fffa-z]+$/

/** How the short names of listed companies end. */
const STOCK = /^[\u4e00-\u9fff]{2}(?:股份|集团|控股)$/
/** Kinds of customers rather than one of them. */
const KIND = /(?:行业|市场|公司|企业|客户|厂家|领域|商家|单位|产品|项目)$/

/**
 * Pieces of three to six characters that stand where a customer's name stands (约了 … 周三, … 的采购换人了): a listed
 * company's short name picks characters out of the full name, so no key of the full name has it.
 */
export function shortNameSegments(message: MessageText): Segment[] {
  const { text, gap } = message
  const segments: Segment[] = []
  for (let start = 0; start + LEAST <= text.length && segments.length < MOST_SEGMENTS; start++) {
    if (!cleanAt(text, gap, start) || isTail(message, start)) continue
    const end = endOf(message, start)
    if (!end || cutWord(message, start) || cutWord(message, end)) continue
    segments.push({ start, end })
    start = end - 1
  }
  return segments
}

function endOf(message: MessageText, start: number): number | undefined {
  const { text, gap } = message
  if (startsOrdinary(text.slice(start, start + 2))) return undefined
  const before = lineBefore(message, start)
  for (let end = start + LEAST; end <= Math.min(text.length, start + MOST); end++) {
    const word = text.slice(start, end)
    if (!HAN_RUN.test(word) || isTalk(word) || hasGap(gap, start + 1, end)) return undefined
    if (!cleanEnd(text, gap, end) || !isSaidOfNames(word, before, lineBehind(message, end))) continue
    if (KIND.test(word) || isAllTrade(word)) continue
    if (isOrdinary(word) || startsOrdinary(word.slice(placeAtStart(word)?.name.length ?? 0))) continue
    if (extendRight(text, end).end > end || goesOnToForm(text, end) || goesOnToTrade(text, end)) continue
    return end
  }
  return undefined
}

/** What stands around it stands around names; most pieces of talk are told from names by this alone. */
const isSaidOfNames = (word: string, before: string, behind: string): boolean =>
  STOCK.test(word) ||
  (word.length > LEAST && isListed(before, behind)) ||
  speaksOfOrganisation(before, behind) ||
  doesBusiness(behind)

function hasGap(gap: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (gap[at]) return true
  return false
}

/** One of a list: 、…、 */
const isListed = (before: string, behind: string): boolean => before.endsWith('、') && behind.startsWith('、')
