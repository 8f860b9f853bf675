// For answers to what somebody is still typing: late ones must not replace newer ones.

export interface LatestOptions<I, O> {
  /** Quiet time before the work starts, ms. */
  wait: number
  work(input: I): Promise<O>
  /** Only for the newest input; never for one that was overtaken or cancelled. */
  done(output: O): void
  failed(error: unknown): void
}

/** Debounces `work` and drops every answer that is not for the newest input. */
export class Latest<I, O> {
  private turn = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: LatestOptions<I, O>) {}

  ask(input: I): void {
    this.cancel()
    const turn = this.turn
    this.timer = setTimeout(() => this.run(input, turn), this.options.wait)
  }

  /** Forgets what was asked, also when its answer is on the way. */
  cancel(): void {
    this.turn += 1
    if (this.timer !== undefined) clearTimeout(this.timer)
  }

  private async run(input: I, turn: number): Promise<void> {
    try {
      const output = await this.options.work(input)
      if (turn === this.turn) this.options.done(output)
    } catch (error) {
      if (turn === this.turn) this.options.failed(error)
    }
  }
}
