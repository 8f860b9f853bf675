import { SPOKEN_TRADES } from '../data/trades'
import { splitTrade } from '../parse/trades'
import type { ParsedName } from '../types'
import { COMPLETE } from './other-parts'

/**
 * Of several companies that a short text fits alike, the one people speak of comes first: companies limited by shares and groups before
 * others, what says all that was asked before what says more. A factor near one: it orders equals and hardly changes a score.
 */
export function spokenOf(query: ParsedName, candidate: ParsedName): number {
  if (COMPLETE.test(query.form)) return 1
  const group = /集团/.test(candidate.form)
  const shares = /股份/.test(candidate.form)
  let factor = shares ? (candidate.form.endsWith('股份有限公司') ? 1.01 : 1.002) : group ? 1.004 : 1
  if (query.form.includes('集团')) factor *= group ? 1 : 0.95
  else if (group && query.form === '股份') factor *= 0.999
  if (query.form === '股份' && !shares) factor *= 0.98
  // 中国 in front of a name is said: 交建股份 is another than 中国交建.
  if (candidate.place === '中国' && query.place !== '中国') factor *= 0.997
  // A county, too, is seldom dropped by those who know the company.
  if (!query.regions.length && candidate.regions[0]?.length === 6) factor *= 0.999
  return factor * leftOver(query, candidate)
}

/** The more the short text leaves out, the less it is meant. */
function leftOver(query: ParsedName, candidate: ParsedName): number {
  const { brand, trade } = candidate
  const left = Math.max(0, brand.length + trade.length - query.brand.length - query.trade.length)
  if (query.form !== '股份' || !left) return 0.9995 ** left
  // A company is called by brand and business where both are short (润海科技), so that 股份 stands for another business.
  return SPOKEN_TRADES.has(splitTrade(trade)[0] ?? '') ? 0.993 : left === 3 ? 0.999 : 0.999 - 0.0005 * left
}

/** A short name leaves the place out: that the query names none says nothing against a company limited by shares. */
export const placeLeftOut = (query: ParsedName, candidate: ParsedName): boolean =>
  !query.regions.length &&
  !COMPLETE.test(query.form) &&
  /股份/.test(candidate.form) &&
  (!query.form.includes('集团') || candidate.form.includes('集团'))
