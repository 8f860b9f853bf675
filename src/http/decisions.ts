import { encodeTime } from 'ulid'
import type { Context } from '../context'

/** Entries younger than this may still be uncommitted, so they are counted the next time. */
const SETTLED_MS = 10_000
const WATCHED = ['registration.', 'collision.', 'dispute.', 'ownership.']

/**
 * Counts decisions since this server started by reading on in the audit, whatever entrance they came through.
 * Every server counts those of the whole company.
 */
export class DecisionCounter {
  private from: number
  constructor(startedAt: number) {
    this.from = startedAt
  }

  /** New decisions since the last call, by audit action. */
  async next(context: Context): Promise<Record<string, number>> {
    const from = this.from
    const to = context.now() - SETTLED_MS
    if (to <= from) return {}
    this.from = to
    const rows: { action: string; n: number | string }[] = await context.read.query(
      'SELECT action, COUNT(*) AS n FROM audit WHERE id >= ? AND id < ? GROUP BY action',
      [idAt(from), idAt(to)],
    )
    return Object.fromEntries(
      rows.filter(row => WATCHED.some(prefix => row.action.startsWith(prefix))).map(row => [row.action, Number(row.n)]),
    )
  }
}

/** The smallest ULID of an instant. */
const idAt = (at: number) => encodeTime(at, 10) + '0'.repeat(16)
