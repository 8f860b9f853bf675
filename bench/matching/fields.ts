import type { CustomerFields } from '../../src/matching'

/** A line of an evaluation file. */
export interface Row {
  id: string
  company?: string
  contact?: string
  phone?: string
  email?: string
  uscc?: string
  wechat?: string
}

/** Its fields as the engine takes them. */
export function fieldsOf(row: Omit<Row, 'id'>): CustomerFields {
  const list = (value: string | undefined) => (value ? [value] : undefined)
  return {
    name: row.company,
    contact: row.contact,
    phones: list(row.phone),
    emails: list(row.email),
    usccs: list(row.uscc),
    wechats: list(row.wechat),
  }
}
