import { ABBREVIATIONS, FORMER_PLACES, OTHER_NAMES, SELDOM_PREFIXES, TOWNS } from '../data/places'
import { REGION_LINES } from '../data/regions'
import { placeText } from './place-text'

/** A place name as it may stand in a company name. */
export interface Place {
  /** 2, 4 or 6 digits; several when different places share the name. */
  codes: string[]
  /** Written with 省, 市, 县 …: then it is surely a place. */
  full: boolean
  /** A district (区) without its 区, or a town: more often a brand than a place. */
  weak: boolean
}

const ETHNIC =
  /(?:蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族?|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|怒族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|独龙族|各族|蒙古)+$/
const SUFFIX = /(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|特区|省|市|县|区|盟|旗|州)$/
/** The name of the place that 沪, 粤 or hk in brackets stands for. */
export const abbreviatedPlace = (text: string): string | undefined =>
  ABBREVIATIONS[text] ? placeText([ABBREVIATIONS[text]!]) : undefined

/** The place that the first character of a name may stand for (沪润海机械). */
export const abbreviatedStart = (text: string): string | undefined =>
  SELDOM_PREFIXES.has(text[0]!) ? undefined : ABBREVIATIONS[text[0]!]

export const MAX_PLACE = 14
const places = load()
/** Longest place that begins, and that ends, with two characters: most texts are told from places by these alone. */
const longestBeginning = new Map<string, number>()
const longestEnding = new Map<string, number>()
for (const name of places.keys()) {
  const length = Math.min(MAX_PLACE, name.length)
  const note = (longest: Map<string, number>, pair: string) =>
    longest.set(pair, Math.max(length, longest.get(pair) ?? 0))
  note(longestBeginning, name.slice(0, 2))
  note(longestEnding, name.slice(-2))
}

function load(): Map<string, Place> {
  const found = new Map<string, Place>()
  const add = (name: string, code: string, full: boolean, weak: boolean) => {
    const place = found.get(name)
    if (!place) found.set(name, { codes: [code], full, weak })
    else {
      if (!place.codes.includes(code)) place.codes.push(code)
      place.full ||= full
      place.weak &&= weak
    }
  }
  const renamed: [string, string][] = []
  for (const line of REGION_LINES.split('\n')) {
    const code = /^\d+/.exec(line)![0]
    const name = line.slice(code.length)
    const suffix = SUFFIX.exec(name)?.[0] ?? ''
    const bare = name.slice(0, name.length - suffix.length)
    const short = /自治[州县]/.test(suffix)
      ? bare.replace(ETHNIC, '') || bare
      : /^自治[区旗]$/.test(suffix)
        ? bare.replace(/(?:维吾尔|壮族|回族)$/, '')
        : bare
    const weak = code.length === 6 && (suffix === '区' || suffix === '')
    if (name.length > 2 || suffix) add(name, code, suffix !== '' && name.length > 2, weak && suffix === '')
    if (short.length >= 2 && short !== name) add(short, code, false, weak)
    // Counties become districts and cities and keep their name: 萧山市 is 萧山区 today.
    if (code.length === 6 && short.length >= 2 && /^[区市县]$/.test(suffix))
      for (const former of '市县') if (former !== suffix) renamed.push([short + former, code])
  }
  const today = new Set(found.keys())
  for (const [name, code] of [...renamed, ...Object.entries(FORMER_PLACES)])
    if (!today.has(name)) add(name, code, true, false)
  for (const [name, code] of Object.entries(OTHER_NAMES)) add(name, code, name.length > 3, false)
  // 自治州 as people write it: 凉山州, 大理州.
  for (const [name, code] of Object.entries(OTHER_NAMES))
    if (/^(?:52|53|51|43|42|62|22|63)\d\d$/.test(code) && name.length < 4) add(`${name}州`, code, true, false)
  for (const town of TOWNS.trim().split(/\s+/)) {
    const [name = '', code = ''] = town.split(':')
    if (!found.has(name)) add(name, code, false, true)
    add(`${name}镇`, code, true, false)
  }
  return found
}

/** The place with exactly this name. */
export const placeNamed = (name: string): Place | undefined => places.get(name)

/** All place names: for tables derived from them. */
export const allPlaces = (): IterableIterator<[string, Place]> => places.entries()

/** Longest place at the start of the text, at most `max` characters. */
export function placeAtStart(text: string): { name: string; place: Place } | undefined {
  const longest = longestBeginning.get(text.slice(0, 2)) ?? 0
  for (let length = Math.min(longest, text.length); length >= 2; length--) {
    const place = places.get(text.slice(0, length))
    if (place) return { name: text.slice(0, length), place }
  }
  return undefined
}

/** Longest place at the end of the text. */
export function placeAtEnd(text: string): { name: string; place: Place } | undefined {
  const longest = longestEnding.get(text.slice(-2)) ?? 0
  for (let length = Math.min(longest, text.length); length >= 2; length--) {
    const place = places.get(text.slice(-length))
    if (place) return { name: text.slice(-length), place }
  }
  return undefined
}

/** Two places agree when one lies in the other (or they are the same). */
export const placesAgree = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

/** How two lists of places relate: same province only, one in the other, conflict, or one side says nothing. */
export function comparePlaces(
  a: readonly string[],
  b: readonly string[],
): 'equal' | 'inside' | 'missing' | 'province' | 'conflict' {
  if (!a.length && !b.length) return 'equal'
  if (!a.length || !b.length) return 'missing'
  let best: 'equal' | 'inside' | 'province' | 'conflict' = 'conflict'
  for (const x of a) {
    for (const y of b) {
      if (x === y) return 'equal'
      if (placesAgree(x, y)) best = 'inside'
      else if (best === 'conflict' && x.slice(0, 2) === y.slice(0, 2)) best = 'province'
    }
  }
  return best
}
