const FIRST_MS = 2_000
const LONGEST_MS = 30 * 60_000

/** A job is given up after this many tries: about seven and a half hours with the back-off below. */
export const MAX_ATTEMPTS = 25

/**
 * Time until the next try: `min(30 min, 2 s · 2^(attempt−1))`, spread by ±25 % so that jobs which failed
 * together do not come back together. docs/failures.md has the table.
 * @param attempt tries made so far, from 1
 * @param random 0 ≤ random < 1
 * @returns milliseconds
 */
export function backoffMs(attempt: number, random: number): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 20))
  return Math.round(base * (0.75 + random / 2))
}
