import { initialsOf } from '../chars/initials'
import { PROVINCE_ABBREVIATIONS } from '../data/places'
import type { ParsedName } from '../types'
import { HAN, NO_PLACE, provinces, tradeHead } from './soft'

const PROVINCES = [...new Set(Object.values(PROVINCE_ABBREVIATIONS))]
const LONGEST = 6
const WRITTEN = /^[a-z]{2,6}$|^[a-z]{2,4}[\u4e00-\u9fff]{1,3}$/

/**
 * Keys by the initials of the brand, one for a customer: alone from four characters on, with the head of the trade for three, with the
 * province, too, for two. Measured on a million customers they lead to 29, 4 and 4 of them; two letters and a trade without the
 * province would lead to 54, three letters alone to 100.
 */
export function initialKeys(view: ParsedName): string[] {
  const { brand, trade } = view
  if (brand.length < 2 || brand.length > LONGEST || !HAN.test(brand[0]!)) return []
  const letters = initialsOf(brand)
  if (brand.length > 3) return [`i${letters}`]
  if (!trade) return []
  const core = `i${letters}${initialsOf(tradeHead(trade))}`
  return brand.length === 3 ? [core] : inPlaces(core, provinces(view))
}

/** What to look up for a name with a brand in initials: HKWS, HKWS科技, hk威视, 苏州RH机械, rhjx. */
export function initialLookUps(view: ParsedName): { text: string; limit: number }[] {
  const { brand, trade } = view
  if (!WRITTEN.test(brand) || (trade && !HAN.test(trade))) return []
  const letters = initialsOf(brand)
  const core = `i${letters}${initialsOf(tradeHead(trade))}`
  const places = provinces(view)
  const found: { text: string; limit: number }[] = []
  const add = (text: string, limit: number) => found.push({ text, limit })
  if (letters.length > 3) add(`i${letters}`, 60)
  if (letters.length === 3 && trade) add(core, 40)
  if (letters.length === 2 && trade) {
    if (places.length) for (const text of inPlaces(core, [...places, NO_PLACE])) add(text, 40)
    // Without a place a few of every province: all of them in a small registry.
    else for (const text of inPlaces(core, [...PROVINCES, NO_PLACE])) add(text, 2)
  }
  if (!trade && letters.length === 4) for (const text of inPlaces(`i${letters}`, places)) add(text, 40)
  if (!trade && letters.length === 6) add(`i${letters.slice(0, 4)}`, 60)
  return found
}

const inPlaces = (core: string, places: string[]): string[] =>
  (places.length ? places : [NO_PLACE]).map(place => `${core}|${place}`)
