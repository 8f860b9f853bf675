import { loadStored, type Prepared, prepare, scorePair } from '../matching'
import type { Found } from './spans'

/** Less is not worth telling. */
export const LEAST_SCORE = 0.5

/** The last names asked about: several hits often extend to the same name, and people go on talking about a customer. */
const lastAsked = new Map<string, Prepared>()
const MOST_REMEMBERED = 500

export function asked(name: string): Prepared {
  let prepared = lastAsked.get(name)
  if (!prepared) {
    prepared = prepare({ name })
    if (lastAsked.size >= MOST_REMEMBERED) lastAsked.clear()
    lastAsked.set(name, prepared)
  }
  return prepared
}

/**
 * The customer that a name in the message fits best. Who says the place means the customer there: 苏州润海 is 苏州润海机械
 * rather than 润海集团, which writes no place.
 */
export function bestOf(name: string, rows: Iterable<{ id: string; matchForm: string }>): Found | undefined {
  let found: (Found & { there: boolean }) | undefined
  for (const row of rows) {
    const query = asked(name)
    const stored = loadStored(row.matchForm)
    const { score } = scorePair(query, stored)
    if (score < LEAST_SCORE) continue
    const there = placesOf(query).some(place => placesOf(stored).some(other => inside(place, other)))
    if (!found || (there === found.there ? score > found.score : there)) found = { id: row.id, score, there }
  }
  return found && { id: found.id, score: found.score }
}

const placesOf = ({ entries }: Pick<Prepared, 'entries'>): readonly string[] => entries[0]?.views[0]?.regions ?? []
const inside = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)
