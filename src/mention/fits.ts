import { placeNamed } from '../matching/parse/regions'
import { isAllTrade, tradeStart } from '../matching/parse/trades'
import { isCommonBody } from './bodies'
import { cleanAt, cleanEnd, endsName, goesOnToForm, goesOnToTrade, isTail, type LeftSide } from './extend'
import { type Hit, placeBefore } from './find-hits'
import { lineBefore, lineBehind, type MessageText } from './message-text'
import { cutWord, holdsWord } from './word-bounds'
import { doesBusiness, isEveryday, isOrdinary, isTalk, namesOrganisation, speaksOfOrganisation } from './words'

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
  const { text } = message
  const word = text.slice(hit.start, hit.end)
  const whole = hit.fullEnd - hit.left.start
  const trade = hasTrade(message, hit)
  // 招新能源: one character before a trade sounds like too many brands.
  if (hit.kind === 'sound' && (isAllTrade(word) || isAllTrade(word.slice(1)))) return false
  if (!endsWell(message, hit, trade)) return false
  const organisation = () => namesOrganisation(lineBehind(message, hit.fullEnd))
  if (!hit.left.hasPlace && isCommonBody(text.slice(hit.start, hit.fullEnd))) return hit.left.clean && organisation()
  if (hit.kind === 'sound')
    return hit.left.clean && !isTalk(word) && (hit.left.hasPlace || !isTail(message, hit.left.start))
  // 石油天然气价格, 智能科技公司: trades alone are no name, unless a customer is called precisely so.
  if (trade && !hit.left.hasPlace && isOnlyTrade(text.slice(hit.start, hit.fullEnd)))
    return hit.left.clean && hit.kind === 'core' && (word.length > TELLS_WHOLE || organisation())
  if (whole >= 6 || (hit.kind === 'core' && word.length >= 5)) return true
  if (!hit.left.clean) return false
  if (hit.hasForm) return whole >= 4
  // A brand that its customer carries in this place is less likely a word than one from anywhere.
  const everyday = hit.kind === 'region' && !isTalk(word) ? isEveryday(word) : isOrdinary(word)
  if (hit.left.hasPlace)
    return whole >= 4 && !isOrdinary(text.slice(hit.left.start, hit.fullEnd)) && (!everyday || organisation())
  if (trade) return true
  // 滨江那边: the place rather than a brand called so; 这家我: no name at all.
  if (placeNamed(word) || (word.length < 4 && isTalk(word))) return false
  const listed = () => isBesideSign(text, hit)
  if (isOrdinary(word)) return word.length > 2 && (speaksOf(message, hit.start, hit.fullEnd) || listed())
  return word.length >= 3 || organisation() || listed()
}

/** An address named after a company: 东方财富广场B座. */
const BUILDING = /^(?:广场|大厦|大楼|公寓|小区|地铁站)/

/** The more a hit tells, the less what follows it must say. */
function endsWell(message: MessageText, hit: NameCandidate, trade: boolean): boolean {
  if (hit.hasForm) return true
  const { text, gap } = message
  if (goesOnToForm(text, hit.fullEnd) || BUILDING.test(text.slice(hit.fullEnd, hit.fullEnd + 3))) return false
  if (cleanEnd(text, gap, hit.fullEnd)) return true
  if (!trade && (hit.kind !== 'region' || hit.end - hit.start < 3)) return false
  return (hit.kind === 'core' || !goesOnToTrade(text, hit.fullEnd)) && endsName(message, hit.fullEnd)
}

/** A word for a kind of business with the word company at most: 智能科技公司. */
const isOnlyTrade = (name: string): boolean => isAllTrade(name.replace(/(?:公司|集团|厂)$/, ''))

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
  if (namesOrganisation(lineBehind(message, hit.fullEnd)) || (besideName() && (length > 2 || !isOrdinary(word))))
    return true
  if (length === 2 || isEveryday(word)) return false
  if (speaksOf(message, hit.left.start, hit.fullEnd) || doesBusiness(lineBehind(message, hit.fullEnd))) return true
  return customers <= RARE && !isOrdinary(word) && (!holdsWord(word) || isListed(text, hit.start, hit.fullEnd))
}

const isListed = (text: string, start: number, end: number): boolean =>
  IN_LIST_BEFORE.test(text.slice(Math.max(0, start - 2), start)) || IN_LIST_BEHIND.test(text.slice(end, end + 1))

/** The words around it speak of an organisation. */
export const speaksOf = (message: MessageText, start: number, end: number): boolean =>
  speaksOfOrganisation(lineBefore(message, start), lineBehind(message, end))

/** Spaces between words (东方 财富) say that these are words; a name spaced out has one behind each character. */
export function isSpacedOut({ text, gap }: MessageText, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) if (gap[at] && !(isLatin(text[at]!) && isLatin(text[at - 1]!))) return true
  return false
}

/** So many characters of a name in their order are no accident, wherever blanks stand. */
const TELLS_WHOLE = 6

function brokenByWords(message: MessageText, { start, end, kind, hasForm }: NameCandidate): boolean {
  if (!isSpacedOut(message, start, end)) return false
  let gaps = 0
  let lines = 0
  for (let at = start + 1; at < end; at++) {
    if (message.gap[at] === 2) lines++
    else if (message.gap[at]) gaps++
  }
  if (kind === 'core' && lines <= 1 && (hasForm ? end - start > 3 : end - start >= TELLS_WHOLE)) return false
  return gaps < end - start - 1 - lines || (end - start < 3 && !hasForm) || lines > 1
}

const isLatin = (ch: string): boolean => ch <= '\u007f'
