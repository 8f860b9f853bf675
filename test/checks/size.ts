/** `npm run check:full` sets CHECKS=full; `npm test` runs the same programs small. */
export const FULL = process.env.CHECKS === 'full'

export const pick = <T>(small: T, full: T): T => (FULL ? full : small)

/** For a full check: what it found, on the terminal. */
export function report(line: string): void {
  if (FULL) process.stderr.write(`[check] ${line}\n`)
}
