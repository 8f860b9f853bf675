import { activeKeyOf } from '../ownership/active-ownerships'
import type { OwnershipRow } from '../ownership/ownership.entity'

/** For what a check asks about each candidate: its owner in this scope, and whether it was ruled out before. */
export interface About {
  scope: string
  /** How the name asked about is remembered where somebody entitled said that it is another customer. */
  distinctKey: string | undefined
}

/** What is told of a candidate; all null where nobody owns it. */
export interface AboutColumns
  extends Partial<Pick<OwnershipRow, 'ownerId' | 'source' | 'since' | 'protectedUntil' | 'frozenBy'>> {
  ownershipId: string | null
  ruledOut: string | null
}

export const ABOUT = `o.id AS ownershipId, o.owner_id AS ownerId, o.source AS source, o.since AS since,
    o.protected_until AS protectedUntil, o.frozen_by AS frozenBy, d.id AS ruledOut`

/** Beside the customer `c`; at most one row of each, by their unique keys. */
export const aboutJoins = `LEFT JOIN ownership o ON o.active_key = CONCAT(c.id, ?)
    LEFT JOIN distinct_pair d ON d.customer_id = c.id AND d.other_key = ?`

export const aboutValues = ({ scope, distinctKey }: About): string[] => [activeKeyOf('', scope), distinctKey ?? '']

/** The present ownership of a candidate. */
export function ownershipOf(customerId: string, row: AboutColumns, scope: string): OwnershipRow | undefined {
  const { ownershipId, ownerId, source, since, protectedUntil, frozenBy } = row
  if (!ownershipId) return undefined
  return {
    id: ownershipId,
    customerId,
    scope,
    ownerId: ownerId!,
    activeKey: activeKeyOf(customerId, scope),
    source: source!,
    since: Number(since),
    protectedUntil: Number(protectedUntil),
    frozenBy: frozenBy ?? null,
    endedAt: null,
    endReason: null,
  }
}
