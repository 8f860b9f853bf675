/** Asia/Shanghai is UTC+8 all year (no daylight saving since 1991). */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** When a job is due: in even steps of time, or once a day at a time of Asia/Shanghai (`HH:MM`). */
export type Rhythm = { everyMs: number } | { dailyAt: string }

/** The last instant at or before `now` at which the job was due. Pure; epoch ms. */
export function lastDue(rhythm: Rhythm, now: number): number {
  if ('everyMs' in rhythm) return now - (now % rhythm.everyMs)
  const [hours = 0, minutes = 0] = rhythm.dailyAt.split(':').map(Number)
  const offset = (hours * 60 + minutes) * 60_000 - SHANGHAI_OFFSET_MS
  return Math.floor((now - offset) / DAY_MS) * DAY_MS + offset
}
