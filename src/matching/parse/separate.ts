import { isBranch, lastCompanyFormEnd } from './forms'
import { letterPlace } from './latin'
import { abbreviatedPlace, placeAtStart } from './regions'
import { isLabel, isRemark, withoutRemarkTail, withoutRequest } from './remarks'
import { isTradeEnd } from './trades'

/** One way to read a text as a name: letters and digits only, with what stood in brackets sorted out. */
export interface Separated {
  text: string
  /** Names of places that stood in brackets. */
  places: string[]
  branch: string
}

const OPEN = /[([{【〔［｛「『《〈<]/g
const CLOSE = /[)\]}】〕］｝」』》〉>]/g
const CONTACTS =
  /(?:https?:\/\/\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![a-z\d])(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)|(?<![a-z\d])\d{7,}(?![a-z\d]))/g
const FORM_BRACKET = /^(?:集团|股份|控股|控股集团|集团控股|有限合伙|普通合伙|特殊普通合伙|有限责任|有限公司)$/
/** Two names of at least two characters with a hyphen between them. */
const JOINT = /^\s*(?![\u4e00-\u9fff]{1,4}(?:部|处|区|组|总|工|姐|哥)-)[\u4e00-\u9fff]{2,6}-[\u4e00-\u9fff]{4,}$/
const SEPARATORS = /[^\p{L}\p{N}&']+/u
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/** The place that a text is, from its province on or alone (四川省成都市): the most exact part. */
function wholePlace(text: string): string | undefined {
  const found = placeAtStart(text)
  if (!found) return undefined
  const rest = text.slice(found.name.length)
  return rest === '' ? found.name : wholePlace(rest)
}

/** （上海分公司） behind a company, （人民路店） and （东院区） behind any name. */
const isBranchInBrackets = (bare: string, before: string): boolean =>
  bare.length > 2 &&
  (lastCompanyFormEnd(before) > 0
    ? isBranch(bare)
    : before.length >= 2 && /[\u4e00-\u9fff](?:店|院区|校区)$/.test(bare))

/** Whether a reading may leave a piece out: not a place, not what says the business, and no company form. */
function mayBeLeftOut(piece: string): boolean {
  const bare = letters(piece)
  if (/^(?:有限)?公司$/.test(bare)) return true
  return !wholePlace(bare) && !letterPlace(bare) && !isTradeEnd(bare) && lastCompanyFormEnd(bare) < 0
}

/** A bracket cut off behind the beginning of a place (友达光电（苏) is closed. */
function closed(text: string): string {
  const inside = /\(([\u4e00-\u9fff]{1,3})$/.exec(text)?.[1]
  return inside && (wholePlace(inside) || abbreviatedPlace(inside)) ? `${text})` : text
}

/** A text written twice in a row, once. */
function once(text: string): string {
  const half = text.length / 2
  return text.length >= 8 && Number.isInteger(half) && text.slice(0, half) === text.slice(half)
    ? text.slice(0, half)
    : text
}

/** Readings of a cleaned, simplified, lower-case text, best first, at most four. */
export function separate(text: string): Separated[] {
  let rest = closed(withoutRequest(text.replace(OPEN, '(').replace(CLOSE, ')').replace(CONTACTS, ' ')))
  const places: string[] = []
  let branch = ''
  // Brackets, left to right; at most eight groups are looked at.
  for (let i = 0; i < 8; i++) {
    const found = /\(([^()]*)\)/.exec(rest)
    if (!found) break
    const inside = found[1]!.trim()
    const before = rest.slice(0, found.index)
    const after = rest.slice(found.index + found[0].length)
    const bare = letters(inside)
    let keep = ' '
    const place = bare === '中国' ? '' : wholePlace(bare)
    if (place !== undefined) {
      if (place) places.push(place)
      keep = ''
    } else if (abbreviatedPlace(bare)) {
      places.push(abbreviatedPlace(bare)!)
      keep = ''
    } else if (FORM_BRACKET.test(bare)) keep = bare
    else if (isBranchInBrackets(bare, letters(before))) branch = bare
    else if (isRemark(inside) || isLabel(inside) || (i === 0 && letters(before) === '' && bare.length <= 4)) keep = ' '
    else if (letters(after) !== '' && letters(before) !== '') keep = bare
    rest = before + keep + after
  }
  rest = withoutRequest(rest.replace(/[()]/g, ' '))
  const pieces = rest.split(SEPARATORS).filter(p => letters(p) !== '')
  const out: Separated[] = []
  const push = (joined: string, extraBranch = '') => {
    const name = once(letters(joined))
    if (name && !out.some(o => o.text === name)) out.push({ text: name, places, branch: extraBranch || branch })
  }
  while (pieces.length > 1 && (isLabel(pieces[0]!) || isRemark(pieces[0]!))) pieces.shift()
  let tail = ''
  while (pieces.length > 1) {
    const last = pieces[pieces.length - 1]!
    if (isRemark(last)) pieces.pop()
    else if (
      letters(last).length > 2 &&
      isBranch(letters(last)) &&
      /[\u4e00-\u9fff]/.test(pieces[0]!) &&
      letters(pieces.slice(0, -1).join('')).length > 3
    )
      tail = letters(pieces.pop()!)
    else break
  }
  push(withoutRemarkTail(letters(pieces.join(''))), tail)
  if (pieces.length > 1) {
    // A spaced-out name stays joined; otherwise one of its pieces may be the name.
    const withForm = pieces.find(p => lastCompanyFormEnd(p) > 3)
    // 中化-道达尔油品有限公司 belongs to two and is neither of them.
    if (withForm && !JOINT.test(rest)) push(withForm, tail)
    const alone = (piece: string) => {
      if (pieces.every(p => piece.includes(p) || mayBeLeftOut(p))) push(piece, tail)
    }
    if (pieces.some(p => letters(p).length > 2)) {
      alone(pieces[0]!.length >= 2 ? pieces[0]! : pieces.slice(0, 2).join(''))
      alone([...pieces].sort((a, b) => b.length - a.length)[0]!)
    }
  }
  return out.slice(0, 4)
}
