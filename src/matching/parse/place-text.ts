import { REGION_LINES } from '../data/regions'

let names: Map<string, string> | undefined

/** Full name of the most exact place of a list, '' for none. Made at the first use. */
export function placeText(codes: readonly string[]): string {
  if (!codes.length) return ''
  if (!names) {
    names = new Map()
    for (const line of REGION_LINES.split('\n')) {
      const code = /^\d+/.exec(line)![0]
      names.set(code, line.slice(code.length))
    }
  }
  return names.get(codes[0]!) ?? ''
}
