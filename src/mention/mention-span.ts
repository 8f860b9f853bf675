/** A registered customer mentioned in a message. */
export interface MentionSpan {
  /** UTF-16 offsets in the message, end exclusive. */
  start: number
  end: number
  customerId: string
  kind: 'name' | 'phone' | 'email' | 'uscc' | 'wechat'
  /** Probability that this customer is meant. */
  score: number
  /** It stands in a quoted or forwarded part: said before, by somebody else. */
  quoted: boolean
}
