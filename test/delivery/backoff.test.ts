import { readFileSync } from 'node:fs'
import { backoffMs, MAX_ATTEMPTS } from '../../src/delivery/backoff'

const doc = readFileSync('docs/failures.md', 'utf8')

/** The row of the table: seconds by number of tries made. */
function documented(): { tries: number; seconds: number }[] {
  const cells = (start: string) =>
    doc
      .split('\n')
      .find(line => line.startsWith(start))!
      .split('|')
      .slice(2, -1)
      .map(cell => Number(/[\d,]+/.exec(cell)![0].replace(',', '')))
  const waits = cells('| wait |')
  return cells('| after try |').map((tries, i) => ({ tries, seconds: waits[i]! }))
}

describe('the back-off', () => {
  it('is the one that docs/failures.md shows', () => {
    const table = documented()
    expect(table).toHaveLength(11)
    for (const { tries, seconds } of table) expect(backoffMs(tries, 0.5)).toBe(seconds * 1000)
    for (let tries = 11; tries <= MAX_ATTEMPTS; tries++) expect(backoffMs(tries, 0.5)).toBe(1_800_000)
    expect(doc).toContain(`After ${MAX_ATTEMPTS} tries`)
  })

  it('is spread by a quarter to both sides', () => {
    for (const tries of [1, 5, 25]) {
      const middle = backoffMs(tries, 0.5)
      expect(backoffMs(tries, 0)).toBe(Math.round(middle * 0.75))
      expect(backoffMs(tries, 0.999)).toBeGreaterThan(middle * 1.24)
      expect(backoffMs(tries, 0.999)).toBeLessThan(middle * 1.25 + 1)
    }
  })

  it('keeps trying for about seven and a half hours before it gives up', () => {
    const tries = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, i) => i + 1)
    const hours = tries.reduce((sum, attempt) => sum + backoffMs(attempt, 0.5), 0) / 3_600_000
    expect(hours).toBeGreaterThan(7)
    expect(hours).toBeLessThan(8)
  })
})
