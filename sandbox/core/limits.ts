/** A sliding-window counter per key. */
export class SlidingWindow {
  private readonly hits = new Map<string, number[]>()

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** Whether one more fits now. Does not count it. */
  fits(key: string, now: number): boolean {
    return this.recent(key, now).length < this.limit
  }

  /** Counts one. */
  add(key: string, now: number): void {
    const list = this.recent(key, now)
    list.push(now)
    this.hits.set(key, list)
  }

  /** Counts one when it fits, and says whether it did. */
  take(key: string, now: number): boolean {
    if (!this.fits(key, now)) return false
    this.add(key, now)
    return true
  }

  private recent(key: string, now: number): number[] {
    const list = this.hits.get(key)
    if (!list) return []
    // A clock that was set back must not lock a key for ever.
    return list.filter(at => at > now - this.windowMs && at <= now)
  }
}
