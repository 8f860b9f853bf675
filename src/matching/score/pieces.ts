import type { FullName } from '../parse/full-name'

/** A short text laid over a full name: where each of its characters stands there. */
export interface Laid {
  positions: number[]
  /** How readily people take these pieces, 1 for one piece from the beginning of a word. */
  ease: number
  /** Pieces that begin inside a word. */
  loose: number
}

/** Each further piece, … */
const NEXT = 0.97
/** … one that is the last character of a word of the trade (石油 → 油, 银行 → 行), … */
const END = 0.9
/** … and any other that begins inside a word. */
const INSIDE = 0.86
const LONGEST = 40

/** The readiest way to find the characters of the text in this order in the full name; undefined when there is none. */
export function lay(text: string, { text: core, forms, starts, ends }: FullName): Laid | undefined {
  // A form is said whole or not at all.
  const full = core + forms.filter(form => text.includes(form)).join('')
  if (full.length > LONGEST || !inOrder(text, full)) return undefined
  const isStart = (at: number) => at >= core.length || starts.includes(at)
  const begin = (at: number) => (isStart(at) ? 1 : ends.includes(at) ? END : INSIDE)
  let before = new Map<number, { ease: number; path: number[] }>()
  for (let at = full.indexOf(text[0]!); at >= 0; at = full.indexOf(text[0]!, at + 1))
    before.set(at, { ease: begin(at), path: [at] })
  for (let i = 1; i < text.length; i++) {
    const now: typeof before = new Map()
    for (let at = full.indexOf(text[i]!); at >= 0; at = full.indexOf(text[i]!, at + 1)) {
      let best: { ease: number; path: number[] } | undefined
      for (const [last, { ease, path }] of before) {
        if (last >= at) continue
        const sum = last + 1 === at ? ease : ease * NEXT * begin(at)
        if (!best || sum > best.ease) best = { ease: sum, path: [...path, at] }
      }
      if (best) now.set(at, best)
    }
    before = now
  }
  const [found] = [...before.values()].sort((a, b) => b.ease - a.ease)
  if (!found) return undefined
  const { path, ease } = found
  const loose = path.filter((at, i) => at !== path[i - 1]! + 1 && !isStart(at) && !ends.includes(at)).length
  return { positions: path, ease, loose }
}

/** Do the characters of the text stand in the full name in this order? */
export function inOrder(text: string, full: string): boolean {
  let at = -1
  for (const ch of text) {
    at = full.indexOf(ch, at + 1)
    if (at < 0) return false
  }
  return true
}
