import { cleanText, toSimplified } from '../normalise/text'
import type { ParsedName } from '../types'

const FORM = /(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|总公司|公司|集团)$/
const BRANCH = /[^公]{0,12}(?:分公司|办事处|分部)$/

/** Readings of a name, best first. */
export function parseName(name: string): ParsedName[] {
  let text = toSimplified(cleanText(name).toLowerCase()).replace(/[^\p{L}\p{N}]/gu, '')
  const branch = BRANCH.exec(text)?.[0] ?? ''
  if (branch && branch.length < text.length) text = text.slice(0, -branch.length)
  const form = FORM.exec(text)?.[0] ?? ''
  const brand = text.slice(0, text.length - form.length)
  return brand ? [{ regions: [], brand, trade: '', form, branch, ordinal: 0 }] : []
}
