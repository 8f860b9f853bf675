import { type EntityManager, In } from 'typeorm'
import { OwnershipEntity, type OwnershipRow } from './ownership.entity'

export const activeKeyOf = (customerId: string, scope: string) => `${customerId}|${scope}`

/** The present owners of several customers in one scope, by customer id. */
export async function activeOwnerships(
  manager: EntityManager,
  customerIds: string[],
  scope: string,
): Promise<Map<string, OwnershipRow>> {
  if (!customerIds.length) return new Map()
  const keys = customerIds.map(id => activeKeyOf(id, scope))
  const rows = await manager.findBy(OwnershipEntity, { activeKey: In(keys) })
  return new Map(rows.map(row => [row.customerId, row]))
}

export function activeOwnership(
  manager: EntityManager,
  customerId: string,
  scope: string,
): Promise<OwnershipRow | null> {
  return manager.findOneBy(OwnershipEntity, { activeKey: activeKeyOf(customerId, scope) })
}
