import { lastDue } from '../../src/schedule/due'

const HOUR = 3_600_000
const shanghai = (text: string) => Date.parse(`${text}+08:00`)

describe('when a job was due last', () => {
  it.each([
    ['before the time of day: yesterday', '2026-03-02T03:16:59', '2026-03-01T03:17:00'],
    ['exactly then', '2026-03-02T03:17:00', '2026-03-02T03:17:00'],
    ['after it', '2026-03-02T23:59:59', '2026-03-02T03:17:00'],
    ['leap day', '2028-02-29T12:00:00', '2028-02-29T03:17:00'],
    ['turn of the year', '2027-01-01T00:00:00', '2026-12-31T03:17:00'],
  ])('daily at 03:17, %s', (_name, now, due) =>
    expect(lastDue({ dailyAt: '03:17' }, shanghai(now))).toBe(shanghai(due)),
  )

  it('is Shanghai’s day in every server zone', () => {
    expect(lastDue({ dailyAt: '09:07' }, Date.UTC(2026, 2, 2, 0, 30))).toBe(Date.UTC(2026, 2, 1, 1, 7))
    expect(lastDue({ dailyAt: '09:07' }, Date.UTC(2026, 2, 2, 1, 30))).toBe(Date.UTC(2026, 2, 2, 1, 7))
  })

  it('in even steps', () => {
    const now = Date.UTC(2026, 2, 2, 5, 42, 17, 5)
    expect(lastDue({ everyMs: HOUR }, now)).toBe(Date.UTC(2026, 2, 2, 5))
    expect(lastDue({ everyMs: 60_000 }, now)).toBe(Date.UTC(2026, 2, 2, 5, 42))
  })
})
