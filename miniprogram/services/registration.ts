import type { Page } from '../core/paged-list'
import { agoText } from '../core/time'
import { get, post } from '../http/request'
import type { Tag } from './customers'
import type { Assessment, CheckResult, Registration } from './types'

/** What the report page collects. Empty fields are not sent. */
export interface ReportFields {
  name: string
  contact: string
  phone: string
  wechat: string
  email: string
  uscc: string
  note: string
}

export type RegistrationResult =
  | { kind: 'registered'; customer: { id: string; name: string; protectedUntil?: number }; check: Assessment }
  | { kind: 'collided'; collision: { id: string }; check: Assessment }
  | { kind: 'pending'; check: Assessment }
  | { kind: 'yours'; customer: { id: string; name: string } }

export const emptyFields = (): ReportFields => ({
  name: '',
  contact: '',
  phone: '',
  wechat: '',
  email: '',
  uscc: '',
  note: '',
})

/** Whose customer would this be? Counts as a look-up. */
export function checkCustomer(fields: ReportFields): Promise<CheckResult> {
  return post<CheckResult>('/api/v1/customers/check', asked(fields))
}

/** Same text, same answer: the note does not count, and asking again would use up a look-up. */
export const questionOf = (fields: ReportFields): string => JSON.stringify(asked(fields))

/** Submits the report. The same `requestKey` gives the same result, however often it is sent. */
export function register(fields: ReportFields, requestKey: string): Promise<RegistrationResult> {
  return post<RegistrationResult>('/api/v1/registrations', { ...filled(fields), requestKey })
}

const STATES: Record<Registration['status'], Tag> = {
  pending: { text: '待审批', theme: 'warning' },
  registered: { text: '已报备', theme: 'success' },
  collided: { text: '撞单', theme: 'danger' },
  withdrawn: { text: '已撤回', theme: 'default' },
  refused: { text: '未通过', theme: 'danger' },
}

/** My reports, newest first. */
export async function listRegistrations(cursor?: string): Promise<Page<RegistrationRow>> {
  const page = await get<Page<Registration>>('/api/v1/registrations', { cursor })
  return { ...page, items: page.items.map(registrationRow) }
}

/** Takes a report back; the customer returns to the pool. */
export const withdrawRegistration = (id: string): Promise<Registration> => post(`/api/v1/registrations/${id}/withdraw`)

export type RegistrationRow = ReturnType<typeof registrationRow>

function registrationRow(registration: Registration) {
  const { status, createdAt, customerId, collisionId } = registration
  return {
    ...registration,
    tag: STATES[status],
    time: agoText(createdAt),
    canWithdraw: status === 'pending' || status === 'registered',
    page: customerId
      ? `/pages/customer/customer?id=${customerId}`
      : collisionId
        ? `/pages/collision/collision?id=${collisionId}`
        : '',
  }
}

/** Enough to ask the server: a name of two characters, or one identifier that looks complete. */
export function isWorthChecking({ name, phone, email, wechat, uscc }: ReportFields): boolean {
  return (
    name.trim().length >= 2 ||
    phone.replace(/\D/g, '').length >= 7 ||
    /.@./.test(email) ||
    wechat.trim().length >= 6 ||
    uscc.trim().length === 18
  )
}

/** What is wrong with the fields, in one sentence; empty when they can be submitted. */
export function problemOf({ name, phone, email, uscc }: ReportFields): string {
  if (name.trim().length < 2) return '请填写公司名称'
  if (phone && phone.replace(/\D/g, '').length < 7) return '手机号不完整，请检查'
  if (email && !/^\S+@\S+\.\S+$/.test(email.trim())) return '邮箱格式不对，请检查'
  if (uscc && uscc.replace(/\s/g, '').length !== 18) return '统一社会信用代码应为 18 位'
  return ''
}

/** A key that is the same for every attempt to submit one report. */
export function newRequestKey(): string {
  const random = () => Math.random().toString(36).slice(2, 10)
  return `mp-${Date.now().toString(36)}-${random()}${random()}`
}

function asked(fields: ReportFields): Partial<ReportFields> {
  const { note: _, ...rest } = filled(fields)
  return rest
}

function filled(fields: ReportFields): Partial<ReportFields> {
  const pairs = Object.entries(fields).map(([key, value]) => [key, value.trim()] as const)
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''))
}
