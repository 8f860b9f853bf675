import { KNOWN_NAMES } from './data/known-names'
import { cleanText, toSimplified } from './normalise/text'

let byAlias: Map<string, string[]> | undefined

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
const FORM = /(?:股份有限公司|有限责任公司|有限公司|公司|股份)$/
const LATIN_FORM = /[\s,.]*(?:co|ltd|limited|inc|incorporated|corp|company|plc)[\s.,]*$/

/** Registered names (without form) that a widely known short or English name stands for; empty for any other text. */
export function knownNames(name: string): string[] {
  if (!byAlias) {
    byAlias = new Map()
    for (const line of KNOWN_NAMES.trim().split('\n')) {
      const [full = '', ...aliases] = line.split('|')
      for (const alias of aliases) {
        const key = letters(alias)
        if (key !== full) byAlias.set(key, [...(byAlias.get(key) ?? []), full])
      }
    }
  }
  let text = toSimplified(cleanText(name, 80).toLowerCase())
  for (let i = 0; i < 3; i++) text = text.replace(LATIN_FORM, '')
  const key = letters(text)
  return byAlias.get(key) ?? byAlias.get(key.replace(FORM, '')) ?? []
}
