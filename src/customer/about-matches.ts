import type { Context } from '../context'
import { placeholders } from '../db/execute'
import { fillUp, queryPrepared } from '../db/prepared'
import { activeKeyOf } from '../ownership/active-ownerships'
import type { OwnershipRow } from '../ownership/ownership.entity'

export interface AboutMatches {
  owners: Map<string, OwnershipRow>
  /** Customers of which somebody entitled has said that they are not the one asked about. */
  distinct: Set<string>
}

const OWNERSHIP =
  'id, customer_id AS customerId, scope, owner_id AS ownerId, active_key AS activeKey, source, since, protected_until AS protectedUntil, frozen_by AS frozenBy, ended_at AS endedAt, end_reason AS endReason'

const LENGTHS = [1, 2, 4, 10, 20]

/** Owners of matches, and which of them were ruled out before, in one round trip. */
export async function aboutMatches(
  { read }: Pick<Context, 'read'>,
  customerIds: string[],
  distinctKey: string | undefined,
  scope: string,
): Promise<AboutMatches> {
  const about: AboutMatches = { owners: new Map(), distinct: new Set() }
  if (!customerIds.length) return about
  const ids = fillUp(customerIds, LENGTHS, '')
  const activeKeys = ids.map(id => activeKeyOf(id, scope))
  const marks = placeholders(ids)
  const rows = await queryPrepared<Record<keyof OwnershipRow, string | null> & { kind: string }>(
    read,
    `SELECT 'owner' AS kind, ${OWNERSHIP} FROM ownership WHERE active_key IN (${marks})
     UNION ALL
     SELECT 'distinct', NULL, customer_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
     FROM distinct_pair WHERE other_key = ? AND customer_id IN (${marks})`,
    [...activeKeys, distinctKey ?? '', ...ids],
  )
  for (const { kind, ...row } of rows) {
    if (kind === 'distinct') about.distinct.add(row.customerId!)
    else about.owners.set(row.customerId!, toOwnership(row))
  }
  return about
}

/** Numbers of a union come back as text from some drivers. */
function toOwnership(row: Record<keyof OwnershipRow, string | null>): OwnershipRow {
  return {
    ...(row as unknown as OwnershipRow),
    since: Number(row.since),
    protectedUntil: Number(row.protectedUntil),
    endedAt: null,
  }
}
