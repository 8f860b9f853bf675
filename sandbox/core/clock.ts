/** The tenant's clock: the real one (or a given one) plus what was advanced. */
export class Clock {
  private offset = 0

  constructor(private readonly base: () => number = Date.now) {}

  now(): number {
    return this.base() + this.offset
  }

  /** Whole seconds, as the API writes instants. */
  seconds(): number {
    return Math.floor(this.now() / 1000)
  }

  /** @param ms may be negative, to test clocks that go back */
  advance(ms: number): number {
    this.offset += ms
    return this.now()
  }

  get advancedMs(): number {
    return this.offset
  }
}
