import { tradeInside } from '../parse/trades'
import type { NameEntry, ParsedName, Prepared } from '../types'
import { hash48 } from './hash'
import { initialKeys } from './initials'
import { foldLetters, soundLetters } from './letters'
import { shortNameKeys } from './short-name-keys'
import { deletions, HAN, MAX_TYPO_BRAND, NO_PLACE, provinces, tradeHead } from './soft'

/** Most keys stored for the name of a customer … */
const MAX_KEYS = 25
/** … and for each of its other names: the exact ones and those by sound come first. */
const MAX_ALIAS_KEYS = 10

/** Soft keys stored for a registered customer: 48-bit numbers, without repetition, the telling ones first. */
export function indexKeys(prepared: Prepared): number[] {
  const [main, ...aliases] = prepared.entries
  const domains = prepared.domains.slice(0, 2).map(domain => `w${domain}`)
  const texts = [...new Set([...(main ? entryKeys(main) : []), ...domains])].slice(0, MAX_KEYS)
  for (const alias of aliases) texts.push(...[...new Set(entryKeys(alias))].slice(0, MAX_ALIAS_KEYS))
  return [...new Set(texts.map(hash48))]
}

const entryKeys = ({ views }: NameEntry): string[] => [
  ...views
    .filter(view => !view.guess)
    .slice(0, 2)
    .flatMap((view, i) => (i === 0 ? viewKeys(view) : alternativeKeys(view))),
  ...shortNameKeys(views),
]

/** Keys of the exact telling part. */
export function coreKeys(view: ParsedName): string[] {
  const { brand, trade } = view
  const keys = [`c${brand}${trade}`]
  const places = provinces(view)
  for (const place of places.length ? places : [NO_PLACE]) keys.push(`r${brand}|${place}`)
  if (trade) keys.push(`b${brand}`, `t${brand}|${tradeHead(trade)}`)
  return keys
}

/** A second reading is found by its exact parts and by its sound. */
const alternativeKeys = (view: ParsedName): string[] => [
  `c${view.brand}${view.trade}`,
  ...coreKeys(view).slice(1, 2),
  `p${soundLetters(view.brand + view.trade)}`,
]

function viewKeys(view: ParsedName): string[] {
  const { brand, trade } = view
  const keys = coreKeys(view)
  if (!HAN.test(brand)) return [...keys, `p${foldLetters(brand)}`]
  const sound = soundLetters(brand)
  const places = provinces(view)
  keys.push(`p${soundLetters(brand + trade)}`)
  if (brand.length >= 3 || !trade) keys.push(`s${sound}`)
  else {
    keys.push(`u${sound}|${tradeHead(trade)}`)
    for (const place of places.length ? places : [NO_PLACE]) {
      keys.push(`v${sound}|${place}`)
      // One of two characters right, in this business and province.
      for (let i = 0; i < brand.length; i++) keys.push(`m${brand[i]}|${tradeHead(trade)}|${place}`)
    }
  }
  if (brand.length >= 3 && brand.length <= MAX_TYPO_BRAND) {
    for (const part of deletions(brand)) keys.push(brand.length > 3 ? `d${part}` : `d${part}|${tradeHead(trade)}`)
  }
  const inside = trade ? 0 : tradeInside(brand)
  if (inside) keys.push(`b${brand.slice(0, inside)}`, `t${brand.slice(0, inside)}|${tradeHead(brand.slice(inside))}`)
  keys.push(...initialKeys(view))
  if (brand.length > MAX_TYPO_BRAND) keys.push(`a${brand.slice(0, 6)}`, `z${brand.slice(-6)}`)
  return keys
}
