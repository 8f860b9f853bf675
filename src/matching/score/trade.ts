import { BRAND_SUFFIXES } from '../data/brand-characters'
import { FREQUENT_TRADES } from '../data/trades'
import { isAllTrade, isWeakTrade, splitTrade, tradeGroups } from '../parse/trades'
import { align } from './align'

export type TradeKind =
  | 'equal'
  | 'short'
  | 'reordered'
  | 'typo'
  | 'missing'
  | 'weak'
  | 'synonym'
  | 'partial'
  | 'conflict'

export interface TradeMatch {
  kind: TradeKind
  /** Factor for the same customer. */
  factor: number
  /** Chance that another company's trade agrees as well. */
  chance: number
}

const cache = new Map<string, TradeMatch>()

/** Compares two trades. `complete`: the query carries an organisation form, so its trade is not cut short. */
export function compareTrades(query: string, candidate: string, complete: boolean): TradeMatch {
  if (query === candidate)
    return { kind: 'equal', factor: 1, chance: query === '' ? 0.08 : FREQUENT_TRADES.has(query) ? 0.035 : 0.012 }
  const key = `${query}|${candidate}${complete ? '!' : ''}`
  const known = cache.get(key)
  if (known) return known
  const found = compare(query, candidate, complete)
  if (cache.size > 20_000) cache.clear()
  cache.set(key, found)
  return found
}

function compare(query: string, candidate: string, complete: boolean): TradeMatch {
  const [body, other] = [BODY.exec(query)?.[0], BODY.exec(candidate)?.[0]]
  if (body && other && body !== other) return { kind: 'conflict', factor: 0.08, chance: 1 }
  if (query === '') return { kind: 'missing', factor: complete ? 0.55 : 0.72, chance: 1 }
  if (candidate === '') return { kind: 'missing', factor: complete ? 0.42 : 0.5, chance: 0.3 }
  if (candidate.startsWith(query) && complete && candidate.length - query.length === 1)
    return { kind: 'typo', factor: 0.85, chance: 0.05 }
  if (candidate.startsWith(query) && BODY.test(query)) return { kind: 'conflict', factor: 0.2, chance: 0.3 }
  // 东方通 is rather a name than 东方通信 cut short.
  if (candidate.startsWith(query) && query.length === 1 && !complete)
    return { kind: 'short', factor: 0.75, chance: 0.1 }
  if (candidate.startsWith(query))
    return { kind: 'short', factor: complete ? restFactor(candidate.slice(query.length)) : 0.94, chance: 0.05 }
  if (query.startsWith(candidate))
    return { kind: 'weak', factor: restFactor(query.slice(candidate.length)), chance: 0.05 }
  const before = candidate.endsWith(query) ? candidate.slice(0, -query.length) : ''
  // 传媒 for 文化传媒; 科技 alone for 计算机科技 says less.
  if (isAllTrade(before) && !complete)
    return { kind: 'short', factor: splitTrade(query).every(isWeakTrade) ? 0.62 : 0.88, chance: 0.06 }
  const a = splitTrade(query)
  const b = splitTrade(candidate)
  if (query.length === candidate.length && [...query].sort().join('') === [...candidate].sort().join(''))
    return { kind: 'reordered', factor: 0.95, chance: 0.03 }
  const slip = align(query, candidate, 1.3)
  const between = slip?.extra.find(
    e => isWordStart(b, e.at) || (isAllTrade(candidate.slice(0, e.at)) && isAllTrade(candidate.slice(e.at))),
  )
  if (between) return { kind: 'conflict', factor: BRAND_SUFFIXES.includes(between.ch) ? 0.3 : 0.6, chance: 0.3 }
  const words = a.every(w => w.length > 1)
  if (
    slip &&
    !slip.number &&
    !slip.extra.some(e => e.at === 0) &&
    (!words || slip.homophone + slip.lookAlike.length + slip.swapped + slip.doubled > 0)
  ) {
    // 料技 for 科技: a slip makes a word that is none.
    if (!words || query.length !== candidate.length)
      return { kind: 'typo', factor: slip.replaced.length ? (query.length >= 4 ? 0.62 : 0.2) : 0.93, chance: 0.04 }
  }
  return words || a.join('') !== b.join('') ? byWords(a, b) : { kind: 'conflict', factor: 0.08, chance: 1 }
}

/** 浙江大学 is not 浙江大学建筑设计研究院. */
const BODY = /(?:大学|医?学院|医院|中学|小学|幼儿园|研究院)$/

/** 网络科技 against 网络科技服务: what one side has more says little, or says another business. */
const restFactor = (rest: string): number => (splitTrade(rest).every(isWeakTrade) ? 0.68 : 0.5)

function byWords(a: string[], b: string[]): TradeMatch {
  const onlyA = a.filter(w => !b.includes(w))
  const onlyB = b.filter(w => !a.includes(w))
  const shared = a.length - onlyA.length
  if (shared && [...onlyA, ...onlyB].every(isWeakTrade))
    return { kind: 'weak', factor: onlyA.length && onlyB.length ? 0.48 : a[0] === b[0] ? 0.62 : 0.5, chance: 0.06 }
  if (sameGroups(a, b)) return { kind: 'synonym', factor: 0.58, chance: 0.05 }
  if (strongShared(a, b)) return { kind: 'partial', factor: 0.36, chance: 0.1 }
  return { kind: 'conflict', factor: 0.08, chance: 1 }
}

const strongShared = (a: string[], b: string[]): boolean =>
  a.some(w => !isWeakTrade(w) && w.length > 1 && b.includes(w))

/** Each telling word of one side has a near synonym on the other side (装修工程 and 装饰工程, 药业 and 医药). */
function sameGroups(a: string[], b: string[]): boolean {
  const covered = (from: string[], to: string[]) =>
    from.every(w => isWeakTrade(w) || to.some(v => tradeGroups(w).some(g => tradeGroups(v).includes(g))))
  const telling = a.some(w => !isWeakTrade(w)) && b.some(w => !isWeakTrade(w))
  return telling && covered(a, b) && covered(b, a)
}

/** Whether a position is where a word of the trade begins, not inside a word. */
function isWordStart(words: string[], at: number): boolean {
  let start = 0
  for (const word of words) {
    if (start === at) return true
    start += word.length
  }
  return start === at
}
