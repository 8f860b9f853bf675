import type { Context, Tx } from '../context'
import { execute } from '../db/execute'
import { isDuplicate } from '../db/failures'
import type { Limit } from './channel'
import { RateEntity } from './rate.entity'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** A window is counted in this many slots. WeCom counts the last minute, not the minute of the clock. */
const SLOTS = 30

interface Window {
  bucket: string
  size: number
  most: number
}

/**
 * Takes one place in each of the limits, shared by all servers, all or none. In any stretch of a minute (an hour) at most
 * the allowed number gets through; a place is free again at most one slot (2 s, 2 min) later than it could be.
 * @returns 0 when taken, else how many milliseconds to wait for the next place
 */
export async function takePlaces(context: Context, limits: Limit[]): Promise<number> {
  const windows = limits.flatMap(({ bucket, perMinute, perHour }): Window[] => [
    { bucket: `${bucket}/m`, size: MINUTE, most: perMinute },
    ...(perHour === undefined ? [] : [{ bucket: `${bucket}/h`, size: HOUR, most: perHour }]),
  ])
  const full = new WindowFull()
  try {
    await context.transaction(async tx => {
      for (const bucket of limits.map(limit => limit.bucket).sort()) await lockBucket(tx, bucket)
      for (const window of windows) {
        full.waitMs = await useSlot(tx, window)
        if (full.waitMs > 0) throw full
      }
    })
    return 0
  } catch (error) {
    if (error !== full) throw error
    return full.waitMs
  }
}

/** Those who ask for the same bucket pass one after the other, so that each sees what the one before it has used. */
async function lockBucket(tx: Tx, bucket: string): Promise<void> {
  await take(tx, `${bucket}/lock`, 0, Number.MAX_SAFE_INTEGER)
}

/** @returns 0 when one place was used, else the time until the oldest use no longer counts */
async function useSlot(tx: Tx, { bucket, size, most }: Window): Promise<number> {
  const now = tx.now()
  const slot = size / SLOTS
  const [used]: { n: string | number | null; oldest: string | number | null }[] = await tx.manager.query(
    'SELECT SUM(used) AS n, MIN(window_start) AS oldest FROM rate_use WHERE bucket = ? AND window_start > ? AND window_start <= ? AND used > 0',
    [bucket, now - size - slot, now],
  )
  if (Number(used?.n ?? 0) >= most) return used?.oldest ? Number(used.oldest) + slot + size - now : size
  const start = now - (now % slot)
  await take(tx, bucket, start, most)
  await execute(tx.manager, 'DELETE FROM rate_use WHERE bucket = ? AND window_start < ?', [bucket, start - 2 * size])
  return 0
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
