import { DAY_MS, RULES } from '../../config/rules'

const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** Last millisecond of a calendar day in Asia/Shanghai (no daylight saving since 1991), `days` days after `from`. */
export function endOfShanghaiDay(from: number, days: number): number {
  const localDay = Math.floor((from + SHANGHAI_OFFSET_MS) / DAY_MS)
  return (localDay + days + 1) * DAY_MS - SHANGHAI_OFFSET_MS - 1
}

/** Start of the present calendar day in Asia/Shanghai. */
export function startOfShanghaiDay(at: number): number {
  return endOfShanghaiDay(at, 0) - DAY_MS + 1
}

/** A new owner is protected until the end of the last day. */
export const firstProtection = (now: number) => endOfShanghaiDay(now, RULES.protectionDays)

/**
 * A follow-up protects for some days from the day it is made, never shortens, and never goes beyond the cap.
 * @param since when the ownership began
 */
export function extendedProtection(protectedUntil: number, since: number, now: number): number {
  const cap = endOfShanghaiDay(since, RULES.protectionCapDays)
  return Math.max(protectedUntil, Math.min(cap, endOfShanghaiDay(now, RULES.followUpExtendsDays)))
}
