import { isAllTrade, tradeStart } from '../matching/parse/trades'
import { cleanAt, cleanEnd, endsName, type LeftSide } from './extend'
import { type Hit, placeBefore } from './find-hits'
import type { MessageText } from './message-text'
import { cutWord, holdsWord } from './word-bounds'
import { isOrdinary, isTalk, namesOrganisation, speaksOfOrganisation } from './words'

/** A hit with its surroundings: the name as far as it goes. */
export interface NameCandidate extends Hit {
  left: LeftSide
  fullEnd: number
  hasForm: boolean
}

/** Nothing before this place can belong to a name that begins here, except its place. */
export const startsClean = ({ text, gap }: MessageText, at: number): boolean =>
  cleanAt(text, gap, at) || placeBefore(text, at) !== undefined

/** Signs and words between the names of a list. */
const LISTED = /[、/／和跟与及]/
const IN_LIST_BEFORE = /(?:[、/／]|\d[.．、)）])$/
const IN_LIST_BEHIND = /^[、/／]/

/** Another name of a list may stand right before or behind. */
export const isBesideSign = (text: string, { start, fullEnd }: NameCandidate): boolean =>
  LISTED.test(text[start - 1] ?? '') || LISTED.test(text[fullEnd] ?? '')

/** Can this be a name here? */
export const fits = (message: MessageText, hit: NameCandidate): boolean =>
  standsWell(message, hit) && !brokenByWords(message, hit) && !cutsWords(message, hit)

/** How sure the surroundings must be depends on how much the hit tells. */
function standsWell(message: MessageText, hit: NameCandidate): boolean {
  const { text, gap } = message
  const word = text.slice(hit.start, hit.end)
  const whole = hit.fullEnd - hit.left.start
  const trade = hasTrade(message, hit)
  const endsClean = hit.hasForm || (trade ? endsName(message, hit.fullEnd) : cleanEnd(text, gap, hit.fullEnd))
  if (hit.kind === 'sound') return hit.left.clean && endsClean && !isTalk(word)
  const organisation = () => namesOrganisation(text.slice(hit.fullEnd))
  // 石油天然气价格: trades alone are no name.
  if (trade && !hit.hasForm && !hit.left.hasPlace && isAllTrade(text.slice(hit.start, hit.fullEnd)))
    return hit.left.clean && endsClean && organisation()
  if (whole >= 6 || (hit.kind === 'core' && word.length >= 5)) return endsClean
  if (!hit.left.clean || !endsClean) return false
  if (hit.hasForm) return whole >= 4
  if (hit.left.hasPlace)
    return whole >= 4 && !isOrdinary(text.slice(hit.left.start, hit.fullEnd)) && (!isOrdinary(word) || organisation())
  if (trade) return true
  const listed = () => isBesideSign(text, hit)
  if (isOrdinary(word)) return word.length > 2 && (organisation() || listed())
  return word.length >= 3 || organisation() || listed()
}

/** Brand and trade rather than a brand alone. */
const hasTrade = ({ text }: MessageText, { start, end, fullEnd, kind }: NameCandidate): boolean =>
  fullEnd - start >= 4 && (kind === 'trade' || fullEnd > end || tradeStart(text.slice(start, end)) < end - start)

/** Begins or ends inside an everyday word: 新能|源科技, 川化|工厂. Two characters may be a slip of the dictionary. */
function cutsWords(message: MessageText, { left, fullEnd, hasForm, kind }: NameCandidate): boolean {
  const least = kind === 'sound' || kind === 'brand' || fullEnd - left.start <= 4 ? 2 : 3
  return cutWord(message, left.start) > 0 || (!hasForm && cutWord(message, fullEnd) >= least)
}

/** Customers that may share a brand which stands alone among ordinary words. */
const RARE = 4
/** Brands of up to so many characters may be everyday words or sayings. */
const SHORT = 4

/** A short brand alone: the words around it must speak of an organisation, or the brand must be rare and no everyday word. */
export function standsAlone(
  message: MessageText,
  hit: NameCandidate,
  customers: number,
  touchesName: () => boolean,
): boolean {
  const { text } = message
  const besideName = () => isBesideSign(text, hit) && touchesName()
  const length = hit.end - hit.start
  if (length > SHORT || hit.left.hasPlace || hit.hasForm || hasTrade(message, hit)) return true
  const word = text.slice(hit.start, hit.end)
  if (namesOrganisation(text.slice(hit.fullEnd)) || (besideName() && (length > 2 || !isOrdinary(word)))) return true
  if (length === 2 || isOrdinary(word)) return false
  if (speaksOf(message, hit.left.start, hit.fullEnd)) return true
  return customers <= RARE && (!holdsWord(word) || isListed(text, hit.start, hit.fullEnd))
}

const isListed = (text: string, start: number, end: number): boolean =>
  IN_LIST_BEFORE.test(text.slice(Math.max(0, start - 2), start)) || IN_LIST_BEHIND.test(text.slice(end, end + 1))

/** The words around it speak of an organisation. */
export const speaksOf = ({ text }: MessageText, start: number, end: number): boolean =>
  speaksOfOrganisation(text.slice(Math.max(0, start - 6), start), text.slice(end, end + 16))

/** Spaces between words (东方 财富) say that these are words; a name spaced out has one behind each character. */
export function isSpacedOut({ text, gap }: MessageText, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) if (gap[at] && !(isLatin(text[at]!) && isLatin(text[at - 1]!))) return true
  return false
}

function brokenByWords(message: MessageText, { start, end, hasForm }: NameCandidate): boolean {
  if (!isSpacedOut(message, start, end)) return false
  let gaps = 0
  let lines = 0
  for (let at = start + 1; at < end; at++) {
    if (message.gap[at] === 2) lines++
    else if (message.gap[at]) gaps++
  }
  return gaps < end - start - 1 - lines || (end - start < 3 && !hasForm) || lines > 1
}

const isLatin = (ch: string): boolean => ch <= '\u007f'
