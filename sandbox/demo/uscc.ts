const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** Check character of a unified social credit code (GB 32100-2015) for its first 17 characters. */
export function usccCheck(body: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(body[i]!) * WEIGHTS[i]!
  return ALPHABET[(31 - (sum % 31)) % 31]!
}

/** A code with right check digits: company (91), a region, an organisation number (GB 11714 check), the final check. */
export function makeUscc(region: string, number: number): string {
  const eight = String(number).padStart(8, '0')
  let sum = 0
  for (let i = 0; i < 8; i++) sum += ORG_WEIGHTS[i]! * Number(eight[i])
  const rest = 11 - (sum % 11)
  const body = `91${region}${eight}${rest === 10 ? 'X' : rest === 11 ? '0' : rest}`
  return body + usccCheck(body)
}
