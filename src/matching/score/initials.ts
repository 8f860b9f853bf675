import { lettersStandingFor } from '../chars/initials'
import { FREQUENT_TRADES } from '../data/trades'
import type { PairContext, ParsedName } from '../types'
import { COMPLETE, type NameMatch, otherParts, placeOf } from './other-parts'
import { compareTrades, type TradeMatch } from './trade'

/** Share of companies whose brand has the same initials, by their number; measured on a million names. */
const SHARE = [1, 1, 3e-3, 1e-4, 3e-5, 1e-5, 1e-5]
/** A character that stands there itself. */
const CHARACTER_SHARE = 1 / 20
/** Share of trades with the same head, or the same two initials. */
const TRADE_HEAD = 0.02
const ROWS = 100_000
/** Two letters say who is meant only where fewer others are expected. */
const FEW = 0.3
const AGREES = new Set(['equal', 'short', 'inside'])

/** A brand in initials (HKWS, 苏州RH机械, rhjx) against a Chinese name, weighed by how many other companies it would fit. */
export function compareInitials(query: ParsedName, candidate: ParsedName, context: PairContext): NameMatch | undefined {
  const { brand } = candidate
  const written = query.brand.slice(0, brand.length)
  const letters = lettersStandingFor(written, brand)
  if (brand.length < 2 || letters < 2) return undefined
  const trade = tradeOf(query, candidate)
  if (!trade) return undefined
  const place = placeOf(query, candidate)
  const share = SHARE[Math.min(6, letters)]! * CHARACTER_SHARE ** (written.length - letters)
  const placed = query.regions.length > 0 && AGREES.has(place.kind)
  // Two letters need the very place, not in initials itself, and all of a trade that few share.
  const rare = trade.kind === 'equal' && place.kind === 'equal' && !FREQUENT_TRADES.has(query.trade) && !query.guess
  const expected =
    (context.rows ?? ROWS) *
    share *
    (trade.kind === 'missing' ? 1 : Math.min(TRADE_HEAD, trade.chance)) *
    (query.regions.length ? place.chance : 1)
  const score = (0.9 * trade.factor * place.factor) / (1 + expected)
  const tells = letters > 2 ? AGREES.has(trade.kind) : rare && expected < FEW
  return {
    ...otherParts(query, candidate),
    query: { ...query, brand: written, trade: query.trade || query.brand.slice(brand.length) },
    // Initials fit many: without the trade and the place they say "possible" and no more.
    score: placed && tells ? score : score / (1 + score),
    brand: 'initials',
    trade: trade.kind,
  }
}

/** The trade as written, or its initials behind those of the brand; undefined when letters are left over. */
function tradeOf(query: ParsedName, candidate: ParsedName): TradeMatch | undefined {
  const rest = query.brand.slice(candidate.brand.length)
  if (!rest) return compareTrades(query.trade, candidate.trade, COMPLETE.test(query.form))
  if (query.trade || rest.length < 2 || !lettersStandingFor(rest, candidate.trade.slice(0, rest.length)))
    return undefined
  return { kind: 'short', factor: 0.94, chance: TRADE_HEAD }
}
