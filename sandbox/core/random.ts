import { createHash, randomBytes } from 'node:crypto'

/** A seeded generator of numbers in [0, 1), mulberry32: the same seed gives the same demo company and the same faults. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** An unguessable id of URL-safe characters. */
export function randomId(prefix = '', bytes = 12): string {
  return prefix + randomBytes(bytes).toString('base64url').replace(/[-_]/g, 'x')
}

/** A stable id made from words, for everything that the demo company generates. */
export function stableId(prefix: string, words: string, length = 26): string {
  return prefix + createHash('sha256').update(words).digest('base64url').replace(/[-_]/g, 'x').slice(0, length)
}
