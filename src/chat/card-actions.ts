import { disputeCard } from '../cards/dispute-cards'
import { registrationForApprover } from '../cards/registration-cards'
import { reportContactByCard } from '../contact/report-contact'
import type { Tx } from '../context'
import type { Notice } from '../delivery/messages'
import { DisputeEntity, type DisputeRow, type Outcome } from '../dispute/dispute.entity'
import { disputeFacts } from '../dispute/dispute-facts'
import { maySee } from '../dispute/dispute-policy'
import { isRunning } from '../dispute/dispute-states'
import { openDispute } from '../dispute/open-dispute'
import { ruleDispute } from '../dispute/rule-dispute'
import { invalid, notFound } from '../errors'
import { approveRegistration } from '../registration/approve-registration'
import { registrationFacts } from '../registration/ask-for-approval'
import { mayDecide } from '../registration/decide-registration'
import { refuseRegistration } from '../registration/refuse-registration'
import { RegistrationEntity, type RegistrationRow } from '../registration/registration.entity'
import type { Place } from './commands'

export interface CardResult {
  /** The state the tapped card should show from now on. */
  card: Notice
  /** False when the tap found the case decided and changed nothing. */
  changed: boolean
}

type Action = (tx: Tx, id: string, argument: string | undefined, place: Place) => Promise<CardResult>

const groupOf = (place: Place) => (place.kind === 'group' ? place.groupId : undefined)

const rule =
  (outcome: Outcome): Action =>
  async (tx, disputeId, awardTo, place) => {
    const dispute = await tx.manager.findOneBy(DisputeEntity, { id: disputeId })
    if (!dispute || !(await maySee(tx, dispute))) throw notFound('申诉')
    // An old card shows the state at its next tap; the tap itself changes nothing.
    if (!isRunning(dispute.status)) return { card: await cardOf(tx, dispute), changed: false }
    const ruled = await ruleDispute(tx, { disputeId, outcome, awardTo, tappedInGroup: groupOf(place) })
    return { card: await cardOf(tx, ruled), changed: true }
  }

const decide =
  (use: (tx: Tx, id: string) => Promise<RegistrationRow>): Action =>
  async (tx, id) => {
    const row = await tx.manager.findOneBy(RegistrationEntity, { id })
    if (!row || !(await mayDecide(tx, row))) throw notFound('报备')
    const changed = row.status === 'pending'
    const decided = changed ? await use(tx, id) : row
    return { card: registrationForApprover(await registrationFacts(tx, decided)), changed }
  }

/** Buttons to use cases, by the verb of the key. Rights are checked on the one who tapped, inside the use case. */
const ACTIONS: Record<string, Action> = {
  appeal: async (tx, collisionId, _argument, place) => {
    const dispute = await openDispute(tx, { collisionId, tappedInGroup: groupOf(place) })
    return { card: await cardOf(tx, dispute), changed: true }
  },
  report: reportContactByCard,
  approve: decide(approveRegistration),
  refuse: decide(refuseRegistration),
  award: rule('award'),
  joint: rule('joint'),
  release: rule('release'),
  dismiss: rule('dismiss'),
}

/** @throws invalid_input for a key that is none of ours */
export async function runCardAction(tx: Tx, key: string, place: Place): Promise<CardResult> {
  const [verb = '', id = '', argument] = key.split(':')
  const action = Object.hasOwn(ACTIONS, verb) ? ACTIONS[verb] : undefined
  if (!action || !id) throw invalid('这个按钮已经失效，请在小程序里查看')
  return action(tx, id, argument, place)
}

async function cardOf(tx: Tx, dispute: DisputeRow): Promise<Notice> {
  return disputeCard(await disputeFacts(tx, dispute))
}
