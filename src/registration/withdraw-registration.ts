import type { Context } from '../context'
import { TransactionConflict } from '../db/failures'
import { conflict, notFound } from '../errors'
import { activeOwnership } from '../ownership/active-ownerships'
import { endOwnership } from '../ownership/take-ownership'
import { closeApproval } from './ask-for-approval'
import { RegistrationEntity } from './registration.entity'
import { type RegistrationView, registrationView } from './registration-view'

/**
 * Takes a registration back: the customer returns to the pool, unless a dispute holds it.
 * A pending one is taken from the approver's desk. Withdrawing twice is the same as once.
 * @throws not_found for somebody else's, conflict while a dispute runs
 */
export async function withdrawRegistration(context: Context, id: string): Promise<RegistrationView> {
  return context.transaction(async tx => {
    const row = await tx.manager.findOneBy(RegistrationEntity, { id, userId: tx.actor.userId })
    if (!row) throw notFound('报备')
    if (row.status === 'withdrawn') return registrationView(row)
    const ownership =
      row.status === 'registered' && row.customerId
        ? await activeOwnership(tx.manager, row.customerId, row.scope)
        : null
    if (ownership?.ownerId === tx.actor.userId) {
      if (ownership.frozenBy) throw conflict('这个客户正在争议中，裁决前不能撤回报备')
      await endOwnership(tx, ownership, 'withdrawn')
    }
    const change = { status: 'withdrawn' as const, closedAt: tx.now() }
    const { affected } = await tx.manager.update(RegistrationEntity, { id, status: row.status }, change)
    if (affected !== 1) throw new TransactionConflict('the registration was decided in the same instant')
    if (row.status === 'pending') await closeApproval(tx, { ...row, ...change })
    await tx.audit({
      action: 'registration.withdrawn',
      subject: `registration:${id}`,
      data: { customerId: row.customerId },
    })
    return registrationView({ ...row, ...change })
  })
}
