/** How personal values look to somebody who may not see them. One place, so that nothing is masked two ways. */

const firstChars = (text: string, count: number) => [...text].slice(0, count).join('')
const lastChars = (text: string, count: number) => [...text].slice(-count).join('')

/** `138****0001`; landlines and foreign numbers keep the last four digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/^\+86/, '').replace(/\D/g, '')
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return digits.length > 4 ? `****${digits.slice(-4)}` : '****'
}

/** `王**`, one star per hidden character, at most two. */
export function maskPerson(name: string): string {
  const length = [...name].length
  return length === 0 ? '' : firstChars(name, 1) + '*'.repeat(Math.min(2, Math.max(1, length - 1)))
}

/** `li***@example.com` */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '***' : `${firstChars(email.slice(0, at), Math.min(2, at - 1))}***${email.slice(at)}`
}

/** Keeps two characters at the front and two at the end. */
export function maskId(id: string): string {
  return [...id].length <= 4 ? '****' : `${firstChars(id, 2)}****${lastChars(id, 2)}`
}

/** A company found through a phone or an id only: enough to recognise it when one knows it. */
export function maskCompany(name: string): string {
  const length = [...name].length
  return length <= 2 ? `${firstChars(name, 1)}*` : `${firstChars(name, 2)}${'*'.repeat(Math.min(4, length - 2))}`
}

const BY_FIELD: Record<string, (value: string) => string> = {
  phone: maskPhone,
  email: maskEmail,
  wechat: maskId,
  uscc: maskId,
  external_userid: maskId,
  unionid: maskId,
  contact: maskPerson,
}

/** Masks a value by the field it stands in; company data stays readable. */
export function maskField(field: string, value: string): string {
  return BY_FIELD[field]?.(value) ?? value
}

const MOBILE = /(?<!\d)(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)/g
const EMAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g
const LONG_NUMBER = /(?<!\d)\d{7,}(?!\d)/g

/** Free text for readers who may not see personal values: mobiles, e-mail addresses and long numbers are masked. */
export function maskFreeText(text: string): string {
  return text
    .replace(MOBILE, (_all, head: string, _middle: string, tail: string) => `${head}****${tail}`)
    .replace(EMAIL, maskEmail)
    .replace(LONG_NUMBER, digits => `****${digits.slice(-4)}`)
}
