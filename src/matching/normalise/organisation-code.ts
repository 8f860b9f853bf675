import { cleanText } from './text'
import { checkUscc } from './uscc'

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
/** Alone, with the hyphen before its check digit, or behind the region in a tax number of 15. */
const WRITTEN = /(?<![0-9A-Z])(?:\d{6})?([0-9A-Z]{8})[ -]?([0-9X])(?![0-9A-Z])/

/** Check digit of the first 8 characters (GB 11714-1997). */
function organisationCheckDigit(body: string): string {
  let sum = 0
  for (let i = 0; i < 8; i++) sum += Number.parseInt(body[i]!, 36) * WEIGHTS[i]!
  return '0123456789X0'[11 - (sum % 11)]!
}

/** The code of the organisation inside a credit code: it stays when a company moves to another authority. */
const organisationOf = (uscc: string): string => uscc.slice(8, 17)

/**
 * The nine characters that tell an organisation (组织机构代码) out of a credit code, written alone, or in a tax number of 15 characters;
 * undefined when a check digit does not fit. Letters that no code has are read as in `checkUscc`.
 */
export function organisationCode(text: string): string | undefined {
  const uscc = checkUscc(text)
  if (uscc) return uscc.valid ? organisationOf(uscc.code) : undefined
  const found = WRITTEN.exec(cleanText(text, 200).toUpperCase())
  if (!found) return undefined
  const body = found[1]!.replace(/O/g, '0').replace(/I/g, '1').replace(/Z/g, '2').replace(/S/g, '5').replace(/V/g, 'U')
  return organisationCheckDigit(body) === found[2] ? body + found[2] : undefined
}
