import { likeness } from '../chars/likeness'
import { inOneOrder } from '../chars/numerals'
import { compareSounds } from '../chars/readings'

/** How one character of the query stands to one of the candidate. */
export type CharRelation = 'equal' | 'homophone' | 'near-homophone' | 'look-alike' | 'number' | 'different'

/** What turns one text into the other, counted. */
export interface Alignment {
  homophone: number
  nearHomophone: number
  /** Of these, how many are told apart everywhere but in some regions (n/l, f/h). */
  regional: number
  /** Likenesses of look-alike pairs. */
  lookAlike: number[]
  swapped: number
  doubled: number
  /** Characters the query lacks. */
  lost: { ch: string; at: number }[]
  /** Characters the query has too many, with their place in the query. */
  extra: { ch: string; at: number }[]
  /** Places in the candidate where characters have nothing in common. */
  replaced: number[]
  /** A numeral or a part of the compass stands against another one. */
  number: boolean
}

const MAX_LENGTH = 24
const COST: Record<CharRelation, number> = {
  equal: 0,
  homophone: 0.5,
  'look-alike': 0.6,
  'near-homophone': 0.7,
  number: 1.2,
  different: 1.45,
}

export function relate(a: string, b: string): CharRelation {
  if (a === b) return 'equal'
  if (inOneOrder(a, b)) return 'number'
  const sound = compareSounds(a, b)
  if (sound === 'same') return 'homophone'
  if (likeness(a, b) > 0) return 'look-alike'
  return sound === 'different' ? 'different' : 'near-homophone'
}

/** Work space of one alignment at a time. */
const cost = new Float64Array((MAX_LENGTH + 1) ** 2)
const step = new Uint8Array((MAX_LENGTH + 1) ** 2)

/** Cheapest alignment of two short texts; undefined when they differ by more than `limit`. */
export function align(a: string, b: string, limit = 2.2): Alignment | undefined {
  if (a === b) return nothing()
  if (Math.abs(a.length - b.length) > 2 || a.length > MAX_LENGTH || b.length > MAX_LENGTH || !a || !b) return undefined
  if (!anythingShared(a, b)) return undefined
  const rows = a.length
  const width = b.length + 1
  cost[0] = 0
  for (let j = 1; j < width; j++) {
    cost[j] = j
    step[j] = 2
  }
  for (let i = 1; i <= rows; i++) {
    cost[i * width] = i
    step[i * width] = 1
    let least = cost[i * width]!
    for (let j = 1; j < width; j++) {
      if (Math.abs(i - j) > 3) {
        cost[i * width + j] = 99
        continue
      }
      let best = cost[(i - 1) * width + j - 1]! + COST[relate(a[i - 1]!, b[j - 1]!)]
      let how = 0
      const insert = cost[(i - 1) * width + j]! + (a[i - 1] === a[i - 2] || a[i - 1] === a[i] ? 0.8 : 1)
      if (insert < best) {
        best = insert
        how = 1
      }
      const drop = cost[i * width + j - 1]! + (b[j - 1] === b[j - 2] || b[j - 1] === b[j] ? 0.8 : 1)
      if (drop < best) {
        best = drop
        how = 2
      }
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && a[i - 1] !== a[i - 2]) {
        const swap = cost[(i - 2) * width + j - 2]! + 0.75
        if (swap < best) {
          best = swap
          how = 3
        }
      }
      cost[i * width + j] = best
      step[i * width + j] = how
      if (best < least) least = best
    }
    if (least > limit) return undefined
  }
  if (cost[rows * width + b.length]! > limit) return undefined
  const result = nothing()
  trace(a, b, step, width, result)
  return result
}

const nothing = (): Alignment => ({
  homophone: 0,
  nearHomophone: 0,
  regional: 0,
  lookAlike: [],
  swapped: 0,
  doubled: 0,
  lost: [],
  extra: [],
  replaced: [],
  number: false,
})

function trace(a: string, b: string, step: Uint8Array, width: number, out: Alignment): void {
  let i = a.length
  let j = b.length
  while (i > 0 || j > 0) {
    const how = step[i * width + j]!
    if (how === 3) {
      out.swapped++
      i -= 2
      j -= 2
    } else if (how === 1) {
      const ch = a[i - 1]!
      if (ch === a[i - 2] || ch === a[i]) out.doubled++
      else out.extra.push({ ch, at: i - 1 })
      i--
    } else if (how === 2) {
      if (b[j - 1] === b[j - 2] || b[j - 1] === b[j]) out.doubled++
      else out.lost.push({ ch: b[j - 1]!, at: j - 1 })
      j--
    } else {
      count(relate(a[i - 1]!, b[j - 1]!), a[i - 1]!, b[j - 1]!, j - 1, out)
      i--
      j--
    }
  }
}

function count(relation: CharRelation, a: string, b: string, at: number, out: Alignment): void {
  if (relation === 'homophone') out.homophone++
  else if (relation === 'near-homophone') {
    out.nearHomophone++
    if (compareSounds(a, b) === 'regional') out.regional++
  } else if (relation === 'look-alike') out.lookAlike.push(likeness(a, b))
  else if (relation === 'number') {
    out.number = true
    out.replaced.push(at)
  } else if (relation === 'different') out.replaced.push(at)
}

/** Texts of up to three characters without one equal, alike or like-sounding pair near each other need no alignment. */
function anythingShared(a: string, b: string): boolean {
  if (a.length > 3 || b.length > 3) return true
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - 1); j <= i + 1 && j < b.length; j++) if (a[i] === b[j]) return true
  }
  for (let i = 0; i < a.length && i < b.length; i++) if (relate(a[i]!, b[i]!) === 'different') return false
  return true
}
