import type { CustomerDetail as View } from '../portfolio/customer-detail'
import type { CustomerDetail } from './customer-schemas'
import type { z } from './zod'

type Contact = z.input<typeof CustomerDetail>['contacts'][number]
const OWNERSHIP = new Set(['owned', 'ended'])

/** The customer as clients show it: values grouped into contacts, ownership apart from the rest of the timeline. */
export function presentCustomer(view: View): z.input<typeof CustomerDetail> {
  const valuesOf = (kind: string) => view.keys.filter(key => key.kind === kind).map(key => key.value)
  const timeline = view.timeline.map(entry => ({
    at: entry.at,
    kind: entry.kind,
    text: entry.text,
    by: entry.person && { name: entry.person.name },
  }))
  return {
    ...view,
    uscc: valuesOf('uscc')[0],
    phone: valuesOf('phone')[0],
    contacts: contactsOf(view.contact, valuesOf('phone'), valuesOf('wechat'), valuesOf('email')),
    history: timeline
      .filter(entry => OWNERSHIP.has(entry.kind))
      .map(entry => ({ at: entry.at, text: `${entry.by?.name ?? ''} ${entry.text}`.trim() })),
    timeline,
    lastFollowUpAt: view.timeline.find(entry => entry.kind === 'follow-up')?.at,
  }
}

/** The first value of each kind belongs to the named contact; further ones stand alone. */
function contactsOf(name: string | undefined, phones: string[], wechats: string[], emails: string[]): Contact[] {
  const [phone, ...morePhones] = phones
  const [wechat, ...moreWechats] = wechats
  const [email, ...moreEmails] = emails
  const first = name || phone || wechat || email ? [{ name, phone, wechat, email }] : []
  return [
    ...first,
    ...morePhones.map(value => ({ phone: value })),
    ...moreWechats.map(value => ({ wechat: value })),
    ...moreEmails.map(value => ({ email: value })),
  ]
}
