import { loadStored, type Prepared, prepare, scoreNames } from '../matching'
import type { Found } from './spans'

/** Less is not worth telling. */
export const LEAST_SCORE = 0.5

interface Fit {
  score: number
  /** The customer is where the name says. */
  there: boolean
}

interface Asked {
  prepared: Prepared
  /** By the stored form of the customers it was compared with. */
  fits: Map<string, Fit>
}

/** The last names asked about: several hits often extend to the same name, and people go on talking about a customer. */
const lastAsked = new Map<string, Asked>()
const MOST_REMEMBERED = 4000

export const asked = (name: string): Prepared => askedFor(name).prepared

function askedFor(name: string): Asked {
  let known = lastAsked.get(name)
  if (!known) {
    known = { prepared: prepare({ name }), fits: new Map() }
    if (lastAsked.size >= MOST_REMEMBERED) lastAsked.clear()
    lastAsked.set(name, known)
  }
  return known
}

/**
 * The customer that a name in the message fits best. Who says the place means the customer there: 苏州润海 is 苏州润海机械
 * rather than 润海集团, which writes no place.
 */
export function bestOf(name: string, rows: Iterable<{ id: string; matchForm: string }>): Found | undefined {
  let found: (Found & Fit) | undefined
  for (const { id, matchForm } of rows) {
    const { score, there } = fitOf(askedFor(name), matchForm)
    if (score < LEAST_SCORE) continue
    if (!found || (there === found.there ? score > found.score : there)) found = { id, score, there }
  }
  return found && { id: found.id, score: found.score }
}

function fitOf({ prepared, fits }: Asked, matchForm: string): Fit {
  const known = fits.get(matchForm)
  if (known) return known
  const stored = loadStored(matchForm)
  const score = scoreNames(prepared, stored, LEAST_SCORE)
  const there =
    score >= LEAST_SCORE && placesOf(prepared).some(place => placesOf(stored).some(other => inside(place, other)))
  const fit = { score, there }
  fits.set(matchForm, fit)
  return fit
}

const placesOf = ({ entries }: Pick<Prepared, 'entries'>): readonly string[] => entries[0]?.views[0]?.regions ?? []
const inside = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)
