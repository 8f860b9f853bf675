import { registrationDecided } from '../cards/registration-cards'
import type { Context, Tx } from '../context'
import { conflict, forbidden, notFound } from '../errors'
import { leadsAll } from '../member/department-tree'
import { closeApproval, registrationFacts } from './ask-for-approval'
import { RegistrationEntity, type RegistrationRow } from './registration.entity'

const MOST_REASON = 500

/** The one who was asked, a leader above the rep, or an administrator – never the rep. Asked of the person who taps. */
export async function mayDecide({ actor, read }: Context, row: RegistrationRow): Promise<boolean> {
  if (row.userId === actor.userId) return false
  if (row.approverId === actor.userId || actor.roles.includes('admin')) return true
  return actor.roles.includes('manager') && leadsAll(read, actor.userId, [row.userId])
}

/**
 * A registration that the asker may decide now.
 * @throws not_found, forbidden for one's own, conflict when it is decided or withdrawn
 */
export async function undecided(tx: Tx, id: string): Promise<RegistrationRow> {
  const row = await tx.manager.findOneBy(RegistrationEntity, { id })
  if (row?.userId === tx.actor.userId) throw forbidden('不能审批自己的报备')
  if (!row || !(await mayDecide(tx, row))) throw notFound('报备')
  if (row.status !== 'pending') throw conflict('这个报备已经处理过了', { status: row.status })
  return row
}

/**
 * Writes the decision by a conditional update and tells the rep; the approver's card shows it.
 * @throws conflict when somebody else was first; the transaction takes back what was done before
 */
export async function writeDecision(
  tx: Tx,
  row: RegistrationRow,
  outcome: Pick<RegistrationRow, 'status' | 'customerId' | 'collisionId'>,
  reason?: string,
): Promise<RegistrationRow> {
  const change = {
    status: outcome.status,
    customerId: outcome.customerId,
    collisionId: outcome.collisionId,
    decidedBy: tx.actor.userId,
    reason: reason?.trim().slice(0, MOST_REASON) || null,
    closedAt: outcome.status === 'refused' ? tx.now() : null,
  }
  const { affected } = await tx.manager.update(RegistrationEntity, { id: row.id, status: 'pending' }, change)
  if (affected !== 1) throw conflict('这个报备刚刚被别人处理了')
  const decided = { ...row, ...change }
  await tx.audit({
    action: `registration.${outcome.status === 'refused' ? 'refused' : 'approved'}`,
    subject: `registration:${row.id}`,
    data: { status: outcome.status, customerId: outcome.customerId, collisionId: outcome.collisionId },
  })
  await closeApproval(tx, decided)
  if (decided.status !== 'collided')
    await tx.send({
      type: 'notice',
      to: { kind: 'member', userId: row.userId },
      notice: registrationDecided(await registrationFacts(tx, decided)),
    })
  return decided
}
