const MINUTE = 60_000
/** More keys than this in one minute is an attack from many addresses; the oldest are forgotten. */
const MOST_KEYS = 20_000

/** Uses per key and minute, in this server's memory: a shield, not an account. Exact limits stand in the database. */
export class PerMinute {
  private window = 0
  private readonly used = new Map<string, number>()
  constructor(
    private readonly most: number,
    private readonly now: () => number,
  ) {}

  /** Counts one use. @returns 0 when allowed, else milliseconds to wait */
  take(key: string): number {
    const now = this.now()
    const window = Math.floor(now / MINUTE)
    if (window !== this.window) {
      this.used.clear()
      this.window = window
    }
    const used = (this.used.get(key) ?? 0) + 1
    this.used.set(key, used)
    if (this.used.size > MOST_KEYS) this.used.delete(this.used.keys().next().value!)
    return used > this.most ? (window + 1) * MINUTE - now : 0
  }
}
