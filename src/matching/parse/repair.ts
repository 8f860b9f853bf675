import { relate } from '../score/align'
import { tradeWords } from './trades'

/** Trade words by a pattern with one character left open (电* → 电子, 电器 …). */
let patterns: Map<string, string[]> | undefined
/** Trade words of three or more characters by what is left when one is lost. */
let shortened: Map<string, string> | undefined

function load(): { open: Map<string, string[]>; lost: Map<string, string> } {
  if (patterns && shortened) return { open: patterns, lost: shortened }
  patterns = new Map()
  shortened = new Map()
  for (const word of tradeWords()) {
    for (let i = 0; i < word.length; i++) {
      const open = `${word.slice(0, i)}*${word.slice(i + 1)}`
      patterns.set(open, [...(patterns.get(open) ?? []), word])
      if (word.length > 2) shortened.set(word.slice(0, i) + word.slice(i + 1), word)
    }
  }
  return { open: patterns, lost: shortened }
}

/**
 * A trade word with one slip at the end of a text (料技 for 科技, 会计帅事务所, 信信息): the word meant and how long it stands there.
 * At least two characters stay before it.
 */
export function repairTrade(text: string): { word: string; length: number } | undefined {
  const { open, lost } = load()
  for (let length = Math.min(6, text.length - 2); length >= 2; length--) {
    const tail = text.slice(-length)
    for (let i = 0; i < length; i++) {
      for (const word of open.get(`${tail.slice(0, i)}*${tail.slice(i + 1)}`) ?? []) {
        const relation = relate(tail[i]!, word[i]!)
        if (relation === 'homophone' || relation === 'look-alike' || relation === 'near-homophone')
          return { word, length }
      }
      if (i + 1 < length) {
        const swapped = tail.slice(0, i) + tail[i + 1] + tail[i] + tail.slice(i + 2)
        if (tail[i] !== tail[i + 1] && open.get(`${swapped.slice(0, -1)}*`)?.includes(swapped))
          return { word: swapped, length }
        const single = tail.slice(0, i) + tail.slice(i + 1)
        if (tail[i] === tail[i + 1] && open.get(`${single.slice(0, -1)}*`)?.includes(single))
          return { word: single, length }
      }
    }
    const longer = lost.get(tail)
    if (longer) return { word: longer, length }
  }
  return undefined
}
