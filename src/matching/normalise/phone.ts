import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { cleanText } from './text'

export interface PhoneNumber {
  /** International form, e.g. +8613800138000. */
  e164: string
  /** Extension digits. */
  ext?: string
}

const EXTENSION = /^[\s,;.-]*(?:转|轉|分机|分機|内线|ext\.?|extension|x|#|-|－|—)\s*[:.]?\s*(\d{1,6})(?!\d)/i

/** Splits a field with several numbers and brings each to its international form. A number without country code is Chinese. */
export function normalisePhone(text: string): PhoneNumber[] {
  const out: PhoneNumber[] = []
  const cleaned = cleanText(text, 200).replace(/[‐-―−－]/g, '-')
  for (const part of cleaned.split(/[,，;；、/|\n]|或|和|\s(?=1[3-9]\d{9}(?!\d))/).slice(0, 8)) {
    const found = onePhone(part)
    if (found && !out.some(p => p.e164 === found.e164)) out.push(found)
  }
  return out
}

/** 一三八…: a number written in Chinese figures, at least seven in a row. */
const spokenDigits = (text: string): string =>
  text.replace(/[零〇一幺二两三四五六七八九]{7,}/g, run => [...run].map(ch => SPOKEN[ch]).join(''))
const SPOKEN: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  幺: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

function onePhone(part: string): PhoneNumber | undefined {
  const text = spokenDigits(part)
    .replace(/[\dlIoO][\dlIoO\s-]{5,}[\dlIoO]/g, run =>
      (run.match(/\d/g)?.length ?? 0) > 4 ? run.replace(/[lI]/g, '1').replace(/[oO]/g, '0') : run,
    )
    .replace(/^[^\d+(]+/, '')
    .replace(/(?<=\d) (?=\d(?: |$|-))/g, '')
  const body = (/^[\d\s+().-]+/.exec(text)?.[0] ?? '').replace(/[\s(.-]+$/, '')
  for (const [digits, ext] of readings(body, text.slice(body.length))) {
    const e164 = international(digits)
    if (e164) return ext ? { e164, ext } : { e164 }
  }
  return undefined
}

/** The number alone, then the number with its last group taken as an extension. */
function* readings(body: string, rest: string): Generator<[string, string | undefined]> {
  const written = EXTENSION.exec(rest)?.[1]
  yield [body.replace(/[^\d+]/g, ''), written]
  const split = /^(.*\d)\s*[-\s]\s*(\d{1,6})\s*$/.exec(body)
  if (split) yield [split[1]!.replace(/[^\d+]/g, ''), split[2]]
}

const MOBILE = /^(?:\+86)?(1[3-9]\d{9})$/
/** The first digits of a mobile number say whether it can be one. */
const RANGE = 5
const ranges = new Map<string, boolean>()

/** What the library says of one number of a range holds for all; it is asked once. */
function isMobileRange(mobile: string): boolean {
  const range = mobile.slice(0, RANGE)
  let valid = ranges.get(range)
  if (valid === undefined) {
    valid = parsePhoneNumberFromString(mobile, 'CN')?.isValid() ?? false
    ranges.set(range, valid)
  }
  return valid
}

function international(digits: string): string | undefined {
  if (digits.length < 5 || digits.length > 18) return undefined
  let number = digits.startsWith('+') ? digits : digits.replace(/^00(?=[1-9])/, '+')
  if (!number.startsWith('+')) number = number.replace(/^0?86(?=0?\d{9,11}$)/, '+86').replace(/^0(?=1[3-9]\d{9}$)/, '')
  number = number.replace(/^\+860+/, '+86')
  const mobile = MOBILE.exec(number)?.[1]
  if (mobile && isMobileRange(mobile)) return `+86${mobile}`
  const parsed = parsePhoneNumberFromString(number, 'CN')
  if (parsed?.isValid()) return parsed.number
  // Hong Kong, Macao and Taiwan with their code but without the plus.
  const neighbour = /^(?:85[23][2-9]\d{7}|886[2-9]\d{7,8})$/.test(number)
    ? parsePhoneNumberFromString(`+${number}`)
    : undefined
  if (neighbour?.isValid()) return neighbour.number
  // Cities change between seven and eight digits; numbers of either length stay in customer lists.
  const landline = /^(?:\+86|0)(10|2\d|[3-9]\d{2})([2-9]\d{6,7})$/.exec(number)
  return landline ? `+86${landline[1]}${landline[2]}` : undefined
}
