import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'

/**
 * A map of documents, written through to one SQLite table. Values are replaced, never edited in place behind its back: call
 * `put` after a change. Everything is held in memory, because a tenant for trying is small.
 */
export class Collection<T extends object> {
  private readonly items = new Map<string, T>()

  constructor(
    private readonly store: Store,
    private readonly kind: string,
  ) {
    for (const row of store.load(kind)) this.items.set(row.id, JSON.parse(row.body) as T)
  }

  get size(): number {
    return this.items.size
  }

  get(id: string): T | undefined {
    return this.items.get(id)
  }

  has(id: string): boolean {
    return this.items.has(id)
  }

  values(): T[] {
    return [...this.items.values()]
  }

  put(id: string, value: T): T {
    this.items.set(id, value)
    this.store.save(this.kind, id, JSON.stringify(value))
    return value
  }

  /** Applies a change to a stored value and saves it; nothing happens when the id is unknown. */
  edit(id: string, change: (value: T) => void): T | undefined {
    const value = this.items.get(id)
    if (!value) return undefined
    change(value)
    return this.put(id, value)
  }

  delete(id: string): boolean {
    this.store.remove(this.kind, id)
    return this.items.delete(id)
  }
}

/** State on disk: one table of JSON documents. */
export class Store {
  private readonly db: DatabaseSyncInstance
  private readonly saving
  private readonly removing

  /** @param file a path, or ':memory:' */
  constructor(file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    this.db = new DatabaseSync(file)
    // NORMAL: the tenant stands for a platform that does not promise to keep anything of ours.
    this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000')
    this.db.exec(
      'CREATE TABLE IF NOT EXISTS document (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id))',
    )
    this.saving = this.db.prepare(
      'INSERT INTO document (kind, id, body) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body',
    )
    this.removing = this.db.prepare('DELETE FROM document WHERE kind = ? AND id = ?')
  }

  /** Rows of one kind in the order in which they were first saved. */
  load(kind: string): { id: string; body: string }[] {
    return this.db.prepare('SELECT id, body FROM document WHERE kind = ? ORDER BY rowid').all(kind)
  }

  save(kind: string, id: string, body: string): void {
    this.saving.run(kind, id, body)
  }

  remove(kind: string, id: string): void {
    this.removing.run(kind, id)
  }

  /** Runs many writes as one transaction: seeding a company takes thousands. */
  batch<T>(work: () => T): T {
    this.db.exec('BEGIN')
    try {
      const result = work()
      this.db.exec('COMMIT')
      return result
    } catch (error) {
      this.db.exec('ROLLBACK')
      throw error
    }
  }

  close(): void {
    this.db.close()
  }
}
