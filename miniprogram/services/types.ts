// What the API answers with (api/v1). All instants are epoch milliseconds.

export interface Person {
  userId: string
  name: string
  department: string
}

export interface Explanation {
  field: string
  /** 公司名称, 手机 … */
  label: string
  mine: string
  /** Masked for who asks. */
  theirs: string
  kind: string
  /** Speaks for (> 0) or against (< 0) being the same customer. */
  weight: number
}

export interface MatchView {
  /** Only when the asker may open the customer. */
  customerId?: string
  name: string
  owner?: { name: string; department: string; isMe: boolean }
  state: 'owned' | 'pool' | 'frozen'
  protectedUntil?: number
  /** 0 … 1 */
  score: number
  relation: 'same' | 'related'
  sentence: string
  explanation: Explanation[]
}

export interface CheckResult {
  verdict: 'free' | 'yours' | 'similar' | 'collided'
  action: 'allow' | 'warn' | 'approval' | 'block'
  sentence: string
  matches: MatchView[]
  /** Look-ups left today. */
  remaining: number
}

/** The verdict in the answer to a report, which uses up no look-up. */
export type Assessment = Omit<CheckResult, 'remaining'>

export interface Registration {
  id: string
  name: string
  status: 'pending' | 'registered' | 'collided' | 'withdrawn' | 'refused'
  customerId?: string
  collisionId?: string
  /** Why it was refused. */
  reason?: string
  createdAt: number
}

export interface CustomerCard {
  id: string
  name: string
  contact?: string
  phone?: string
  protectedUntil?: number
  lastFollowUpAt?: number
  state: 'owned' | 'disputed' | 'joint' | 'pool'
  owner?: { userId: string; name: string }
}

export interface CustomerContact {
  name?: string
  title?: string
  phone?: string
  wechat?: string
  email?: string
}

export interface TimelineEntry {
  at: number
  kind: string
  text: string
  by?: { name: string }
}

export interface CustomerDetail extends CustomerCard {
  uscc?: string
  /** Other names it is known by. */
  aliases: string[]
  /** In full or masked, as the reader is entitled to. */
  contacts: CustomerContact[]
  collaborators: { person: Person; share: number }[]
  /** A dispute that is running about it. */
  disputeId?: string
  can: { followUp: boolean }
  /** Ownership changes and follow-ups, newest first. */
  timeline: TimelineEntry[]
}

export interface Collision {
  id: string
  status: 'open' | 'disputed' | 'closed'
  customer: { id?: string; name: string }
  /** Which side of it I am on. */
  role: 'claimant' | 'owner' | 'other'
  claimant: Person
  owner: Person
  at: number
  sentence: string
  protectedUntil?: number
  explanation: Explanation[]
  can: { dispute: boolean }
  disputeId?: string
}

export type Outcome = 'award' | 'joint' | 'release' | 'dismiss'

export interface Party {
  person: Person
  role: 'owner' | 'claimant'
  evidence: { at: number; kind: string; text: string }[]
}

export interface Ruling {
  outcome: Outcome
  outcomeText: string
  awardTo?: Person
  shares?: { person: Person; percent: number }[]
  reason?: string
  by: Person
  at: number
}

export interface Dispute {
  id: string
  no: number
  status: 'open' | 'ruled' | 'appealed' | 'closed' | 'withdrawn'
  customer: { id?: string; name: string }
  openedAt: number
  openedBy: Person
  parties: Party[]
  arbiter: Person
  can: { rule: boolean; addEvidence: boolean; appeal: boolean; withdraw: boolean }
  ruling?: Ruling
  sentence: string
}
