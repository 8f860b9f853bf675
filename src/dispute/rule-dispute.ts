import { CollisionEntity } from '../collision/collision.entity'
import type { Context, Tx } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { learnFromRuling } from '../customer/learn'
import { conflict, forbidden, invalid, notFound } from '../errors'
import { canonicalName } from '../matching'
import { applyRuling } from './apply-ruling'
import { DisputeEntity, type DisputeRow, type Outcome } from './dispute.entity'
import { isParty, mayRule, maySee } from './dispute-policy'
import { isRunning, nextStatus, sharesFor } from './dispute-states'
import { tellRuling } from './tell-ruling'

export interface Ruling {
  disputeId: string
  outcome: Outcome
  /** For `award`: one of the two parties. */
  awardTo?: string
  /** For `joint`: percent per party; 50/50 when left out. */
  shares?: Record<string, number>
  reason?: string
  /** The arbiter found that these are two customers; remembered, so that both may be reported. */
  notSame?: boolean
  /** The group whose card was tapped; that card shows the ruling, other groups get a short message. */
  tappedInGroup?: string
}

/**
 * Decides a case (裁决): ruling, ownership, audit and everybody's messages in one transaction. Of two rulings at the
 * same instant one is kept; the other one's sender learns which.
 * @throws forbidden for somebody not entitled, conflict when it is decided already, invalid_input for a bad split
 */
export async function ruleDispute(context: Context, ruling: Ruling): Promise<DisputeRow> {
  return context.transaction(async tx => {
    const dispute = await tx.manager.findOneBy(DisputeEntity, { id: ruling.disputeId })
    if (!dispute || !(await maySee(tx, dispute))) throw notFound('申诉')
    if (isParty(dispute, tx.actor.userId)) throw forbidden('你是当事人，不能裁决自己的申诉')
    if (!isRunning(dispute.status)) throw conflict('这起申诉已经裁决过了', { disputeId: dispute.id })
    if (!(await mayRule(tx, dispute))) throw forbidden('只有双方的共同上级、指定裁决人或管理员可以裁决')
    const ruled = await decideCase(tx, dispute, ruling)
    await applyRuling(tx, ruled)
    await tx.manager.update(CollisionEntity, { id: dispute.collisionId }, { status: 'closed', activeKey: null })
    await learn(tx, ruled, ruling.notSame)
    await tx.audit({
      action: 'dispute.ruled',
      subject: `dispute:${dispute.id}`,
      data: { outcome: ruled.outcome, awardTo: ruled.awardTo, shares: ruled.shares, round: ruled.round },
    })
    await tellRuling(tx, ruled, ruling.tappedInGroup)
    return ruled
  })
}

/** How an arbiter says it in words. */
const NOT_SAME = /不是同一|不同(的)?(客户|公司)/

/** What the ruling teaches about the claimed name is used from the next query on. */
async function learn(tx: Tx, ruled: DisputeRow, notSame?: boolean): Promise<void> {
  const { claimedName, evidence } = await tx.manager.findOneByOrFail(CollisionEntity, { id: ruled.collisionId })
  const customer = await tx.manager.findOneByOrFail(CustomerEntity, { id: ruled.customerId })
  // The very same name cannot be told apart, so words that sound like it mean something else.
  const inWords = NOT_SAME.test(ruled.reason ?? '') && canonicalName(claimedName) !== canonicalName(customer.name)
  await learnFromRuling(tx, {
    customerId: ruled.customerId,
    name: claimedName,
    outcome: ruled.outcome!,
    evidence,
    notSame: notSame ?? inWords,
  })
}

/** Writes the ruling by a conditional update on the state it was read in. */
async function decideCase(tx: Tx, dispute: DisputeRow, ruling: Ruling): Promise<DisputeRow> {
  const { ownerId, claimantId } = dispute
  if (ruling.outcome === 'award' && !(ruling.awardTo && [ownerId, claimantId].includes(ruling.awardTo)))
    throw invalid('请选择把客户判给哪一方', { field: 'awardTo' })
  const shares = ruling.outcome === 'joint' ? sharesFor(ownerId, claimantId, ruling.shares) : null
  if (typeof shares === 'string') throw invalid(shares, { field: 'shares' })
  const change = {
    status: nextStatus(dispute.status, 'rule')!,
    activeKey: null,
    round: dispute.round + 1,
    outcome: ruling.outcome,
    awardTo: ruling.outcome === 'award' ? ruling.awardTo! : null,
    shares,
    reason: ruling.reason?.trim().slice(0, 500) || null,
    ruledBy: tx.actor.userId,
    ruledAt: tx.now(),
  }
  const { affected } = await tx.manager.update(
    DisputeEntity,
    { id: dispute.id, status: dispute.status, round: dispute.round },
    change,
  )
  if (affected !== 1) throw conflict('这起申诉刚刚被别人裁决了', { disputeId: dispute.id })
  return { ...dispute, ...change }
}
