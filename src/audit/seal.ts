import { IsNull, Not } from 'typeorm'
import type { Context } from '../context'
import { holdLease } from '../db/lease'
import { AuditEntity } from './audit.entity'
import { chainHash, GENESIS } from './chain'

/** Held by one of the running servers, whichever it is, and renewed every five seconds. */
export const SEALER_LEASE = 'audit-sealer'
const LEASE_MS = 15_000
const BATCH = 200

/**
 * Chains the entries written since the last run, in the order of their ids. One server at a time has this duty;
 * the unique key on the position refuses a second sealer that believes it still has the lease.
 * @returns how many entries were sealed
 */
export async function sealAudit(context: Context, holder: string): Promise<number> {
  if (!(await holdLease(context, SEALER_LEASE, holder, LEASE_MS))) return 0
  return context.transaction(async tx => {
    const open = await tx.manager.find(AuditEntity, {
      where: { position: IsNull() },
      order: { id: 'ASC' },
      take: BATCH,
    })
    if (!open.length) return 0
    const head = await chainHead(tx.manager)
    let { position, hash } = head
    for (const entry of open) {
      position += 1
      hash = chainHash(hash, position, entry)
      await tx.manager.update(AuditEntity, { id: entry.id }, { position, hash })
    }
    return open.length
  })
}

/** Place and hash of the last sealed entry. Sent out daily, so that a cut tail shows. */
export async function chainHead(manager: Context['read']): Promise<{ position: number; hash: string }> {
  const [last] = await manager.find(AuditEntity, {
    where: { position: Not(IsNull()) },
    order: { position: 'DESC' },
    take: 1,
  })
  return { position: last?.position ?? 0, hash: last?.hash ?? GENESIS }
}
