/** A registered customer mentioned in a message. */
export interface MentionSpan {
  /** UTF-16 offsets in the message, end exclusive. */
  start: number
  end: number
  customerId: string
  kind: 'name' | 'phone' | 'email' | 'uscc' | 'wechat'
  /** Probability that this customer is meant. */
  score: number
}
