import { likeAlikes } from '../chars/likeness'
import { chineseForEnglish } from '../parse/trades'
import type { ParsedName, QueryKey, Stored } from '../types'
import { hash48 } from './hash'
import { initialLookUps } from './initials'
import { foldLetters, soundLetters, soundVariants } from './letters'
import { shortNameLookUps } from './short-name-keys'
import { deletions, HAN, MAX_TYPO_BRAND, NO_PLACE, provinces, tradeHead } from './soft'

/** Most keys of one look-up. */
const MAX_KEYS = 120
const MAX_VIEWS = 6

type MayHave = (key: number) => boolean
/** Kinds of keys of which all that are stored are mention keys, too. */
const EXACT = /^[cr]/

class Keys {
  private readonly limits = new Map<string, number>()
  add(text: string, limit: number): void {
    if (this.limits.size < MAX_KEYS || this.limits.has(text))
      this.limits.set(text, Math.max(limit, this.limits.get(text) ?? 0))
  }
  list(mayHave: MayHave | undefined, without?: Keys): QueryKey[] {
    const out: QueryKey[] = []
    for (const [text, limit] of this.limits) {
      if (without?.limits.has(text)) continue
      const key = hash48(text)
      if (!mayHave || !EXACT.test(text) || mayHave(key)) out.push({ key, limit })
    }
    return out
  }
}

/**
 * Keys to look up for a query: the exact ones first; the second list is needed only when the first gave nothing convincing.
 * @param mayHave which keys by core, and by brand and place, a registered name may have, for who knows that; others are left out
 */
export function queryKeys(
  prepared: Pick<Stored, 'names' | 'domains'>,
  mayHave?: MayHave,
): { stage1: QueryKey[]; stage2: QueryKey[] } {
  const first = new Keys()
  const second = new Keys()
  const views = prepared.names.slice(0, MAX_VIEWS)
  for (const domain of prepared.domains.slice(0, 3)) first.add(`w${domain}`, 20)
  views.forEach(view => {
    exact(view, first)
  })
  views.forEach((view, i) => {
    if (HAN.test(view.brand)) {
      sounds(view, second)
      typos(view, second, i === 0)
      if (i === 0) beginnings(view, second)
    }
  })
  for (const view of views) for (const { text, limit } of initialLookUps(view)) second.add(text, limit)
  const main = views[0]
  if (main && HAN.test(main.brand)) for (const { key, limit } of shortNameLookUps(main)) second.add(key, limit)
  return { stage1: first.list(mayHave), stage2: second.list(mayHave, first) }
}

function exact(view: ParsedName, keys: Keys): void {
  const { brand, trade } = view
  keys.add(`c${brand}${trade}`, 60)
  const places = provinces(view)
  for (const place of places) keys.add(`r${brand}|${place}`, 60)
  if (trade && HAN.test(trade)) keys.add(`t${brand}|${tradeHead(trade)}`, 60)
  if (places.length) keys.add(`r${brand}|${NO_PLACE}`, 20)
  keys.add(`b${brand}`, places.length || trade ? 30 : 60)
  if (!HAN.test(brand)) {
    const letters = foldLetters(brand)
    keys.add(`p${letters}`, 60)
    keys.add(`s${letters}`, 40)
    if (HAN.test(trade)) {
      keys.add(`p${letters}${soundLetters(trade)}`, 60)
      keys.add(`u${letters}|${tradeHead(trade)}`, 40)
    } else if (trade) {
      const chinese = chineseForEnglish(trade.split(' ')[0]!).slice(0, 10)
      for (const word of chinese) {
        if (trade.includes(' ')) break
        keys.add(`p${letters}${soundLetters(word)}`, 60)
      }
      for (const head of new Set(chinese.map(tradeHead))) keys.add(`u${letters}|${head}`, 40)
    }
    for (const place of places.length ? [...places, NO_PLACE] : []) keys.add(`v${letters}|${place}`, 40)
  }
}

function sounds(view: ParsedName, keys: Keys): void {
  const { brand, trade } = view
  const places = provinces(view)
  const tradeSound = soundLetters(trade)
  for (const sound of soundVariants(brand, 4)) {
    keys.add(`p${sound}${tradeSound}`, 60)
    keys.add(`s${sound}`, 40)
    if (trade) keys.add(`u${sound}|${tradeHead(trade)}`, 40)
    for (const place of places) keys.add(`v${sound}|${place}`, 40)
    if (places.length) keys.add(`v${sound}|${NO_PLACE}`, 20)
  }
}

function typos(view: ParsedName, keys: Keys, main: boolean): void {
  const { brand, trade } = view
  const core = (brand + trade).slice(0, 14)
  const head = tradeHead(trade)
  const lookUp = (other: string) => {
    if (other.length < 2) return
    if (trade) keys.add(`t${other}|${head}`, 20)
    else keys.add(`c${other}`, 20)
  }
  if (brand.length > MAX_TYPO_BRAND) {
    keys.add(`a${brand.slice(0, 6)}`, 20)
    keys.add(`z${brand.slice(-6)}`, 20)
  }
  // One character too many in the query, or two exchanged: the right core is reached from here.
  if (core.length > 2) {
    for (const part of deletions(core)) keys.add(`c${part}`, 20)
    for (let i = 0; i + 1 < core.length; i++) if (core[i] !== core[i + 1]) keys.add(`c${swapped(core, i)}`, 20)
  }
  if (brand.length > MAX_TYPO_BRAND + 2) return
  if (!view.form && trade) {
    for (const part of deletions(brand)) lookUp(part)
    for (let i = 0; i + 1 < brand.length; i++) if (brand[i] !== brand[i + 1]) lookUp(swapped(brand, i))
  }
  // One character too few: the registered brand's deletions.
  keys.add(`d${brand}|${head}`, 20)
  if (brand.length >= 3) keys.add(`d${brand}`, 20)
  // One character replaced.
  if (brand.length >= 3)
    for (const part of deletions(brand)) keys.add(brand.length > 3 ? `d${part}` : `d${part}|${head}`, 20)
  if (brand.length <= 2 && trade) {
    const places = provinces(view)
    for (const ch of brand)
      for (const place of places.length ? places : [NO_PLACE]) keys.add(`m${ch}|${head}|${place}`, 60)
    if (places.length && main) return
  }
  if (brand.length <= 3 && main) {
    for (let i = 0; i < brand.length; i++) {
      for (const ch of likeAlikes(brand[i]!, brand.length === 2 ? 24 : 8))
        lookUp(brand.slice(0, i) + ch + brand.slice(i + 1))
    }
  }
}

const swapped = (text: string, i: number): string => text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2)

/** Where the brand ends is uncertain when the trade holds a slip or an unknown word: brands that begin the core. */
function beginnings(view: ParsedName, keys: Keys): void {
  const core = view.brand + view.trade
  const places = provinces(view)
  for (let length = 2; length <= 4 && length < core.length; length++) {
    if (length === view.brand.length) continue
    for (const place of places) keys.add(`r${core.slice(0, length)}|${place}`, 20)
    if (length > 2 || !places.length) keys.add(`r${core.slice(0, length)}|${NO_PLACE}`, 20)
    if (length > 2 && !places.length) keys.add(`b${core.slice(0, length)}`, 20)
  }
}
