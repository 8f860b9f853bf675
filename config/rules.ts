/** Defaults an administrator may change. Days are calendar days of Asia/Shanghai. */
export const RULES = {
  /** One configured product line or region; most companies have one. */
  scope: 'all',
  /** A new owner is protected this long. */
  protectionDays: 90,
  /** A valid follow-up protects for this long from the day it is made … */
  followUpExtendsDays: 30,
  /** … but never longer than this after the ownership began. */
  protectionCapDays: 365,
  /** Duplicate checks a member may make per day (Asia/Shanghai). */
  lookupsPerDay: 200,
  /** Look-ups per minute above which the check answers "later": nobody types that fast. */
  lookupsPerMinute: 60,
  /** The loser of a ruling may appeal this long, once. */
  appealDays: 7,
} as const

export const DAY_MS = 86_400_000
