import { FREQUENT_TRADES } from '../data/trades'
import { HAN } from '../keys/soft'
import { placeNamed } from '../parse/regions'
import { isAllTrade, isTradeWord, isWeakTrade, splitTrade, tradeInside } from '../parse/trades'
import type { PairContext, ParsedName } from '../types'
import { align } from './align'
import { type BrandKind, judgeBrand } from './brand'
import { compareForms } from './form'
import { compareInitials } from './initials'
import { compareLatin } from './latin-name'
import { COMPANY, COMPLETE, type NameMatch, otherParts, placeOf } from './other-parts'
import { placeLeftOut, spokenOf } from './preferred'
import { shortNameLikely, WHOLE } from './short-name'
import { compareTrades, type TradeKind } from './trade'

/** Registered customers assumed when the caller does not say. */
const ROWS = 100_000
/** How much an accidental agreement counts against an inexact one. */
const CHANCE_WEIGHT = 0.2
/** About as much as a slip in a brand of two characters is worth, in a text without place and form. */
const SLIP = 0.6

/** What the caller knows, and the least score (not calibrated) that matters to it: less may be told as nothing. */
export type NameContext = Pick<PairContext, 'rows'> & { least?: number }

/** Compares two readings of names; undefined when nothing connects them. */
export function compareViews(query: ParsedName, candidate: ParsedName, context: NameContext): NameMatch | undefined {
  const latinQuery = !HAN.test(query.brand)
  const latinCandidate = !HAN.test(candidate.brand)
  if (latinQuery !== latinCandidate)
    return latinQuery
      ? (compareLatin(query, candidate) ?? compareInitials(query, candidate, context))
      : compareLatin(candidate, query)
  let best = MIXED.test(query.brand) && !MIXED.test(candidate.brand) ? compareLatin(query, candidate) : undefined
  for (const [q, c, brandLength] of splits(query, candidate)) {
    const found = compareParts(
      q,
      c,
      context,
      brandLength,
      [query.trade, candidate.trade],
      query.brand.length === candidate.brand.length,
    )
    if (found && (!best || found.score > best.score)) best = found
  }
  const initials = LETTERS_FIRST.test(query.brand) ? compareInitials(query, candidate, context) : undefined
  if (initials && (!best || initials.score > best.score)) best = initials
  const short = best && best.score >= WHOLE ? 0 : shortNameLikely(query, candidate)
  if (short && (!best || short > best.score)) {
    best = { ...otherParts(query, candidate), score: short, brand: 'short-name', trade: 'short' }
    if (best.place === 'conflict' || best.place === 'province') best.score *= 0.4
  }
  if (best) best.score *= spokenOf(query, candidate)
  return best
}

/** Chinese with pinyin in it (梦想国du). */
const MIXED = /[a-z]{2}/
/** Initials before the rest of the brand (hk威视). */
const LETTERS_FIRST = /^[a-z]{2,4}[\u4e00-\u9fff]{1,3}$/

type Pair = [ParsedName, ParsedName]

/** The two as parsed, and each cut where the other one's brand ends: a slip in the trade hides where it begins. */
function* splits(query: ParsedName, candidate: ParsedName): Generator<[...Pair, number?]> {
  yield [query, candidate]
  const q = query.brand + query.trade
  const c = candidate.brand + candidate.trade
  if (query.brand.length > candidate.brand.length && candidate.trade) {
    yield [cut(query, candidate.brand.length), candidate]
  }
  if (candidate.brand.length > query.brand.length && (query.trade || endsBeforeTrade(query.brand, candidate)))
    yield [query, cut(candidate, query.brand.length)]
  if (query.trade !== candidate.trade && Math.abs(q.length - c.length) <= 1 && q.length > 3)
    yield [{ ...query, brand: q, trade: '' }, { ...candidate, brand: c, trade: '' }, candidate.brand.length]
}

/** 周大福 against 周大福|珠宝金行, whose last word is unknown. */
const endsBeforeTrade = (brand: string, { brand: longer, trade }: ParsedName): boolean =>
  !trade && longer.startsWith(brand) && tradeInside(longer) === brand.length

const isBusiness = (trade: string): boolean => isAllTrade(trade)

function cut(view: ParsedName, at: number): ParsedName {
  const core = view.brand + view.trade
  return { ...view, brand: core.slice(0, at), trade: core.slice(at) }
}

function compareParts(
  query: ParsedName,
  candidate: ParsedName,
  context: NameContext,
  brandLength?: number,
  trades: string[] = [],
  sameBorder = false,
): NameMatch | undefined {
  const place = placeOf(query, candidate)
  const form = compareForms(query.form, candidate.form)
  if (isTooLittle(place.factor * form.factor, context)) return undefined
  const found = align(query.brand, candidate.brand)
  if (!found) return undefined
  // Two proper trades that differ by a character are two trades (置业, 纸业), also when they sound alike; a slip that crosses
  // the border of brand and trade makes the brands unequal in length and leaves no character over.
  const slips = found.lost.length + found.extra.length + found.replaced.length
  if (brandLength && (slips > 0 || sameBorder) && trades.every(isBusiness)) return undefined
  const brand = judgeBrand(found, query.brand, candidate.brand, brandLength)
  if (isTooLittle(brand.likely * place.factor, context)) return undefined
  const trade = compareTrades(query.trade, candidate.trade, COMPLETE.test(query.form))
  const placeFactor =
    brand.kind === 'equal' && placeLeftOut(query, candidate) ? Math.max(place.factor, 0.995) : place.factor
  let score = brand.likely * trade.factor * placeFactor * form.factor
  if (isTooLittle(score, context)) return undefined
  const other = otherParts(query, candidate)
  if (brand.kind !== 'equal') {
    const expected = (context.rows ?? ROWS) * brand.chance * trade.chance * place.chance
    score /= 1 + CHANCE_WEIGHT * expected
    const unsure = UNSURE.has(brand.kind) || (brand.kind === 'near-homophone' && candidate.brand.length < 3)
    if (unsure && (place.kind === 'missing' || !query.regions.length)) score *= 0.85
    if (INEXACT_TRADE.has(trade.kind)) score *= 0.8
    // 浩丰科技 is rather the short name of 浩丰创源科技 than a slip of 好丰科技.
    if (query.brand.length < 3 && !query.regions.length && !COMPLETE.test(query.form) && score > SLIP)
      score = SLIP + (score - SLIP) / 10
    // Two characters, one of them inexact, and no trade on either side: 方太 is no slip of 方大.
    if (query.brand.length < 3 && query.trade === '' && candidate.trade === '') score *= 0.6
    if (found.homophone > 1 && place.kind === 'missing') score *= 0.8
    if (isOwnPlace(query) || isTradeWord(query.brand)) score *= 0.3
  } else if (place.kind === 'missing' && INEXACT_TRADE.has(trade.kind)) {
    if (COMPLETE.test(query.form)) score *= 0.78
    else if (trade.kind === 'synonym' && query.regions.length) score *= 0.85
  }
  if (place.kind === 'missing' && isGeneric(query)) score *= 0.4
  if (query.ordinal && trade.kind !== 'equal') score *= 0.75
  score *= listedFactor(query, candidate, trade.kind)
  if (other.number === 'conflict') score *= 0.05
  else if (other.number === 'missing') score *= brand.kind === 'homophone' ? 0.75 : 0.5
  // 肯德基（人民路店） and （解放路店） are two customers; branches of one company are one legal entity.
  score *= other.branch === 'conflict' && !COMPANY.test(query.form + candidate.form) ? 0.2 : BRANCH_FACTOR[other.branch]
  return {
    score,
    brand: brand.kind,
    trade: trade.kind,
    place: other.place,
    form: other.form,
    branch: other.branch,
    number: other.number,
    query,
    candidate,
  }
}

/** Nothing that is compared later makes up for more than this: a place left out, a listed company, the one people speak of. */
const MOST_BONUS = 1.2

const isTooLittle = (product: number, { least }: NameContext): boolean =>
  least !== undefined && product * MOST_BONUS < least

/** 马钢股份 is the short name of a company limited by shares; a short text without form is more often one, too. */
function listedFactor(query: ParsedName, candidate: ParsedName, trade: TradeKind): number {
  if (trade === 'equal' || COMPLETE.test(query.form)) return 1
  const listed = /股份/.test(candidate.form)
  // 海云酒店集团 names a business that the registered group does not.
  if (query.trade && !candidate.trade) return 1
  if (query.form === '股份') return listed ? 1.1 : 0.62
  if (query.form === '集团') return /集团/.test(candidate.form) ? 1.1 : 0.7
  return listed ? 1 : 0.97
}

/** Differences that often make another brand: without a common place they tell little. */
const INEXACT_TRADE = new Set<TradeKind>(['short', 'weak', 'synonym', 'partial', 'missing'])
const UNSURE = new Set<BrandKind>(['lost', 'extra', 'replaced', 'swapped'])

const BRANCH_FACTOR = { equal: 1, query: 0.97, candidate: 0.93, conflict: 0.75 }

/** The telling part is the city the name stands under: 沈阳贸易 is no slip of 神洋贸易, 宁夏宁海食品 may be one of 林海. */
function isOwnPlace({ brand, regions }: ParsedName): boolean {
  const codes = placeNamed(brand)?.codes.filter(code => code.length <= 4) ?? []
  return codes.length > 0 && (!regions.length || codes.some(code => regions.includes(code)))
}

/** The telling part is itself a business word, and little else is there (科技发展, 国际贸易). */
function isGeneric(view: ParsedName): boolean {
  return (
    isTradeWord(view.brand) &&
    (isWeakTrade(view.brand) || FREQUENT_TRADES.has(view.brand + view.trade)) &&
    splitTrade(view.trade).length < 2
  )
}
