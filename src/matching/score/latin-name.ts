import { HAN } from '../keys/soft'
import { englishTradeShare, isWeakTrade, splitTrade } from '../parse/trades'
import type { ParsedName } from '../types'
import { spelled } from './latin'
import { COMPLETE, type NameMatch, otherParts, placeOf } from './other-parts'
import { compareTrades, type TradeKind } from './trade'

/** The Chinese trade names a business that the English words leave out (金锁安防网络科技, Network Technology). */
const saysMore = (chinese: string, english: string): boolean =>
  splitTrade(chinese).some(word => !isWeakTrade(word) && englishTradeShare(english, word) === 0)

/** Network Technology and 信息技术 share a word that says nothing. */
const sharesBusiness = (chinese: string, english: string): boolean =>
  splitTrade(chinese).some(word => !isWeakTrade(word) && englishTradeShare(english, word) > 0)

/** A name in letters against a Chinese one: letters that spell the core, or spell the brand while the English words mean the trade. */
export function compareLatin(latin: ParsedName, chinese: ParsedName): NameMatch | undefined {
  const core = chinese.brand + chinese.trade
  const other = otherParts(latin, chinese)
  const place = placeOf(latin, chinese)
  for (const folded of [false, true]) {
    const covered = spelled(latin.brand, core, folded)
    if (!covered) continue
    if (covered < chinese.brand.length) continue
    const spelledTrade = chinese.trade.slice(0, covered - chinese.brand.length)
    const base = (folded ? 0.72 : 0.94) * (covered <= 2 ? 0.75 : covered === 3 ? 0.92 : 1)
    let factor = 1
    let kind: TradeKind = 'equal'
    if (HAN.test(latin.trade)) {
      const trade = compareTrades(latin.trade, chinese.trade.slice(spelledTrade.length), COMPLETE.test(latin.form))
      kind = trade.kind
      factor = trade.factor
    } else if (latin.trade) {
      const left = chinese.trade.slice(spelledTrade.length) || chinese.trade
      const share = englishTradeShare(latin.trade, left)
      kind = share === 1 ? 'equal' : share > 0 ? 'partial' : 'conflict'
      factor =
        share === 1
          ? saysMore(left, latin.trade)
            ? 0.9
            : 1
          : share > 0
            ? sharesBusiness(left, latin.trade)
              ? 0.9
              : 0.7
            : chinese.trade
              ? 0.25
              : 0.6
      if (!chinese.trade) kind = 'missing'
    } else if (spelledTrade !== chinese.trade) {
      kind = 'missing'
      factor = spelledTrade ? 0.85 : 0.7
    }
    return { ...other, score: base * factor * place.factor, brand: latin.trade ? 'english' : 'pinyin', trade: kind }
  }
  return undefined
}
