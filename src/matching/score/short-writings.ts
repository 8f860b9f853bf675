import { ABBREVIATIONS } from '../data/places'
import { comparePlaces, placeNamed } from '../parse/regions'
import { isAllTrade } from '../parse/trades'
import type { ParsedName } from '../types'

/** One way to read a short text against the name of a candidate. */
export interface Writing {
  text: string
  /** The place was said and is no longer in the text. */
  placed: boolean
  /** The candidate names no place: all of its telling part has to follow. */
  whole: boolean
}

/** The text as written, and without the place in front that the candidate lies in or does not name. */
export function writings(query: ParsedName, candidate: ParsedName): Writing[] {
  const bare = query.brand + query.trade + query.form
  const text = query.place + bare
  const all: Writing[] = [{ text, placed: false, whole: false }]
  const placed = (rest: string) => all.push({ text: rest, placed: true, whole: false })
  // 中国中冶 says twice that 冶金 is of 中国.
  if (/^中国中./.test(text) && (candidate.place || candidate.brand) === '中国') placed(text.slice(2))
  // 浦东金桥 for 上海金桥.
  if (query.place !== candidate.place && /equal|inside/.test(comparePlaces(query.regions, candidate.regions)))
    if (query.place) placed(bare)
  // 渝三峡, 深康佳: the one-character name of the place.
  const code = text.length > 2 && !placeNamed(text.slice(0, 2)) ? ABBREVIATIONS[text[0]!] : undefined
  if (!code) return all
  const rest = text.slice(1)
  if (!candidate.regions.length) {
    if (!isAllTrade(rest)) all.push({ text: rest, placed: true, whole: true })
  } else if (candidate.regions.some(r => r.startsWith(code) || code.startsWith(r))) {
    const name = (candidate.place || candidate.brand)[0]!
    if (name === text[0]) return all
    placed(rest)
    all.push({ text: name + rest, placed: false, whole: false })
  }
  return all
}
