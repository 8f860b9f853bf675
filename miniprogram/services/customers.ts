import type { Page } from '../core/paged-list'
import { phoneText } from '../core/phone'
import { isManager } from '../core/session'
import { agoText, endsSoon, protectionText } from '../core/time'
import { get, post } from '../http/request'
import type { CustomerCard, CustomerDetail } from './types'

/** A tag of TDesign. */
export interface Tag {
  text: string
  theme: 'primary' | 'success' | 'warning' | 'danger' | 'default'
}

export interface CustomerRow extends CustomerCard {
  tag: Tag
  contactText: string
  protection: string
  soon: boolean
  lastText: string
  ownerText: string
}

const STATES: Record<CustomerCard['state'], Tag> = {
  owned: { text: '跟进中', theme: 'primary' },
  disputed: { text: '争议中', theme: 'danger' },
  joint: { text: '联合跟进', theme: 'success' },
  pool: { text: '公海', theme: 'default' },
}

export interface CustomerQuery {
  q: string
  /** Managers: the customers of their teams as well. */
  team: boolean
}

/** Mine, or my team's; newest activity first. */
export async function listCustomers({ q, team }: CustomerQuery, cursor?: string): Promise<Page<CustomerRow>> {
  const query = { q, cursor, team: team && isManager() ? 1 : undefined }
  const page = await get<Page<CustomerCard>>('/api/v1/customers', query)
  return { ...page, items: page.items.map(card => customerRow(card, team)) }
}

export const getCustomer = (id: string): Promise<CustomerDetail> => get(`/api/v1/customers/${id}`)

export const addFollowUp = (id: string, text: string): Promise<unknown> =>
  post(`/api/v1/customers/${id}/follow-ups`, { text })

export function customerRow(card: CustomerCard, withOwner = false): CustomerRow {
  return {
    ...card,
    tag: STATES[card.state],
    contactText: [card.contact, phoneText(card.phone ?? '')].filter(Boolean).join(' '),
    protection: protectionText(card.protectedUntil),
    soon: endsSoon(card.protectedUntil),
    lastText: card.lastFollowUpAt ? `${agoText(card.lastFollowUpAt)}跟进` : '还没有跟进',
    ownerText: withOwner ? (card.owner?.name ?? '') : '',
  }
}

const KINDS: Record<string, string> = {
  'follow-up': '跟进',
  created: '建档',
  owned: '归属',
  ended: '归属',
}

/** The detail page's data: everything as text. */
export function customerView(detail: CustomerDetail) {
  return {
    ...customerRow(detail),
    uscc: detail.uscc ?? '',
    ownerName: detail.owner?.name ?? '',
    aliasText: detail.aliases.join('、'),
    jointText: detail.collaborators.map(({ person, share }) => `${person.name} ${share}%`).join('、'),
    disputeId: detail.disputeId ?? '',
    canFollowUp: detail.can.followUp,
    contacts: detail.contacts.map((contact, index) => ({
      ...contact,
      phone: phoneText(contact.phone ?? ''),
      index,
      initial: (contact.name ?? '客').slice(0, 1),
    })),
    timeline: detail.timeline.map((entry, index) => ({
      index,
      text: entry.text,
      by: entry.by?.name ?? '',
      kind: KINDS[entry.kind] ?? '记录',
      time: agoText(entry.at),
    })),
  }
}
