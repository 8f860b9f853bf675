import { type PairScore, type Prepared, type QueryKey, type Stored, scorePair } from '../matching'

/** Customers of one key that are compared at most, so that a file with one brand a thousand times stays cheap. */
const MOST_PER_KEY = 30

interface Entry<T> {
  item: T
  form: Stored
  hard: Set<string>
}

/**
 * A registry in memory for a few hundred customers, with the same keys and scores as the database: rows that the
 * database does not show yet.
 */
export class SmallIndex<T> {
  private readonly byKey = new Map<number, Entry<T>[]>()
  private readonly byHard = new Map<string, Entry<T>>()

  add(item: T, form: Stored, keys: number[], hashes: string[]): void {
    const entry = { item, form, hard: new Set(hashes) }
    for (const hash of hashes) if (!this.byHard.has(hash)) this.byHard.set(hash, entry)
    for (const key of keys) {
      const list = this.byKey.get(key)
      if (!list) this.byKey.set(key, [entry])
      else if (list.length < MOST_PER_KEY) list.push(entry)
    }
  }

  /** Customers in here that may be the same, best first. */
  similar(
    prepared: Prepared,
    { keys, hashes }: { keys: QueryKey[]; hashes: string[] },
  ): { item: T; result: PairScore }[] {
    const entries = new Set<Entry<T>>()
    for (const hash of hashes) if (this.byHard.has(hash)) entries.add(this.byHard.get(hash)!)
    for (const { key } of keys) for (const entry of this.byKey.get(key) ?? []) entries.add(entry)
    return [...entries]
      .map(({ item, form, hard }) => ({
        item,
        result: scorePair(prepared, form, { hard: prepared.hardKeys.filter((_, i) => hard.has(hashes[i]!)) }),
      }))
      .sort((a, b) => b.result.score - a.result.score)
  }
}
