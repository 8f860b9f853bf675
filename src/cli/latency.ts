/** Collects durations in microseconds and tells the usual figures. */
export class Latency {
  private readonly values: number[] = []

  async measure<T>(work: () => Promise<T>): Promise<T> {
    const started = process.hrtime.bigint()
    const result = await work()
    this.values.push(Number(process.hrtime.bigint() - started) / 1000)
    return result
  }

  get count(): number {
    return this.values.length
  }

  /** The value that `share` of all stay at or below, in µs. */
  quantile(share: number): number {
    const sorted = [...this.values].sort((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  }

  toString(): string {
    return `p50 ${this.quantile(0.5).toFixed(0)} µs, p99 ${this.quantile(0.99).toFixed(0)} µs`
  }
}
