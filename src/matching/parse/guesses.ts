import { CITY_INITIALS } from '../data/places'
import { relate } from '../score/align'
import { isPublicBody } from './bodies'
import { letterPlace } from './latin'
import { abbreviatedStart, allPlaces, type Place, placeAtEnd, placeAtStart } from './regions'
import { isAllTrade, isCutTrade, tradeStart } from './trades'

/** Another way to read a name: what is left when the place is taken off, and the codes of the place. */
export interface Guess {
  rest: string
  regions: string[]
}

const MIN_REST = 4

/** Ways to read a name in which no place was found in front: the place in letters, shortened, misspelt, or behind the brand. */
export function placeGuesses(core: string): Guess[] {
  if (core.length < MIN_REST) return []
  const guesses =
    core.length === MIN_REST
      ? [placeLast(core)]
      : [inLetters(core), abbreviated(core), misspelt(core), behindBrand(core), placeLast(core)]
  return guesses.filter(g => g !== undefined)
}

/** beijing唯美, SH银阙: pinyin or initials of a city before a Chinese name. */
function inLetters(core: string): Guess | undefined {
  const letters = /^[a-z]{2,14}(?=[\u3400-\u9fff]{2})/.exec(core)?.[0]
  if (!letters) return undefined
  const regions = letterPlace(letters)
  return regions ? { rest: core.slice(letters.length), regions } : placeInitials(core, letters)
}

/** SZRH机械: the initials of a city, then those of the brand. */
function placeInitials(core: string, letters: string): Guess | undefined {
  for (const length of [3, 2]) {
    const regions = CITY_INITIALS[letters.slice(0, length)]
    const left = letters.length - length
    if (regions && left >= 2 && left <= 4) return { rest: core.slice(length), regions }
  }
  return undefined
}

function abbreviated(core: string): Guess | undefined {
  const code = abbreviatedStart(core)
  const rest = core.slice(1)
  return code && tradeStart(rest) < rest.length ? { rest, regions: [code] } : undefined
}

/** Provinces and cities by a pattern with one character left open (*京 → 北京, 南京); made at the first use. */
let open: Map<string, [string, Place][]> | undefined
function patterns(): Map<string, [string, Place][]> {
  if (open) return open
  open = new Map()
  for (const [name, place] of allPlaces()) {
    if (place.weak || place.codes.every(c => c.length > 4) || name.length > 4) continue
    for (let i = 0; i < name.length; i++) {
      const pattern = `${name.slice(0, i)}*${name.slice(i + 1)}`
      open.set(pattern, [...(open.get(pattern) ?? []), [name, place]])
    }
  }
  return open
}

/** 航州, 州杭, 坤明: one character of a city mistyped, or two exchanged. Every city that may be meant counts. */
function misspelt(core: string): Guess | undefined {
  for (let length = Math.min(4, core.length - MIN_REST); length >= 2; length--) {
    const start = core.slice(0, length)
    const rest = core.slice(length).replace(/^[市省]/, '')
    if (tradeStart(rest) === rest.length && !isPublicBody(rest)) continue
    const found = exchanged(start) ?? slipped(start)
    if (found) return { rest, regions: found }
  }
  return undefined
}

function exchanged(start: string): string[] | undefined {
  for (let i = 0; i + 1 < start.length; i++) {
    const swapped = start.slice(0, i) + start[i + 1] + start[i] + start.slice(i + 2)
    const meant = patterns()
      .get(`*${swapped.slice(1)}`)
      ?.find(([name]) => name === swapped)
    if (meant) return meant[1].codes
  }
  return undefined
}

function slipped(start: string): string[] | undefined {
  const codes: string[] = []
  for (let i = 0; i < start.length; i++) {
    for (const [name, place] of patterns().get(`${start.slice(0, i)}*${start.slice(i + 1)}`) ?? []) {
      const how = relate(start[i]!, name[i]!)
      if (how === 'homophone' || how === 'look-alike') codes.push(...place.codes)
    }
  }
  return codes.length ? codes.slice(0, 6) : undefined
}

/** 润海苏州机械: a place between brand and trade. */
function behindBrand(core: string): Guess | undefined {
  for (let at = 2; at <= 5 && at < core.length - 3; at++) {
    const found = placeAtStart(core.slice(at))
    if (!found || found.place.weak || found.place.codes.every(c => c.length > 4)) continue
    const after = core.slice(at + found.name.length)
    if (after.length >= 2 && !isAllTrade(core.slice(0, at)))
      return { rest: core.slice(0, at) + after, regions: found.place.codes }
  }
  return undefined
}

/** 海底捞上海: a city behind a brand that stands alone. */
function placeLast(core: string): Guess | undefined {
  const found = placeAtEnd(core)
  const rest = found && core.slice(0, -found.name.length)
  if (!rest || rest.length < 2 || found.place.weak || found.place.codes.every(c => c.length > 4)) return undefined
  return { rest, regions: found.place.codes }
}

/**
 * DJI大疆, 大疆DJI: the brand in letters beside the Chinese one. Letters before a mere trade (TCL电器) are the brand, and
 * letters that spell a place are one.
 */
export function withoutLetters(core: string): string | undefined {
  const letters = /^[a-z][a-z\d]+(?=[\u3400-\u9fff]{2})|(?<=[\u3400-\u9fff]{2})[a-z][a-z\d]+$/.exec(core)?.[0]
  if (!letters || letterPlace(letters)) return undefined
  const rest = core.replace(letters, '')
  return isAllTrade(rest) || isCutTrade(rest) ? undefined : rest
}

/** 机械润海, 机械苏州润海: the trade said first. The text does not end in a trade. */
export function tradeFirst(text: string): Guess | undefined {
  for (let at = Math.min(8, text.length - 2); at >= 2; at--) {
    const trade = text.slice(0, at)
    if (!isAllTrade(trade)) continue
    const place = placeAtStart(text.slice(at))
    const sure = place && !place.place.weak
    const last = sure ? undefined : placeAtEnd(text.slice(at))
    const behind = last && !last.place.weak && text.length - at - last.name.length >= 2 ? last : undefined
    const brand = text.slice(at + (sure ? place.name.length : 0), text.length - (behind?.name.length ?? 0))
    if (brand.length < 2 || brand.length > 5 || isAllTrade(brand)) return undefined
    return { rest: brand + trade, regions: (sure ? place : behind)?.place.codes ?? [] }
  }
  return undefined
}

/** A word written twice in a row, once (锦榕锦榕机械, 建筑工程建筑工程), or a character of the place in front (满城城县); undefined when none is. */
export function withoutRepetition(core: string): string | undefined {
  const once = core.replace(/([\u3400-\u9fff]{2,})\1/, '$1')
  if (once !== core) return once.length < MIN_REST ? undefined : once
  const single = core.replace(/^(.{0,2})([\u3400-\u9fff])\2/, '$1$2')
  return single !== core && (single.startsWith('中国') || placeAtStart(single)?.place.full) ? single : undefined
}
