import type { EntityManager } from 'typeorm'
import { BloomFilter } from '../mention/bloom'

const KEYS_PER_STATEMENT = 20_000
/** Read before the caller may do something else. */
const STATEMENTS_PER_STEP = 10
/** From this many rows on a key is read with its own limit. */
const FREQUENT = 60

/**
 * Which soft keys the registry has, and which of them are frequent, in two bytes per key. Most spellings that a look-up tries
 * are nobody's: a scan of a million customers would try a hundred million of them.
 */
export class KeyCensus {
  private readonly frequent = new Set<number>()
  private known: BloomFilter | undefined
  private after = -1
  ready = false

  constructor(private readonly read: EntityManager) {}

  /** Some customer has this key; very rarely wrong, and then a look-up finds nothing. */
  exists(key: number): boolean {
    return this.known!.has(key)
  }

  isFrequent(key: number): boolean {
    return this.frequent.has(key)
  }

  /** Reads on for a moment; again until it is `ready`. */
  async step(): Promise<void> {
    this.known ??= new BloomFilter(await this.size())
    for (let i = 0; i < STATEMENTS_PER_STEP && !this.ready; i++) await this.take(this.known)
  }

  private async size(): Promise<number> {
    const [{ n }] = await this.read.query('SELECT COUNT(*) AS n FROM match_key')
    return Number(n)
  }

  private async take(known: BloomFilter): Promise<void> {
    const rows: { k: number; n: number }[] = await this.read.query(
      `SELECT k, COUNT(*) AS n FROM match_key WHERE k > ? GROUP BY k ORDER BY k LIMIT ${KEYS_PER_STATEMENT}`,
      [this.after],
    )
    for (const { k, n } of rows) {
      known.add(Number(k))
      if (Number(n) > FREQUENT) this.frequent.add(Number(k))
    }
    this.ready = rows.length < KEYS_PER_STATEMENT
    if (!this.ready) this.after = Number(rows.at(-1)!.k)
  }
}
