import { pinyinOf } from '../chars/readings'
import { CITY_INITIALS, ENGLISH_PLACES } from '../data/places'
import { websiteDomain } from '../normalise/website'
import type { ParsedName } from '../types'
import { foreignInLetters } from './foreign'
import { allPlaces } from './regions'
import { englishGroups } from './trades'

const FORM_WORDS = new Set(
  'co ltd limited company corp corporation inc incorporated llc plc group holding holdings gmbh ag sa sas sarl srl spa bv nv oy ab kg kk pte pty pvt sdn bhd llp lp youxian gongsi gufen zeren youxiangongsi gufenyouxiangongsi youxianzerengongsi jituan co,ltd coltd the of and & china prc'.split(
    ' ',
  ),
)
/** Words between and behind the organisation form that are none themselves. */
const FILLERS = new Set(['the', 'of', 'and', '&', 'china', 'prc'])
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

/**
 * Readings of a name in Latin letters: English with trade words, pinyin with spaces, pinyin in one piece. Best first; the Chinese name
 * of a foreign company is a guess.
 */
export function parseLatin(written: string): ParsedName[] {
  const { words, form } = wordsOf(written)
  const foreign = foreignInLetters(words)
  return [
    ...readWords(words, form),
    ...(foreign ? readWords(foreign.words, form).slice(0, 2) : []).map(view => ({
      ...view,
      brand: view.trade === '' && view.brand === foreign!.words[0] ? foreign!.chinese : view.brand,
      guess: true,
    })),
  ]
}

/** Words of a text in small letters, and the organisation form behind them. */
function wordsOf(written: string): { words: string[]; form: string } {
  const text = hostWords(written) ?? written
  const words = text
    .replace(/(?<=[a-z])(?=[A-Z][a-z])/g, ' ')
    .toLowerCase()
    .replace(/(?<![a-z])([a-z])\.(?=[a-z](?:\.|$|\s))/g, '$1')
    .normalize('NFD')
    .replace(/[\u0300-\u036f']/g, '')
    .split(/[^a-z0-9&]+/)
    .filter(Boolean)
    .slice(0, 24)
  const form: string[] = []
  while (words.length > 1 && FORM_WORDS.has(words[words.length - 1]!)) form.unshift(words.pop()!)
  while (words.length > 1 && /^(?:the|china|zhongguo)$/.test(words[0]!)) words.shift()
  return { words, form: form.filter(word => !FILLERS.has(word)).join(' ') }
}

function readWords(words: string[], form: string): ParsedName[] {
  const letters = words.join('').slice(0, MAX_LETTERS)
  if (letters.length < 2 || /^\d+$/.test(letters)) return []
  const views: ParsedName[] = []
  const push = (brand: string, trade: string, regions: string[]) => {
    if (
      brand.length < 2 ||
      views.some(v => v.brand === brand && v.trade === trade && v.regions.join() === regions.join())
    )
      return
    views.push({ regions, brand, trade, form, branch: '', place: '', ordinal: 0 })
  }
  const { rest, regions } = placeWords(words)
  const english = tradeWordsAtEnd(rest)
  if (!english.trade) {
    const first = tradeWordsAtStart(rest)
    if (first) push(first.brand, first.trade, regions)
  }
  // Guangzhou Metro: nothing is left but a trade, so the place is the brand.
  const afterPlace = regions.length && !english.trade ? tradeWordsAtEnd(words) : undefined
  if (afterPlace?.trade) push(afterPlace.brand, afterPlace.trade, regions)
  if (english.trade) {
    push(english.brand, english.trade, regions)
    if (regions.length) push(words.slice(0, words.length - english.count).join(''), english.trade, [])
  }
  if (regions.length) push(rest.join('').slice(0, MAX_LETTERS), '', regions)
  else {
    const inLetters = placePrefix(letters)
    const inOne = rest.length === 1 ? tradeAtEnd(letters.slice(inLetters?.length ?? 0)) : undefined
    if (inOne) push(inOne.brand, inOne.trade, inLetters?.codes ?? [])
    if (inLetters) push(letters.slice(inLetters.length), '', inLetters.codes)
    const behind = inLetters ? undefined : placeSuffix(letters)
    if (behind) push(letters.slice(0, -behind.length), '', behind.codes)
  }
  push(letters, '', [])
  // szrhjx: initials of a city, a brand and a trade.
  const city = words.length === 1 && letters.length === 6 ? CITY_INITIALS[letters.slice(0, 2)] : undefined
  if (city) push(letters.slice(2), '', city)
  return views.slice(0, 4)
}

/** A place at the start (one to four words), or as the last word. */
function placeWords(words: string[]): { rest: string[]; regions: string[] } {
  for (let count = Math.min(4, words.length - 1); count >= 1; count--) {
    const codes = latinPlaces().get(words.slice(0, count).join(''))
    if (!codes) continue
    // Fukang New Materials Shanghai: a county in front may be a brand when a city stands behind.
    const city =
      codes.every(c => c.length === 6) &&
      latinPlaces()
        .get(words[words.length - 1]!)
        ?.some(c => c.length < 6)
    if (!city) return { rest: words.slice(count), regions: codes }
  }
  // Runhai Machinery (Suzhou), Runhai (Suzhou) Machinery: the last place is the likeliest.
  for (let at = words.length - 1; at > 0; at--) {
    const codes = words[at]!.length > 3 || at === words.length - 1 ? latinPlaces().get(words[at]!) : undefined
    if (codes) return { rest: [...words.slice(0, at), ...words.slice(at + 1)], regions: codes }
  }
  return { rest: words, regions: [] }
}

/** A city before a longer county (suzhou|quanfantong, not suzhouqu). */
function placePrefix(letters: string): { length: number; codes: string[] } | undefined {
  const found = longestPlacePrefix(letters, codes => codes.some(c => c.length < 6))
  return found ?? longestPlacePrefix(letters, () => true)
}

function longestPlacePrefix(
  letters: string,
  fits: (codes: string[]) => boolean,
): { length: number; codes: string[] } | undefined {
  for (let length = Math.min(16, letters.length - 3); length >= 4; length--) {
    const codes = latinPlaces().get(letters.slice(0, length))
    if (codes && fits(codes)) return { length, codes }
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

const HOST = /^(?:https?:\/\/)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:]\S*)?$/i

/** The words of a host name: runhai-machinery.com → runhai machinery. Undefined for any other text. */
function hostWords(text: string): string | undefined {
  const host = HOST.exec(text.trim())?.[1]
  const domain =
    host && /\.(?:com|cn|net|org|co|io|cc|top|hk|tw|asia|biz|info|vip|shop|tech|xyz)$/i.test(host)
      ? websiteDomain(host)
      : undefined
  return domain?.replace(/\..*/, '').replace(/-/g, ' ')
}

/** Codes of the place that letters before a Chinese name stand for: pinyin, or the initials of a larger city. */
export const letterPlace = (letters: string): string[] | undefined =>
  letters.length > 3 ? latinPlaces().get(letters) : CITY_INITIALS[letters]

/** Trade words at the end of letters written together (runhaimachineryequipment); at least four letters stay. */
function tradeAtEnd(letters: string): { brand: string; trade: string } | undefined {
  const found: string[] = []
  let rest = letters
  for (let i = 0; i < 3; i++) {
    let taken = ''
    for (let length = Math.min(28, rest.length - 4); length >= 4 && !taken; length--)
      if (englishGroups(rest.slice(-length)).length) taken = rest.slice(-length)
    if (!taken) break
    found.unshift(taken)
    rest = rest.slice(0, -taken.length)
  }
  return found.length ? { brand: rest, trade: found.join(' ') } : undefined
}

/** Trade words before the brand (Machinery Runhai). */
function tradeWordsAtStart(words: string[]): { brand: string; trade: string } | undefined {
  const found: string[] = []
  let from = 0
  while (from < words.length - 1) {
    let taken = 0
    for (let count = Math.min(4, words.length - 1 - from); count >= 1 && !taken; count--) {
      const joined = words
        .slice(from, from + count)
        .join('')
        .replace(/&/g, '')
      if (!englishGroups(joined).length) continue
      found.push(joined)
      taken = count
    }
    if (!taken) break
    from += taken
  }
  return found.length ? { brand: words.slice(from).join(''), trade: found.join(' ') } : undefined
}

/** automationequipment: letters that are trade words from end to end. */
function wordsInside(letters: string): string[] | undefined {
  if (englishGroups(letters).length) return undefined
  for (let at = 4; at <= letters.length - 4; at++) {
    const [left, right] = [letters.slice(0, at), letters.slice(at)]
    if (englishGroups(left).length && englishGroups(right).length) return [left, right]
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
      const parts = count === 1 && !filler && joined.length > 9 ? wordsInside(joined) : undefined
      if (!filler && !englishGroups(joined).length && !parts) continue
      if (parts) found.unshift(...parts)
      else if (!filler) found.unshift(joined)
      taken = count
    }
    if (!taken) break
    end -= taken
  }
  return { brand: words.slice(0, end).join(''), trade: found.join(' '), count: words.length - end }
}
