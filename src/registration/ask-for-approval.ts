import { type RegistrationFacts, registrationForApprover } from '../cards/registration-cards'
import type { Context, Tx } from '../context'
import type { MatchView } from '../customer/present-match'
import { personOf } from '../member/members'
import type { RegistrationRow } from './registration.entity'

/** Puts a pending registration on the desk of the one who decides. Without any leader it waits in the list of administrators. */
export async function askForApproval(tx: Tx, row: RegistrationRow, match: MatchView | undefined): Promise<void> {
  if (!row.approverId) return
  const owner = match?.owner && { userId: '', name: match.owner.name, department: match.owner.department }
  const similar = match && { name: match.name, owner, sentence: match.sentence }
  await tx.send({
    type: 'notice',
    to: { kind: 'member', userId: row.approverId },
    notice: registrationForApprover({ ...(await registrationFacts(tx, row)), similar }),
    dedupeKey: `approval:${row.id}:${row.approverId}`,
  })
}

/** Shows the end of a registration on the approver's card. */
export async function closeApproval(tx: Tx, row: RegistrationRow): Promise<void> {
  const notice = registrationForApprover(await registrationFacts(tx, row))
  await tx.send({ type: 'card-update', subject: notice.subject!, notice })
}

export async function registrationFacts(context: Context, row: RegistrationRow): Promise<RegistrationFacts> {
  const { status } = row
  const by = row.decidedBy ?? row.userId
  return {
    registrationId: row.id,
    name: row.name,
    rep: await personOf(context.read, row.userId),
    createdAt: row.createdAt,
    decision:
      status === 'pending'
        ? undefined
        : { status, by: await personOf(context.read, by), reason: row.reason ?? undefined },
  }
}
