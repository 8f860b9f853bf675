import type { Tx } from '../context'
import { assess } from '../customer/check-customer'
import { type CustomerInput, fieldsOf } from '../customer/customer-input'
import { findDuplicates } from '../customer/find-duplicates'
import { prepare } from '../matching'
import { leaderOf } from '../member/leader-of'
import { askForApproval } from './ask-for-approval'
import { RegistrationEntity } from './registration.entity'

/** Who was asked for approval has left: the reps' next leader is asked. Without one it waits in the list of administrators. */
export async function passOnApprovals(tx: Tx, approverId: string): Promise<void> {
  for (const row of await tx.manager.findBy(RegistrationEntity, { approverId, status: 'pending' })) {
    const passedOn = { ...row, approverId: (await leaderOf(tx, row.userId)) ?? null }
    await tx.manager.update(RegistrationEntity, { id: row.id }, { approverId: passedOn.approverId })
    await tx.audit({
      action: 'registration.passed-on',
      subject: `registration:${row.id}`,
      data: { approverId: passedOn.approverId },
    })
    const input = JSON.parse(tx.vault.open(row.input)) as CustomerInput
    const matches = await findDuplicates(tx, prepare(fieldsOf({ ...input, name: row.name })), row.scope)
    await askForApproval(tx, passedOn, (await assess(tx, matches)).matches[0])
  }
}
