import { PROVINCE_ABBREVIATIONS } from '../data/places'
import type { ParsedName } from '../types'
import { placeAtStart, placeNamed } from './regions'
import { splitTrade } from './trades'

/** A full name in the words that people take short names from. */
export interface FullName {
  /** Place, parent, telling part and trade in one. */
  text: string
  /** What people say of the form: 集团, 股份, 控股. */
  forms: string[]
  /** Where the name of a parent begins (哈药集团 before 人民同泰), or `brandFrom`. */
  parentFrom: number
  /** The telling part, without the parent's name in front of it. */
  brandFrom: number
  brandTo: number
  /** Where the words of the trade begin. */
  trade: number[]
  /** All places where a word begins, those inside a long telling part too. */
  starts: number[]
  /** The last characters of the words of the trade. */
  ends: number[]
  /** The telling part is the place itself (南宁化工). */
  brandIsPlace: boolean
  /** The one character that the province is called by, or ''. */
  abbreviation: string
  /** The place in front is a county: its name may be part of the brand. */
  inCounty: boolean
}

const CITY = 4
const ABBREVIATION = Object.fromEntries(Object.entries(PROVINCE_ABBREVIATIONS).map(([name, code]) => [code, name]))
const PARENT = /^.{2,}?(?:集团|控股|总公司|局)(?=.{2})/
const SAID_FORMS = /集团|股份|控股/g

/** Words of a registered name: 哈药集团|人民同泰|医药|股份, with the halves of a long telling part as words of their own. */
export function fullName(view: ParsedName): FullName {
  const { place, named } = placeAndBrand(view)
  const parentFrom = place.length
  const parent = PARENT.exec(named)?.[0].length ?? 0
  const brandFrom = parentFrom + parent
  const brandTo = parentFrom + named.length
  const starts = new Set([0, parentFrom, ...wordStarts(named.slice(parent)).map(at => brandFrom + at)])
  // 中节能国祯 is called 节能国祯, 第一拖拉机 一拖.
  if (/^[中第]..?/.test(named)) starts.add(parentFrom + 1)
  const trade: number[] = []
  const ends: number[] = []
  let at = brandTo
  for (const word of splitTrade(view.trade)) {
    for (const inside of wordStarts(word)) trade.push(at + inside)
    at += word.length
    if (word.length > 1) ends.push(at - 1)
  }
  for (const at of trade) starts.add(at)
  return {
    text: place + named + view.trade,
    forms: view.form.match(SAID_FORMS) ?? [],
    parentFrom,
    brandFrom,
    brandTo,
    trade,
    starts: [...starts],
    ends,
    brandIsPlace: !place && (named === '中国' || placeNamed(named) !== undefined),
    abbreviation: ABBREVIATION[view.regions[0]?.slice(0, 2) ?? ''] ?? '',
    inCounty: view.place !== '' && (view.regions[0]?.length ?? 0) > CITY,
  }
}

/** A province or city that a second reading left on the brand is a place again. */
function placeAndBrand({ place, brand }: ParsedName): { place: string; named: string } {
  const found = place ? undefined : placeAtStart(brand)
  if (!found || brand.length === found.name.length || found.place.codes.every(code => code.length > CITY))
    return { place, named: brand }
  return { place: found.name, named: brand.slice(found.name.length) }
}

/** Nobody is called by five characters: words begin inside a long one (德赛|西威, 彩虹|显示器件, 创业|投资). */
function wordStarts({ length }: string): number[] {
  const starts = [0]
  if (length >= 4) starts.push(2)
  if (length >= 5) starts.push(3)
  for (let at = 4; at < length - 1; at++) starts.push(at)
  return starts
}
