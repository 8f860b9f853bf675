// A list that grows page by page. Knows nothing of screens: a page shows its state.

export interface Page<T> {
  items: T[]
  /** Absent or null: this was the last page. */
  nextCursor?: string | null
}

export interface ListState<T> {
  items: T[]
  status: 'loading' | 'ready' | 'empty' | 'error'
  more: 'idle' | 'loading' | 'failed' | 'end'
  error?: unknown
}

type Fetch<T> = (cursor: string | undefined) => Promise<Page<T>>

export class PagedList<T> {
  private turn = 0
  private cursor: string | undefined
  private state: ListState<T> = { items: [], status: 'loading', more: 'idle' }

  constructor(
    private readonly fetch: Fetch<T>,
    private readonly show: (state: ListState<T>) => void,
  ) {}

  /** Starts from the top. What is shown stays until the answer is there, unless `clear`. */
  async reload(clear = false): Promise<void> {
    this.turn += 1
    const turn = this.turn
    if (clear || this.state.status !== 'ready') this.set({ items: [], status: 'loading', more: 'idle' })
    try {
      const page = await this.fetch(undefined)
      if (turn !== this.turn) return
      this.cursor = page.nextCursor ?? undefined
      this.set({
        items: page.items,
        status: page.items.length > 0 ? 'ready' : 'empty',
        more: this.cursor ? 'idle' : 'end',
      })
    } catch (error) {
      if (turn === this.turn) this.set({ items: [], status: 'error', more: 'idle', error })
    }
  }

  /** The next page, if there is one and it is not already on its way. */
  async next(): Promise<void> {
    const { cursor, turn } = this
    if (!cursor || this.state.status !== 'ready' || this.state.more === 'loading') return
    this.set({ ...this.state, more: 'loading' })
    try {
      const page = await this.fetch(cursor)
      if (turn !== this.turn) return
      this.cursor = page.nextCursor ?? undefined
      this.set({ items: [...this.state.items, ...page.items], status: 'ready', more: this.cursor ? 'idle' : 'end' })
    } catch (error) {
      if (turn === this.turn) this.set({ ...this.state, more: 'failed', error })
    }
  }

  private set(state: ListState<T>): void {
    this.state = state
    this.show(state)
  }
}
