import {
  CONVINCING,
  type CustomerFields,
  type HardKey,
  indexKeys,
  loadStored,
  type Prepared,
  prepare,
  type QueryKey,
  queryKeys,
  scorePair,
  storedForm,
} from '../../src/matching'
import { hash48 } from '../../src/matching/keys/hash'

export interface MemoryMatch {
  row: number
  score: number
}

/** Work done for one query, counted. */
export interface Work {
  lookups: number
  rows: number
  compared: number
}

const hardHash = (key: HardKey): number => hash48(`h${key.kind}:${key.value}`)

/** The engine over an index in memory: what a database does with one key table, for measuring the pure part alone. */
export class MemoryIndex {
  private readonly stored: string[] = []
  private keys = new Float64Array(1 << 16)
  private rows = new Uint32Array(1 << 16)
  private count = 0
  private softKeys = 0
  private storedBytes = 0
  private sorted = false

  /** Empty, or with the rows of another index, which is not written to again. */
  constructor(over?: MemoryIndex) {
    if (!over) return
    const { stored, keys, rows, count, softKeys, storedBytes, sorted } = over
    Object.assign(this, { stored, keys, rows, count, softKeys, storedBytes, sorted })
  }

  add(fields: CustomerFields): void {
    const prepared = prepare(fields)
    const row = this.stored.length
    const text = storedForm(prepared)
    this.stored.push(text)
    this.storedBytes += Buffer.byteLength(text)
    const soft = indexKeys(prepared)
    this.softKeys += soft.length
    for (const key of soft) this.put(key, row)
    for (const key of prepared.hardKeys) this.put(hardHash(key), row)
    this.sorted = false
  }

  private put(key: number, row: number): void {
    if (this.count === this.keys.length) {
      const keys = new Float64Array(this.count * 2)
      const rows = new Uint32Array(this.count * 2)
      keys.set(this.keys)
      rows.set(this.rows)
      this.keys = keys
      this.rows = rows
    }
    this.keys[this.count] = key
    this.rows[this.count++] = row
  }

  /** Sorts the key table; needed once after the last row. */
  build(): void {
    const order = new Uint32Array(this.count)
    for (let i = 0; i < this.count; i++) order[i] = i
    const { keys, rows } = this
    order.sort((a, b) => keys[a]! - keys[b]! || rows[a]! - rows[b]!)
    this.keys = Float64Array.from(order, i => keys[i]!)
    this.rows = Uint32Array.from(order, i => rows[i]!)
    this.sorted = true
  }

  get size(): number {
    return this.stored.length
  }

  /** Per customer: soft keys, bytes of the stored form. */
  get averages(): { softKeys: number; storedBytes: number } {
    return { softKeys: this.softKeys / this.size, storedBytes: this.storedBytes / this.size }
  }

  private lookUp(list: QueryKey[], into: Set<number>, work: Work): void {
    for (const { key, limit } of list) {
      work.lookups++
      let low = 0
      let high = this.count
      while (low < high) {
        const middle = (low + high) >>> 1
        if (this.keys[middle]! < key) low = middle + 1
        else high = middle
      }
      for (let n = 0; n < limit && this.keys[low + n] === key; n++) {
        work.rows++
        into.add(this.rows[low + n]!)
      }
    }
  }

  /** Best matches of a query, at most ten. */
  match(fields: CustomerFields, work: Work = { lookups: 0, rows: 0, compared: 0 }): MemoryMatch[] {
    if (!this.sorted) this.build()
    const query = prepare(fields)
    const hard = new Map<number, HardKey[]>()
    for (const key of query.hardKeys) {
      const rows = new Set<number>()
      this.lookUp([{ key: hardHash(key), limit: 20 }], rows, work)
      for (const row of rows) hard.set(row, [...(hard.get(row) ?? []), key])
    }
    const { stage1, stage2 } = queryKeys(query)
    const found = new Set<number>(hard.keys())
    this.lookUp(stage1, found, work)
    const best = new Map<number, number>()
    this.score(query, found, hard, best, work)
    if (![...best.values()].some(s => s >= CONVINCING)) {
      const more = new Set<number>()
      this.lookUp(stage2, more, work)
      for (const row of found) more.delete(row)
      this.score(query, more, hard, best, work)
    }
    return [...best]
      .map(([row, score]) => ({ row, score }))
      .sort((a, b) => b.score - a.score || a.row - b.row)
      .slice(0, 10)
  }

  private score(
    query: Prepared,
    rows: Set<number>,
    hard: Map<number, HardKey[]>,
    best: Map<number, number>,
    work: Work,
  ): void {
    for (const row of rows) {
      work.compared++
      const { score } = scorePair(query, loadStored(this.stored[row]!), {
        rows: this.size,
        hard: hard.get(row) ?? [],
      })
      if (score > 0) best.set(row, score)
    }
  }
}
