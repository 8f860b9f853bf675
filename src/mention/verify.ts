import { cleanText, loadStored, prepareName, type Stored, scoreNames } from '../matching'
import type { Found } from './spans'

/** Less is not worth telling. */
export const LEAST_SCORE = 0.5
/** Nothing scores higher than the name as it is registered; a name without a telling part scores less with itself, too. */
const CERTAIN = 0.97

interface Fit {
  score: number
  /** The customer is where the name says. */
  there: boolean
}

interface Asked {
  prepared: Stored
  /** By the stored form of the customers it was compared with. */
  fits: Map<string, Fit>
}

interface Row {
  id: string
  matchForm: string
}

/** The last names asked about, 3 KB each: several hits often extend to the same name, and people go on talking about a customer. */
const lastAsked = new Map<string, Asked>()
const MOST_REMEMBERED = 12_000

export const asked = (name: string): Stored => askedFor(name).prepared

function askedFor(name: string): Asked {
  let known = lastAsked.get(name)
  if (!known) {
    known = { prepared: prepareName(name), fits: new Map() }
    if (lastAsked.size >= MOST_REMEMBERED) lastAsked.clear()
    lastAsked.set(name, known)
  }
  return known
}

/**
 * The customer that a name in the message fits best. Who says the place means the customer there: 苏州润海 is 苏州润海机械
 * rather than 润海集团, which writes no place.
 */
export function bestOf(name: string, rows: readonly Row[]): Found | undefined {
  if (!rows.length) return undefined
  const registered = registeredSo(name, rows)
  if (registered) return registered
  const about = askedFor(name)
  let found: (Found & Fit) | undefined
  for (const { id, matchForm } of rows) {
    const { score, there } = fitOf(about, matchForm)
    if (score < LEAST_SCORE) continue
    if (!found || (there === found.there ? score > found.score : there)) found = { id, score, there }
  }
  return found && { id: found.id, score: found.score }
}

/** The customer registered under this very name: most names in full. Its stored form is how the name is read. */
function registeredSo(name: string, rows: readonly Row[]): Found | undefined {
  const line = `\n${cleanText(name)}\t`
  for (const { id, matchForm } of rows) {
    if (!matchForm.includes(line)) continue
    const stored = loadStored(matchForm)
    const score = scoreNames({ entries: stored.entries.slice(0, 1) }, stored, CERTAIN)
    if (score >= CERTAIN) return { id, score }
  }
  return undefined
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

const placesOf = ({ entries }: Stored): readonly string[] => entries[0]?.views[0]?.regions ?? []
const inside = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)
