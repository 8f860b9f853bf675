import { In } from 'typeorm'
import type { Context } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { requireLeader, requireManager } from '../customer/lead-of-customer'
import { learnDistinct, learnSame } from '../customer/learn'
import { conflict, notFound } from '../errors'
import { type FindingStatus, StockFindingEntity, type StockFindingRow } from './stock-scan.entity'

export interface Cluster {
  root: { customerId: string; name: string }
  members: {
    findingId: string
    customerId: string
    name: string
    score: number
    sentence: string
    status: FindingStatus
  }[]
  /** The cluster as a few lines of text. */
  text: string
}

const CLUSTERS_PER_PAGE = 20

/** Groups of customers that may be the same one, with something left to decide; page by page. */
export async function listClusters(
  context: Context,
  { cursor = '' }: { cursor?: string } = {},
): Promise<{ items: Cluster[]; nextCursor: string | null }> {
  requireManager(context)
  const roots: { rootId: string }[] = await context.read.query(
    `SELECT DISTINCT root_id AS rootId FROM stock_finding WHERE status = 'open' AND root_id > ? ORDER BY root_id LIMIT ${CLUSTERS_PER_PAGE + 1}`,
    [cursor],
  )
  const page = roots.slice(0, CLUSTERS_PER_PAGE).map(row => row.rootId)
  const findings = page.length
    ? await context.read.find(StockFindingEntity, { where: { rootId: In(page) }, order: { score: 'DESC', id: 'ASC' } })
    : []
  const names = await namesOf(context, [...page, ...findings.map(row => row.customerId)])
  return {
    items: page.map(rootId =>
      toCluster(
        rootId,
        findings.filter(row => row.rootId === rootId),
        names,
      ),
    ),
    nextCursor: roots.length > CLUSTERS_PER_PAGE ? page.at(-1)! : null,
  }
}

/**
 * A manager's word on one finding: `same` makes the name an alias of the earlier customer, `distinct` is remembered in
 * both directions. Merging the two customers is a step of its own.
 */
export async function resolveFinding(
  context: Context,
  { findingId, resolution }: { findingId: string; resolution: 'same' | 'distinct' },
): Promise<void> {
  requireManager(context)
  await context.transaction(async tx => {
    const finding = await tx.manager.findOneBy(StockFindingEntity, { id: findingId })
    if (!finding) throw notFound('相似客户')
    const decided = { status: resolution, decidedBy: tx.actor.userId, decidedAt: tx.now() }
    const { affected } = await tx.manager.update(StockFindingEntity, { id: findingId, status: 'open' }, decided)
    if (affected !== 1) throw conflict('这组客户已经有人处理过了')
    const names = await namesOf(tx, [finding.customerId, finding.otherId])
    const [name, other] = [names.get(finding.customerId), names.get(finding.otherId)]
    if (!name || !other) throw notFound('客户')
    await requireLeader(tx, [finding.customerId, finding.otherId])
    if (resolution === 'same') await learnSame(tx, { customerId: finding.otherId, name }, 'confirmed')
    else {
      await learnDistinct(tx, { customerId: finding.otherId, name })
      await learnDistinct(tx, { customerId: finding.customerId, name: other })
    }
    await tx.audit({ action: 'stock_finding.resolved', subject: `stock_finding:${findingId}`, data: { resolution } })
  })
}

async function namesOf(context: Context, ids: string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map()
  const rows = await context.read.find(CustomerEntity, { select: { id: true, name: true }, where: { id: In(ids) } })
  return new Map(rows.map(row => [row.id, row.name]))
}

function toCluster(rootId: string, findings: StockFindingRow[], names: Map<string, string>): Cluster {
  const nameOf = (id: string) => names.get(id) ?? '（已删除）'
  const members = findings.map(row => ({
    findingId: row.id,
    customerId: row.customerId,
    name: nameOf(row.customerId),
    score: row.score / 1000,
    sentence: row.sentence,
    status: row.status,
  }))
  const lines = members.map(member => `  ${Math.round(member.score * 100)}% ${member.name}：${member.sentence}`)
  return {
    root: { customerId: rootId, name: nameOf(rootId) },
    members,
    text: [`「${nameOf(rootId)}」可能重复登记了 ${members.length} 次：`, ...lines].join('\n'),
  }
}
