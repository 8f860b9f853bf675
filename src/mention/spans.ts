import type { MentionSpan } from './mention-span'
import type { MessageText } from './message-text'

/** A customer that a piece of a message names. */
export interface Found {
  id: string
  score: number
}

/** Collects names that do not overlap. */
export class Spans {
  readonly list: Omit<MentionSpan, 'quoted'>[] = []
  constructor(private readonly message: MessageText) {}

  isFree(start: number, end: number): boolean {
    const [from, to] = this.offsets(start, end)
    return !this.list.some(span => span.start < to && span.end > from)
  }

  /** Is there a name right before or behind, with at most a sign of a list between? */
  touches(start: number, end: number): boolean {
    const [from, to] = this.offsets(start, end)
    return this.list.some(span => Math.abs(span.start - to) <= 1 || Math.abs(from - span.end) <= 1)
  }

  add(start: number, end: number, found: Found | undefined): void {
    if (!found) return
    const [from, to] = this.offsets(start, end)
    this.list.push({ start: from, end: to, customerId: found.id, kind: 'name', score: found.score })
  }

  private offsets(start: number, end: number): [number, number] {
    return [this.message.from[start]!, this.message.to[end - 1]!]
  }
}
