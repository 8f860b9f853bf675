import { allPlaces } from './regions'

let names: Map<string, string> | undefined

/** Name of the most exact place of a list, '' for none. Made at the first use. */
export function placeText(codes: readonly string[]): string {
  if (!codes.length) return ''
  if (!names) {
    names = new Map()
    for (const [name, place] of allPlaces())
      for (const code of place.codes) if (!names.has(code) || place.full) names.set(code, name)
  }
  return names.get(codes[0]!) ?? ''
}
