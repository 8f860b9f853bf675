import { cleanText } from './text'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export interface Uscc {
  code: string
  /** The check digit of GB 32100-2015 fits. */
  valid: boolean
}

/** Check digit of the first 17 characters (GB 32100-2015). */
export function usccCheckDigit(code: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(code[i]!) * WEIGHTS[i]!
  return ALPHABET[(31 - (sum % 31)) % 31]!
}

/**
 * Unified social credit code out of a text: full width, case, spaces and separators folded, labels skipped.
 * The letters I, O, Z, S and V are not in the alphabet; they are read as 1, 0, 2, 5 and U, the figures they are mistaken for.
 */
export function checkUscc(text: string): Uscc | undefined {
  const cleaned = cleanText(text, 200)
  const first = search(cleaned)
  // A small l is more often a one than the letter L.
  return first?.valid || !cleaned.includes('l') ? first : (search(cleaned.replace(/l/g, '1')) ?? first)
}

/** The first code with a fitting check digit, else the first that has the form of a code. */
function search(text: string): Uscc | undefined {
  const letters = text.toUpperCase().replace(/[^0-9A-Z]/g, '')
  let malformed: Uscc | undefined
  for (let start = 0; start + 18 <= letters.length && start < 60; start++) {
    const code = letters
      .slice(start, start + 18)
      .replace(/O/g, '0')
      .replace(/I/g, '1')
      .replace(/Z/g, '2')
      .replace(/S/g, '5')
      .replace(/V/g, 'U')
    if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) continue
    if (usccCheckDigit(code) === code[17]) return { code, valid: true }
    malformed ??= { code, valid: false }
  }
  return malformed
}
