import { PRODUCT_GROUPS, PRODUCTS } from '../data/products'
import { TRADE_GROUPS, WEAK_TRADES } from '../data/trades'

/** Numbers of the lines (groups of near synonyms) a trade word stands on. */
const groupsOf = new Map<string, number[]>()
/** English word (letters only) → the lines it stands on. */
const english = new Map<string, number[]>()
/** First Chinese words of each line. */
const chineseOf: string[][] = []
const lines = [
  ...TRADE_GROUPS.trim().split('\n'),
  ...PRODUCT_GROUPS.trim().split('\n'),
  ...PRODUCTS.trim().split(/\s+/),
]
for (const [n, line] of lines.entries()) {
  const [chinese = '', latin = ''] = line.split('|')
  const words = chinese.trim().split(/\s+/)
  chineseOf.push(words.filter(w => w.length > 1))
  for (const word of words) if (word.length > 1) groupsOf.set(word, [...(groupsOf.get(word) ?? []), n])
  for (const word of latin.trim().split(/\s+/)) {
    const letters = word.replace(/[^a-z]/g, '')
    if (letters) english.set(letters, [...(english.get(letters) ?? []), n])
  }
}
const LONGEST = Math.max(...[...groupsOf.keys()].map(w => w.length))

export const isTradeWord = (word: string): boolean => groupsOf.has(word)
export const tradeGroups = (word: string): readonly number[] => groupsOf.get(word) ?? []
export const isWeakTrade = (word: string): boolean => WEAK_TRADES.has(word)
export const tradeWords = (): IterableIterator<string> => groupsOf.keys()
/** Groups that English letters stand for (several words written together, e.g. internationaltrade). */
export const englishGroups = (letters: string): readonly number[] =>
  english.get(letters) ??
  (letters.length > 4 && letters.endsWith('s') ? english.get(letters.slice(0, -1)) : undefined) ??
  []
/** Chinese trade words that English letters may stand for. */
export const chineseForEnglish = (letters: string): string[] => [
  ...new Set(englishGroups(letters).flatMap(g => chineseOf[g]!)),
]

/** Share of English trade words that a Chinese trade has a counterpart for. */
export function englishTradeShare(englishTrade: string, chineseTrade: string): number {
  const words = englishTrade.split(' ')
  const groups = new Set(splitTrade(chineseTrade).flatMap(w => [...tradeGroups(w)]))
  return words.filter(w => englishGroups(w).some(g => groups.has(g))).length / words.length
}

/**
 * Where the trade begins: the earliest position such that all that follows is trade words and at least two characters are left before it.
 * Returns the length of the text when it does not end in a trade. `cutShort`: the last word may be cut (供应 for 供应链).
 */
export function tradeStart(text: string, cutShort = false): number {
  const reach = new Uint8Array(text.length + 1)
  reach[text.length] = 1
  let earliest = text.length
  if (cutShort) {
    for (let length = 2; length <= 3 && text.length - length >= 2; length++) {
      if (!beginnings.has(text.slice(-length))) continue
      reach[text.length - length] = 1
      earliest = Math.min(earliest, text.length - length)
    }
  }
  for (let end = text.length; end > 2; end--) {
    if (!reach[end]) continue
    for (let length = 2; length <= LONGEST && end - length >= 2; length++) {
      if (groupsOf.has(text.slice(end - length, end))) {
        reach[end - length] = 1
        earliest = Math.min(earliest, end - length)
      }
    }
  }
  return earliest
}

/** Whether a text consists of trade words only. */
export function isAllTrade(text: string): boolean {
  if (text.length < 2) return false
  const reach = new Uint8Array(text.length + 1)
  reach[0] = 1
  for (let start = 0; start < text.length; start++) {
    if (!reach[start]) continue
    for (let length = 2; length <= LONGEST && start + length <= text.length; length++) {
      if (groupsOf.has(text.slice(start, start + length))) reach[start + length] = 1
    }
  }
  return reach[text.length] === 1
}

/** Where a business begins inside a text that ends in an unknown word (周大福|珠宝金店行), or 0: at least two characters stand before it. */
export function tradeInside(text: string): number {
  for (let at = 2; at <= text.length - 4; at++)
    for (let length = Math.min(LONGEST, text.length - at); length >= 2; length--) {
      const word = text.slice(at, at + length)
      if (groupsOf.has(word) && !WEAK_TRADES.has(word)) return at
    }
  return 0
}

/** Longest trade word at the end of a text, or ''. */
export function lastTradeWord(text: string): string {
  for (let length = Math.min(LONGEST, text.length); length >= 2; length--)
    if (groupsOf.has(text.slice(-length))) return text.slice(-length)
  return ''
}

/** Two or three characters that begin a longer trade word: 供应 (链), 新能 (源), as people cut names short. */
const beginnings = new Set<string>()
for (const word of groupsOf.keys())
  for (let length = 2; length < Math.min(4, word.length); length++) beginnings.add(word.slice(0, length))

/** 新材 for 新材料, as people cut names short. */
export const isCutTrade = (text: string): boolean => beginnings.has(text)

/** Whether a text is a trade, or a name that ends in one. */
export const isTradeEnd = (text: string): boolean => isAllTrade(text) || tradeStart(text) < text.length

/** Splits a trade into its words, fewest words first found wins; what is no word stays as single characters. */
export function splitTrade(trade: string): string[] {
  const cached = splitCache.get(trade)
  if (cached) return cached
  const n = trade.length
  const cost = new Array<number>(n + 1).fill(Number.POSITIVE_INFINITY)
  const from = new Array<number>(n + 1).fill(0)
  cost[0] = 0
  for (let i = 0; i < n; i++) {
    const stepTo = (end: number, step: number) => {
      if (cost[i]! + step < cost[end]!) {
        cost[end] = cost[i]! + step
        from[end] = i
      }
    }
    stepTo(i + 1, 3)
    for (let length = 2; length <= LONGEST && i + length <= n; length++)
      if (groupsOf.has(trade.slice(i, i + length))) stepTo(i + length, 1)
  }
  const words: string[] = []
  for (let end = n; end > 0; end = from[end]!) words.unshift(trade.slice(from[end]!, end))
  if (splitCache.size > 20_000) splitCache.clear()
  splitCache.set(trade, words)
  return words
}
const splitCache = new Map<string, string[]>()
