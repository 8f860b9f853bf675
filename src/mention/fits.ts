import { cleanAt, cleanEnd, type LeftSide } from './extend'
import { type Hit, placeBefore } from './find-hits'
import type { MessageText } from './message-text'
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

/** Can this be a name here? How sure the surroundings must be depends on how much the hit tells. */
export function fits(message: MessageText, hit: NameCandidate): boolean {
  const { text, gap } = message
  if (brokenByWords(gap, hit)) return false
  const word = text.slice(hit.start, hit.end)
  const whole = hit.fullEnd - hit.left.start
  const endsClean = hit.hasForm || cleanEnd(text, gap, hit.fullEnd)
  if (hit.kind === 'sound') return hit.left.clean && endsClean && !isTalk(word)
  if (whole >= 6 || (hit.kind === 'core' && word.length >= 5)) return endsClean || word.length >= 6
  if (!hit.left.clean || !endsClean) return false
  if (hit.hasForm) return whole >= 4
  if (hit.left.hasPlace) return whole >= 4 && (!isOrdinary(word) || namesOrganisation(text.slice(hit.fullEnd)))
  if (isOrdinary(word)) return false
  return word.length >= 3 || namesOrganisation(text.slice(hit.fullEnd))
}

/** Customers that may share a brand of three characters which stands alone among ordinary words. */
const RARE = 4

/** A short brand alone: the words around it must speak of an organisation, or the brand must be rare. */
export function standsAlone(message: MessageText, hit: NameCandidate, customers: number): boolean {
  const length = hit.end - hit.start
  if (length > 3 || hit.left.hasPlace || hit.hasForm || hit.fullEnd > hit.end) return true
  if (tells(message, hit) || namesOrganisation(message.text.slice(hit.fullEnd))) return true
  return length === 3 && customers <= RARE
}

/** The words around it speak of an organisation. */
const tells = ({ text }: MessageText, { left, fullEnd }: NameCandidate): boolean =>
  speaksOfOrganisation(text.slice(Math.max(0, left.start - 6), left.start), text.slice(fullEnd, fullEnd + 8))

/** Spaces between words (东方 财富) say that these are words; a name spaced out has one behind each character. */
function brokenByWords(gap: Uint8Array, { start, end, hasForm }: NameCandidate): boolean {
  let gaps = 0
  let lines = 0
  for (let at = start + 1; at < end; at++) {
    if (gap[at] === 2) lines++
    else if (gap[at]) gaps++
  }
  return (gaps > 0 && (gaps < end - start - 1 || (end - start < 3 && !hasForm))) || lines > 1
}
