import type { CustomerInput } from '../customer/customer-input'
import { type CustomerFields, canonicalName } from '../matching'
import { maskPerson } from '../privacy/mask'
import type { ContactFacts } from './directory'
import { type ReadRemark, type RemarkFields, readRemark } from './remark'

/** WeCom fills the remark with the nickname; that says nothing about a company. */
function readOwnWords(contact: ContactFacts, remark: RemarkFields): ReadRemark {
  const read = readRemark(remark)
  const isNickname =
    contact.type === 1 && !remark.remarkCompany && canonicalName(remark.remark) === canonicalName(contact.name)
  if (!isNickname || read.companyIsCertain) return read
  return { companyIsCertain: false, phones: read.phones }
}

/** What may identify a contact, the strongest first: ids, mobiles, then each company name on its own. */
export function identifyingFields(
  contact: ContactFacts,
  remark: RemarkFields,
): { by: 'link' | 'phone' | 'company'; fields: CustomerFields }[] {
  const read = readOwnWords(contact, remark)
  const names = [read.company, contact.corpFullName, contact.corpName].filter((name): name is string => Boolean(name))
  return [
    { by: 'link', fields: idsOf(contact) },
    ...(read.phones.length ? [{ by: 'phone' as const, fields: { phones: read.phones } }] : []),
    ...[...new Set(names)].map(name => ({ by: 'company' as const, fields: { name, contact: read.contact } })),
  ]
}

export const idsOf = (contact: ContactFacts): CustomerFields => ({
  externalUserIds: [contact.externalUserId],
  unionids: contact.unionid ? [contact.unionid] : [],
})

export interface Reportable extends CustomerInput {
  /** Absent when only a mobile is known: then a person has to say the name. */
  name?: string
}

/** What a report (报备) of this contact would hold; undefined when nothing but a nickname is known. */
export function reportableFields(contact: ContactFacts, remark: RemarkFields): Reportable | undefined {
  const read = readOwnWords(contact, remark)
  const name = (read.companyIsCertain ? read.company : undefined) ?? contact.corpFullName ?? contact.corpName
  if (!name && !read.phones.length) return undefined
  return {
    ...(name && { name }),
    ...(read.contact && { contact: read.contact }),
    ...(read.phones.length && { phone: read.phones.join('、') }),
    externalUserId: contact.externalUserId,
    ...(contact.unionid && { unionid: contact.unionid }),
  }
}

/**
 * How the contact is called before others: a company, else a masked nickname. Never a number.
 * @param isCompany the company read from the remark was recognised, however short it is
 */
export function publicName(contact: ContactFacts, remark: RemarkFields, isCompany = false): string {
  const read = readOwnWords(contact, remark)
  return (
    (isCompany || read.companyIsCertain ? read.company : undefined) ??
    contact.corpName ??
    `微信联系人 ${maskPerson(contact.name)}`
  )
}
