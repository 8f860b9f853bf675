import { pinyinOf } from '../chars/readings'
import type { ParsedName } from '../types'
import { allPlaces } from './regions'
import { englishGroups } from './trades'

const FORM_WORDS = new Set(
  'co ltd limited company corp corporation inc incorporated llc plc group holding holdings gmbh ag sa bv pte pty llp lp co,ltd coltd the of and & china prc'.split(
    ' ',
  ),
)
/** English names of places that are not their pinyin. */
const ENGLISH_PLACES: Record<string, string> = {
  innermongolia: '15',
  tibet: '54',
  hongkong: '81',
  hk: '81',
  macau: '82',
  macao: '82',
  taiwan: '71',
  taipei: '7101',
  shaanxi: '61',
  harbin: '2301',
  hohhot: '1501',
  urumqi: '6501',
  lhasa: '5401',
  kashgar: '6531',
  peking: '11',
  canton: '4401',
  amoy: '3502',
  tsingtao: '3702',
  suchow: '3205',
  qiqihar: '2302',
  ordos: '1506',
  baotou: '1502',
} // a table
const MAX_LETTERS = 120

let placeLetters: Map<string, string[]> | undefined

/** Pinyin letters of provinces, cities and well-known counties → codes. Made at the first Latin name. */
function latinPlaces(): Map<string, string[]> {
  if (placeLetters) return placeLetters
  placeLetters = new Map()
  for (const [name, place] of allPlaces()) {
    if (place.weak || name.length > 6 || /(?:自治|地区)/.test(name)) continue
    const letters = /^陕西省?$/.test(name) ? 'shaanxi' : pinyinOf(name)
    const known = placeLetters.get(letters) ?? []
    placeLetters.set(letters, [...new Set([...known, ...place.codes])].sort((a, b) => a.length - b.length).slice(0, 6))
  }
  for (const [letters, code] of Object.entries(ENGLISH_PLACES)) placeLetters.set(letters, [code])
  return placeLetters
}

/** Readings of a name in Latin letters: English with trade words, pinyin with spaces, pinyin in one piece. Best first. */
export function parseLatin(text: string): ParsedName[] {
  const words = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f']/g, '')
    .split(/[^a-z0-9&]+/)
    .filter(Boolean)
    .slice(0, 24)
  const form: string[] = []
  while (words.length > 1 && FORM_WORDS.has(words[words.length - 1]!)) form.unshift(words.pop()!)
  while (words.length > 1 && /^(?:the|china|zhongguo)$/.test(words[0]!)) words.shift()
  const letters = words.join('').slice(0, MAX_LETTERS)
  if (letters.length < 2 || /^\d+$/.test(letters)) return []
  const views: ParsedName[] = []
  const push = (brand: string, trade: string, regions: string[]) => {
    if (
      brand.length < 2 ||
      views.some(v => v.brand === brand && v.trade === trade && v.regions.join() === regions.join())
    )
      return
    views.push({ regions, brand, trade, form: form.join(' '), branch: '', place: '', ordinal: 0 })
  }
  const { rest, regions } = placeWords(words)
  const english = tradeWordsAtEnd(rest)
  if (english.trade) {
    push(english.brand, english.trade, regions)
    if (regions.length) push(words.slice(0, words.length - english.count).join(''), english.trade, [])
  }
  if (regions.length) push(rest.join('').slice(0, MAX_LETTERS), '', regions)
  else {
    const inLetters = placePrefix(letters)
    if (inLetters) push(letters.slice(inLetters.length), '', inLetters.codes)
    const behind = inLetters ? undefined : placeSuffix(letters)
    if (behind) push(letters.slice(0, -behind.length), '', behind.codes)
  }
  push(letters, '', [])
  return views.slice(0, 4)
}

/** A place at the start (one to four words), or as the last word. */
function placeWords(words: string[]): { rest: string[]; regions: string[] } {
  for (let count = Math.min(4, words.length - 1); count >= 1; count--) {
    const codes = latinPlaces().get(words.slice(0, count).join(''))
    if (codes) return { rest: words.slice(count), regions: codes }
  }
  const last = words.length > 1 ? latinPlaces().get(words[words.length - 1]!) : undefined
  return last ? { rest: words.slice(0, -1), regions: last } : { rest: words, regions: [] }
}

function placePrefix(letters: string): { length: number; codes: string[] } | undefined {
  for (let length = Math.min(16, letters.length - 3); length >= 4; length--) {
    const codes = latinPlaces().get(letters.slice(0, length))
    if (codes) return { length, codes }
  }
  return undefined
}

function placeSuffix(letters: string): { length: number; codes: string[] } | undefined {
  for (let length = Math.min(12, letters.length - 8); length >= 6; length--) {
    const codes = latinPlaces().get(letters.slice(-length))
    if (codes) return { length, codes }
  }
  return undefined
}

/** English trade words off the end, longest groups of words first; at least one word stays as the brand. */
function tradeWordsAtEnd(words: string[]): { brand: string; trade: string; count: number } {
  const found: string[] = []
  let end = words.length
  while (end > 1) {
    let taken = 0
    for (let count = Math.min(4, end - 1); count >= 1 && !taken; count--) {
      const group = words.slice(end - count, end)
      const joined = group.join('').replace(/&/g, '')
      const filler = count === 1 && (group[0] === '&' || FORM_WORDS.has(group[0]!))
      if (!filler && !englishGroups(joined).length) continue
      if (!filler) found.unshift(joined)
      taken = count
    }
    if (!taken) break
    end -= taken
  }
  return { brand: words.slice(0, end).join(''), trade: found.join(' '), count: words.length - end }
}
