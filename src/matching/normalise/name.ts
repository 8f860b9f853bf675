import { cleanText, toSimplified } from './text'

/**
 * The hard key `name`: two names with the same canonical form are the same name.
 * NFKC, simplified characters, lower case; spaces, punctuation, symbols and emoji removed. Keeps the organisation form,
 * because 海云科技有限公司 and 海云科技股份有限公司 may be two companies.
 */
export function canonicalName(name: string): string {
  return toSimplified(cleanText(name).toLowerCase()).replace(/[^\p{L}\p{N}]/gu, '')
}
