import { In } from 'typeorm'
import type { Tx } from '../context'
import { DistinctEntity } from '../customer/customer.entity'
import { distinctKey } from '../customer/find-duplicates'
import type { Resemblance } from './compare-page'
import { StockFindingEntity } from './stock-scan.entity'

/**
 * Writes what a page has found: for each customer the best earlier one that nobody has told apart from it. What an earlier
 * scan found and nobody has decided stays as it is.
 * @returns how many are new
 */
export async function addFindings(tx: Tx, found: Resemblance[]): Promise<number> {
  if (!found.length) return 0
  const { manager } = tx
  const before = await manager.findBy(StockFindingEntity, { customerId: In(found.map(item => item.customerId)) })
  const known = new Map(before.map(row => [row.customerId, row]))
  const apart = await toldApart(tx, found)
  const roots = await rootsOf(tx, found)
  let added = 0
  for (const { customerId, others } of found) {
    const row = known.get(customerId)
    const other = others.find(one => !apart.has(`${customerId}|${one.otherId}`))
    if (!other || row?.status === 'open') continue
    // Decided about another pair: that decision is remembered with the two customers.
    if (row) await manager.delete(StockFindingEntity, { id: row.id })
    const rootId = roots.get(other.otherId) ?? other.otherId
    roots.set(customerId, rootId)
    added++
    await manager.insert(StockFindingEntity, {
      id: tx.newId(),
      rootId,
      customerId,
      otherId: other.otherId,
      score: Math.round(other.score * 1000),
      sentence: other.sentence,
      status: 'open',
      decidedBy: null,
      decidedAt: null,
      createdAt: tx.now(),
    })
  }
  return added
}

/** Pairs `customer|other` that a person has told apart, by the customers or by their names. */
async function toldApart(tx: Tx, found: Resemblance[]): Promise<Set<string>> {
  const pairs = found.flatMap(({ customerId, name, others }) =>
    others.map(({ otherId, otherName }) => ({
      pair: `${customerId}|${otherId}`,
      said: [
        [customerId, otherId],
        [customerId, distinctKey(tx, otherName)],
        [otherId, distinctKey(tx, name)],
      ].map(([of, key]) => `${of}|${key}`),
    })),
  )
  const customers = [...new Set(pairs.flatMap(({ said }) => said.map(text => text.split('|')[0]!)))]
  const rows = await tx.manager.findBy(DistinctEntity, { customerId: In(customers) })
  const known = new Set(rows.map(row => `${row.customerId}|${row.otherKey}`))
  return new Set(pairs.filter(({ said }) => said.some(text => known.has(text))).map(({ pair }) => pair))
}

/** Clusters that the earlier customers belong to. */
async function rootsOf(tx: Tx, found: Resemblance[]): Promise<Map<string, string>> {
  const ids = found.flatMap(item => item.others.map(one => one.otherId))
  const rows = await tx.manager.findBy(StockFindingEntity, { customerId: In(ids), status: 'open' })
  return new Map(rows.map(row => [row.customerId, row.rootId]))
}
