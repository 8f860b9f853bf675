import type { Context } from '../context'
import { insertRows } from '../db/insert-rows'

const ROWS_PER_TRANSACTION = 100_000
const BUCKETS = 65_536
/** Keys have 48 bits; the upper 16 choose the bucket. */
const PER_BUCKET = 2 ** 32

/**
 * Soft keys of a bulk load, held back and written in key order at the end: a sorted table is filled many times faster
 * than one that is written all over. Only where nobody reads before the end and a crash means starting anew.
 */
export class KeyBuffer {
  private keys = new Float64Array(1 << 20)
  private seqs = new Uint32Array(1 << 20)
  private length = 0

  add(key: number, seq: number): void {
    if (this.length === this.keys.length) this.grow()
    this.keys[this.length] = key
    this.seqs[this.length++] = seq
  }

  /** Writes everything in key order and empties the buffer. */
  async flush(context: Context): Promise<void> {
    const order = this.sorted()
    for (let from = 0; from < order.length; from += ROWS_PER_TRANSACTION) {
      const rows: [number, number][] = []
      for (const at of order.subarray(from, from + ROWS_PER_TRANSACTION)) rows.push([this.keys[at]!, this.seqs[at]!])
      await context.transaction(tx => insertRows(tx.manager, 'match_key', ['k', 'seq'], rows))
    }
    this.length = 0
  }

  private grow(): void {
    const keys = new Float64Array(this.keys.length * 2)
    const seqs = new Uint32Array(this.seqs.length * 2)
    keys.set(this.keys)
    seqs.set(this.seqs)
    this.keys = keys
    this.seqs = seqs
  }

  /** Positions in key order: by bucket first, then each small bucket by itself. */
  private sorted(): Uint32Array {
    const { keys, length } = this
    const ends = new Uint32Array(BUCKETS + 1)
    for (let i = 0; i < length; i++) ends[bucketOf(keys[i]!) + 1]!++
    for (let b = 0; b < BUCKETS; b++) ends[b + 1]! += ends[b]!
    const starts = ends.slice()
    const order = new Uint32Array(length)
    for (let i = 0; i < length; i++) order[starts[bucketOf(keys[i]!)]!++] = i
    for (let b = 0; b < BUCKETS; b++)
      order.subarray(ends[b]!, ends[b + 1]!).sort((x, y) => keys[x]! - keys[y]! || this.seqs[x]! - this.seqs[y]!)
    return order
  }
}

const bucketOf = (key: number): number => Math.floor(key / PER_BUCKET)
