const BEND = 2.2
/** Weaker below one half: siblings (equal brand, other city or business) stay visible as related at 0.05 and more. */
const LOW_BEND = 1.2
const CEILING = 0.49

/**
 * Brings the product of factors to a probability: what lies clearly above one half is nearly always right.
 * Keeps order and the middle; agreement of names alone stays below 0.99.
 */
export function calibrate(raw: number): number {
  if (raw <= 0) return 0
  if (raw >= 1) return 0.5 + CEILING
  return raw >= 0.5 ? 0.5 + CEILING * (1 - (2 - 2 * raw) ** BEND) : 0.5 * (2 * raw) ** LOW_BEND
}

/** The product of factors that makes this probability. */
export function uncalibrated(score: number): number {
  if (score >= 0.5 + CEILING) return 1
  return score >= 0.5 ? 1 - (1 - (score - 0.5) / CEILING) ** (1 / BEND) / 2 : (2 * score) ** (1 / LOW_BEND) / 2
}

/** A match at least this sure needs no second look-up. */
export const CONVINCING = 0.97
