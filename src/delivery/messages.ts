/** What can be said, independent of where it is said. Channels render it (wecom/render-*). */

export type Tone = 'info' | 'warning' | 'success' | 'danger'

export interface NoticeLine {
  label: string
  value: string
  /** Set when the value names a member, so that a channel may link the person. */
  userId?: string
}

export interface NoticeAction {
  /** `<verb>:<id>[:<argument>]`, see chat/card-actions.ts for the verbs. */
  key: string
  /** At most ten characters. */
  text: string
  style?: 'primary' | 'danger' | 'plain'
}

/** Already masked for the least entitled reader of its destination. */
export interface Notice {
  kind: string
  tone: Tone
  title: string
  subtitle?: string
  lines: NoticeLine[]
  body?: string
  actions?: NoticeAction[]
  /** Mini-program path to the record, e.g. `pages/dispute/dispute?id=…`. */
  page?: string
  /** `<table>:<id>` of the record the card is about; one case, one card. */
  subject?: string
  /** Replaces the buttons once the case is decided, e.g. `已由王经理裁决`. */
  closed?: string
}

export type Destination = { kind: 'member'; userId: string } | { kind: 'group'; groupId: string }

export interface NoticeMessage {
  type: 'notice'
  to: Destination
  notice: Notice
  /** Messages with the same order key leave one after the other. Default: the destination. */
  orderKey?: string
  /** A second message with the same key is not queued (one case, one card). */
  dedupeKey?: string
}

/** Brings every app card about `subject` that can still be changed to the new state. */
export interface CardUpdateMessage {
  type: 'card-update'
  subject: string
  notice: Notice
}

export type OutgoingMessage = NoticeMessage | CardUpdateMessage
