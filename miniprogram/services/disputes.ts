import type { Page } from '../core/paged-list'
import { currentSession } from '../core/session'
import { agoText, dateTimeText } from '../core/time'
import { get, post } from '../http/request'
import type { Tag } from './customers'
import type { Dispute, Outcome } from './types'

const STATES: Record<Dispute['status'], Tag> = {
  open: { text: '待裁决', theme: 'warning' },
  ruled: { text: '已裁决', theme: 'success' },
  appealed: { text: '复议中', theme: 'danger' },
  closed: { text: '已结案', theme: 'default' },
  withdrawn: { text: '已撤回', theme: 'default' },
}

/** `party`: disputes I am in. `arbiter`: those that wait for my decision. */
export async function listDisputes(role: 'party' | 'arbiter', cursor?: string): Promise<Page<DisputeRow>> {
  const status = role === 'arbiter' ? 'open' : undefined
  const page = await get<Page<Dispute>>('/api/v1/disputes', { role, status, cursor })
  return { ...page, items: page.items.map(disputeRow) }
}

export const getDispute = (id: string): Promise<Dispute> => get(`/api/v1/disputes/${id}`)

export const addEvidence = (id: string, text: string): Promise<Dispute> =>
  post(`/api/v1/disputes/${id}/evidence`, { text })

/** 复议, once per ruling. */
export const appealRuling = (id: string, reason: string): Promise<Dispute> =>
  post(`/api/v1/disputes/${id}/appeal`, { reason })

/** Takes the own 申诉 back while nothing has been decided. */
export const withdrawDispute = (id: string): Promise<Dispute> => post(`/api/v1/disputes/${id}/withdraw`)

export interface RulingRequest {
  outcome: Outcome
  awardTo?: string
  /** Percent by user id, sum 100; for `joint`. */
  shares?: Record<string, number>
  reason?: string
}

export const ruleDispute = (id: string, ruling: RulingRequest): Promise<Dispute> =>
  post(`/api/v1/disputes/${id}/ruling`, ruling)

export interface DisputeRow {
  id: string
  name: string
  number: string
  tag: Tag
  time: string
  partiesText: string
  sentence: string
  mustRule: boolean
}

export function disputeRow(dispute: Dispute): DisputeRow {
  return {
    id: dispute.id,
    name: dispute.customer.name,
    number: `#${dispute.no}`,
    tag: STATES[dispute.status],
    time: agoText(dispute.openedAt),
    partiesText: dispute.parties.map(party => party.person.name).join(' / '),
    sentence: dispute.ruling?.outcomeText ?? dispute.sentence,
    mustRule: dispute.can?.rule ?? false,
  }
}

const KINDS: Record<string, string> = {
  statement: '陈述',
  registered: '报备',
  owned: '归属',
  contact: '添加客户',
  'follow-up': '跟进',
  mention: '群里提到',
  appeal: '复议理由',
}

/** The dispute page's data: parties side by side, their evidence in one line of time, the ruling. */
export function disputeView(dispute: Dispute) {
  const me = currentSession()?.member.userId
  const isUntouched = dispute.status === 'open' || dispute.status === 'withdrawn'
  const isAppeal = dispute.status === 'appealed'
  const parties = dispute.parties.map(({ person, role, evidence }) => ({
    ...person,
    role,
    roleText: role === 'owner' ? (isUntouched ? '现负责人' : '原负责人') : '申诉人',
    isMe: person.userId === me,
    count: evidence.length,
  }))
  const evidence = dispute.parties
    .flatMap(({ person, role, evidence: entries }) => entries.map(entry => ({ ...entry, role, who: person.name })))
    .sort((a, b) => a.at - b.at)
    .map((entry, index) => ({ ...entry, index, kind: KINDS[entry.kind] ?? '证据', time: dateTimeText(entry.at) }))
  const { ruling } = dispute
  return {
    ...disputeRow(dispute),
    customerId: dispute.customer.id ?? '',
    sentence: dispute.sentence,
    openedText: `${dispute.openedBy.name} ${agoText(dispute.openedAt)}发起`,
    arbiterText: dispute.arbiter.name,
    parties,
    evidence,
    can: dispute.can,
    isAppeal,
    ruleText: isAppeal ? '复议裁决' : '裁决',
    ruling: ruling && {
      text: ruling.outcomeText,
      reason: ruling.reason ?? '',
      by: `${ruling.by.name} ${dateTimeText(ruling.at)}`,
      shares: (ruling.shares ?? []).map(({ person, percent }) => ({ name: person.name, percent })),
    },
  }
}

export type DisputeView = ReturnType<typeof disputeView>
