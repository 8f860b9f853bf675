import {
  indexKeys,
  loadStored,
  type PairScore,
  type Prepared,
  queryKeys,
  type Stored,
  scorePair,
  storedForm,
} from '../matching'

/** Customers of one key that are compared at most, so that a file with one brand a thousand times stays cheap. */
const MOST_PER_KEY = 30

interface Entry<T> {
  item: T
  form: Stored
  hard: Set<string>
}

/**
 * A registry in memory for a few hundred customers, with the same keys and scores as the database: rows of one
 * batch against each other, or customers that others added while the batch was compared.
 */
export class SmallIndex<T> {
  private readonly byKey = new Map<number, Entry<T>[]>()
  private readonly byHard = new Map<string, Entry<T>>()

  add(item: T, prepared: Prepared, hashes: string[]): void {
    this.addStored(item, loadStored(storedForm(prepared)), indexKeys(prepared), hashes)
  }

  addStored(item: T, form: Stored, keys: number[], hashes: string[] = []): void {
    const entry = { item, form, hard: new Set(hashes) }
    for (const hash of hashes) if (!this.byHard.has(hash)) this.byHard.set(hash, entry)
    for (const key of keys) {
      const list = this.byKey.get(key)
      if (!list) this.byKey.set(key, [entry])
      else if (list.length < MOST_PER_KEY) list.push(entry)
    }
  }

  /** The most likely same customer in here, if any comes into question. */
  best(prepared: Prepared, hashes: string[]): { item: T; result: PairScore } | undefined {
    const entries = new Set<Entry<T>>()
    for (const hash of hashes) if (this.byHard.has(hash)) entries.add(this.byHard.get(hash)!)
    const { stage1, stage2 } = queryKeys(prepared)
    for (const { key } of [...stage1, ...stage2]) for (const entry of this.byKey.get(key) ?? []) entries.add(entry)
    let best: { item: T; result: PairScore } | undefined
    for (const entry of entries) {
      const hard = prepared.hardKeys.filter((_, i) => entry.hard.has(hashes[i]!))
      const result = scorePair(prepared, entry.form, { hard })
      if (!best || result.score > best.result.score) best = { item: entry.item, result }
    }
    return best
  }
}
