import type { EntityManager } from 'typeorm'

/** From this many rows on a key is read with its own limit. */
const HOT = 60
/** Keys remembered; the oldest are forgotten first. */
const MOST = 50_000

/**
 * Keys that many customers share (a brand of hundreds of companies), learned while looking up. Rare keys can be read
 * together in one range of the statement; a frequent one gets an arm of its own with a limit, so that it costs the
 * same however many rows it has. Only a matter of speed: nothing is lost when a server starts without it.
 */
export class HotKeys {
  private readonly keys = new Set<number>()

  has(key: number): boolean {
    return this.keys.has(key)
  }

  /** Asks the database which of the keys are frequent, reading at most `HOT` rows of each. */
  async learn(manager: EntityManager, keys: number[]): Promise<void> {
    const arm = `SELECT k FROM (SELECT k FROM match_key WHERE k = ? LIMIT 1 OFFSET ${HOT}) AS part`
    const rows: { k: number }[] = await manager.query(keys.map(() => arm).join(' UNION ALL '), keys)
    for (const { k } of rows) {
      if (this.keys.size >= MOST) this.keys.delete(this.keys.values().next().value!)
      this.keys.add(Number(k))
    }
  }
}
