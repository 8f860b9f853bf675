import { comparePlaces } from '../parse/regions'

export type PlaceKind = 'equal' | 'inside' | 'missing' | 'province' | 'conflict'

export interface PlaceMatch {
  kind: PlaceKind
  factor: number
  /** Chance that another company's place agrees as well. */
  chance: number
}

const METROPOLES = /^(?:11|31|4403|4401)/

/** Compares the places of two readings. A place missing on one side is compatible, though it tells less. */
export function comparePlace(query: string[], candidate: string[]): PlaceMatch {
  const kind = comparePlaces(query, candidate)
  if (kind === 'equal')
    return { kind, factor: 1, chance: query.length ? (METROPOLES.test(query[0]!) ? 0.08 : 0.015) : 0.15 }
  if (kind === 'inside') return { kind, factor: 0.985, chance: 0.05 }
  if (kind === 'missing') return { kind, factor: query.length ? 0.93 : 0.95, chance: query.length ? 0.12 : 1 }
  return { kind, factor: kind === 'province' ? 0.3 : 0.12, chance: 1 }
}
