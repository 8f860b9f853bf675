import { LOOK_ALIKE_GROUPS } from '../data/look-alikes'
import { EXTRA_LOOK_ALIKES } from '../data/look-alikes-extra'

/** Likeness group of the pairs written down by hand. */
const EXTRA_LIKENESS = 4

/** Sorted codes of pairs (both characters as 15-bit offsets) times 16 plus the group: 8 bytes a pair instead of a map entry. */
const pairs = load()

function load(): Float64Array {
  const codes = new Map<number, number>()
  LOOK_ALIKE_GROUPS.forEach((group, n) => {
    for (let i = 0; i + 1 < group.length; i += 2) codes.set(pairCode(group[i]!, group[i + 1]!), n)
  })
  for (const group of EXTRA_LOOK_ALIKES) {
    for (let i = 0; i < group.length; i++) {
      for (let j = i + 1; j < group.length; j++) {
        const code = pairCode(group[i]!, group[j]!)
        codes.set(code, Math.max(codes.get(code) ?? 0, EXTRA_LIKENESS))
      }
    }
  }
  return Float64Array.from([...codes].map(([code, n]) => code * 16 + n)).sort()
}

function pairCode(a: string, b: string): number {
  const x = a.charCodeAt(0)
  const y = b.charCodeAt(0)
  return x < y ? x * 0x10000 + y : y * 0x10000 + x
}

/** How alike two different characters look: 0 (not enough to be mistaken) or 0.55 to 1. */
export function likeness(a: string, b: string): number {
  const wanted = pairCode(a, b) * 16
  let low = 0
  let high = pairs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (pairs[middle]! < wanted) low = middle + 1
    else high = middle
  }
  const found = pairs[low]
  return found !== undefined && found - wanted < 16 ? 0.55 + (found - wanted) / 22 : 0
}

/** For each character its look-alikes, most alike first; made at the first use. */
let neighbours: Map<string, string> | undefined

/** Characters that look like the given one, most alike first, at most `max`. */
export function likeAlikes(ch: string, max: number): string {
  if (!neighbours) {
    neighbours = new Map()
    const sorted = [...pairs].sort((a, b) => (b % 16) - (a % 16))
    for (const entry of sorted) {
      const code = Math.floor(entry / 16)
      const a = String.fromCharCode(Math.floor(code / 0x10000))
      const b = String.fromCharCode(code % 0x10000)
      const ofA = neighbours.get(a) ?? ''
      const ofB = neighbours.get(b) ?? ''
      if (ofA.length < 24) neighbours.set(a, ofA + b)
      if (ofB.length < 24) neighbours.set(b, ofB + a)
    }
  }
  return (neighbours.get(ch) ?? '').slice(0, max)
}
