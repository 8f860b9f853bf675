import { createHash } from 'node:crypto'
import type { AuditRow } from './audit.entity'

/** The hash before the first entry. */
export const GENESIS = '0'.repeat(64)

type Content = Omit<AuditRow, 'position' | 'hash'>

/**
 * Hash of an entry at its place: SHA-256 over the previous hash, the place and the content in a fixed order.
 * JSON with sorted keys, so that it does not depend on how a database returns an object.
 */
export function chainHash(previous: string, position: number, entry: Content): string {
  const content = [
    entry.id,
    entry.at,
    entry.actorId,
    entry.entrance,
    entry.requestId,
    entry.action,
    entry.subject,
    sorted(entry.data),
  ]
  return createHash('sha256')
    .update(JSON.stringify([previous, position, ...content]))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)])
}
