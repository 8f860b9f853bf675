import { In, IsNull, Not } from 'typeorm'
import type { Context } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { requireManager } from '../customer/lead-of-customer'
import { DepartmentTree } from '../member/department-tree'
import { MemberEntity } from '../member/member.entity'
import { type Person, personsOf } from '../member/members'
import { OwnershipEntity } from '../ownership/ownership.entity'
import { StockFindingEntity, type StockFindingRow } from './stock-scan.entity'

export interface ClusterCustomer {
  customerId: string
  name: string
  owner?: Person
}

export interface ClusterMember extends ClusterCustomer {
  findingId: string
  /** The customer it resembles: the root or another member. */
  otherId: string
  score: number
  sentence: string
}

/** Customers that may be the same one. */
export interface Cluster {
  /** The one registered first. */
  root: ClusterCustomer
  /** What is left to decide, the most alike first. */
  members: ClusterMember[]
}

const CLUSTERS_PER_PAGE = 20
/** Clusters looked through for one page when most of them are not the asker's to decide. */
const MOST_LOOKED_AT = 1000

/**
 * Groups of customers that may be the same one, with something left to decide, page by page. Managers see what they may
 * decide: customers of the pool and of members they lead.
 */
export async function listClusters(
  context: Context,
  { cursor = '' }: { cursor?: string } = {},
): Promise<{ items: Cluster[]; nextCursor?: string }> {
  requireManager(context)
  const items: Cluster[] = []
  for (let looked = 0, after = cursor; ; ) {
    const roots = await nextRoots(context, after)
    if (!roots.length) return { items }
    items.push(...(await clustersOf(context, roots)))
    after = roots.at(-1)!
    looked += roots.length
    if (items.length || looked >= MOST_LOOKED_AT) return { items, nextCursor: after }
  }
}

async function nextRoots(context: Context, after: string): Promise<string[]> {
  const rows: { rootId: string }[] = await context.read.query(
    `SELECT DISTINCT root_id AS rootId FROM stock_finding WHERE status = 'open' AND root_id > ? ORDER BY root_id LIMIT ${CLUSTERS_PER_PAGE}`,
    [after],
  )
  return rows.map(row => row.rootId)
}

async function clustersOf(context: Context, roots: string[]): Promise<Cluster[]> {
  const findings = await context.read.find(StockFindingEntity, {
    where: { rootId: In(roots), status: 'open' },
    order: { score: 'DESC', id: 'ASC' },
  })
  const customers = await customersOf(context, [...roots, ...findings.flatMap(row => [row.customerId, row.otherId])])
  const mayDecide = await decidable(context)
  return roots.flatMap(rootId => {
    const root = customers.get(rootId)
    const members = findings
      .filter(row => row.rootId === rootId && [row.customerId, row.otherId].every(id => mayDecide(customers.get(id))))
      .map(row => memberOf(row, customers.get(row.customerId)!))
    return root && members.length && mayDecide(root) ? [{ root, members }] : []
  })
}

const memberOf = (row: StockFindingRow, customer: ClusterCustomer): ClusterMember => ({
  ...customer,
  findingId: row.id,
  otherId: row.otherId,
  score: row.score / 1000,
  sentence: row.sentence,
})

async function customersOf(context: Context, ids: string[]): Promise<Map<string, ClusterCustomer>> {
  const rows = await context.read.find(CustomerEntity, {
    select: { id: true, name: true },
    where: { id: In(ids), status: 'active' },
  })
  const owned = await context.read.findBy(OwnershipEntity, { customerId: In(ids), activeKey: Not(IsNull()) })
  const people = await personsOf(
    context.read,
    owned.map(row => row.ownerId),
  )
  const owners = new Map(owned.map(row => [row.customerId, people.get(row.ownerId)]))
  return new Map(rows.map(({ id, name }) => [id, { customerId: id, name, owner: owners.get(id) }]))
}

/** Whose customers the asker may decide about. */
async function decidable({ actor, read }: Context): Promise<(customer: ClusterCustomer | undefined) => boolean> {
  if (actor.kind === 'system' || actor.roles.includes('admin')) return customer => customer !== undefined
  const tree = await DepartmentTree.load(read)
  const members = await read.find(MemberEntity)
  const led = new Set(members.filter(member => tree.leadersOf(member).includes(actor.userId)).map(row => row.userId))
  return customer => customer !== undefined && (!customer.owner || led.has(customer.owner.userId))
}
