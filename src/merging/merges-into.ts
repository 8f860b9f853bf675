import { type EntityManager, In, IsNull } from 'typeorm'
import { CustomerEntity } from '../customer/customer.entity'
import { MergeEntity, type MergeRow } from './merge.entity'

/** Everything that has become part of a customer, also by way of another; newest first. */
export async function mergesInto(
  read: EntityManager,
  customerId: string,
): Promise<(MergeRow & { goneName: string })[]> {
  const found: MergeRow[] = []
  for (let into = [customerId]; into.length; ) {
    const merges = await read.findBy(MergeEntity, { keptId: In(into), undoneAt: IsNull() })
    found.push(...merges)
    into = merges.map(row => row.goneId)
  }
  if (!found.length) return []
  const gone = await read.findBy(CustomerEntity, { id: In(found.map(row => row.goneId)) })
  const names = new Map(gone.map(row => [row.id, row.name]))
  return found.map(row => ({ ...row, goneName: names.get(row.goneId) ?? '' })).sort((a, b) => b.mergedAt - a.mergedAt)
}
