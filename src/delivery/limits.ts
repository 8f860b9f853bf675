import type { Context, Tx } from '../context'
import { execute } from '../db/execute'
import { isDuplicate } from '../db/failures'
import type { Limit } from './channel'
import { RateEntity } from './rate.entity'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * Takes one place in each of the limits, shared by all servers: a conditional update per window, all or none.
 * @returns 0 when taken, else how many milliseconds to wait for the next window
 */
export async function takePlaces(context: Context, limits: Limit[]): Promise<number> {
  const now = context.now()
  const windows = limits.flatMap(limit => [
    { bucket: `${limit.bucket}/m`, start: now - (now % MINUTE), size: MINUTE, most: limit.perMinute },
    ...(limit.perHour
      ? [{ bucket: `${limit.bucket}/h`, start: now - (now % HOUR), size: HOUR, most: limit.perHour }]
      : []),
  ])
  const full = new WindowFull()
  try {
    await context.transaction(async tx => {
      for (const window of windows) {
        if (await take(tx, window.bucket, window.start, window.most)) continue
        full.waitMs = window.start + window.size - now
        throw full
      }
    })
    return 0
  } catch (error) {
    if (error !== full) throw error
    return full.waitMs
  }
}

/** Uses one of `most` places of a window; false when none is left. */
export async function take(tx: Tx, bucket: string, windowStart: number, most: number): Promise<boolean> {
  const use = () =>
    execute(tx.manager, 'UPDATE rate_use SET used = used + 1 WHERE bucket = ? AND window_start = ? AND used < ?', [
      bucket,
      windowStart,
      most,
    ])
  if ((await use()) === 1) return true
  if (await tx.manager.findOneBy(RateEntity, { bucket, windowStart })) return false
  try {
    await tx.manager.insert(RateEntity, { bucket, windowStart, used: 1 })
    return most > 0
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return (await use()) === 1
  }
}

class WindowFull extends Error {
  waitMs = 0
}
