import { RULES } from '../../config/rules'
import { recordCollision } from '../collision/record-collision'
import type { Tx } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import type { Match } from '../customer/find-duplicates'
import { overlookedHolders } from '../customer/hard-key-rows'
import { decide } from '../customer/match-rules'
import { rulesInForce } from '../customer/rules-in-force'
import { enrichCustomer, saveCustomer } from '../customer/save-customer'
import { TransactionConflict } from '../db/failures'
import type { Prepared } from '../matching'
import { isMine } from '../ownership/is-mine'
import { takeOwnership } from '../ownership/take-ownership'
import type { RegistrationRow } from './registration.entity'

/** A registration as it is to be decided. */
export interface Report {
  id: string
  /** The rep who reports. */
  userId: string
  name: string
  prepared: Prepared
  /** The rep reads the result as the answer to what they wrote. */
  answered?: boolean
}

export type Outcome = Pick<RegistrationRow, 'status' | 'customerId' | 'collisionId'> & {
  kind: 'registered' | 'collided' | 'pending' | 'yours'
}

/**
 * The change of state that the matches call for. The blocking rows are locked and the matches were looked for after that,
 * so nobody else gets the same customer meanwhile.
 * @param approved a leader has said yes to what is only similar; the same customer of somebody else stays theirs
 */
export async function settle(
  tx: Tx,
  { id, userId, name, prepared, answered }: Report,
  matches: Match[],
  { approved = false } = {},
): Promise<Outcome> {
  const { action, match } = decide(matches, await rulesInForce(tx))
  const same = match?.relation === 'same' && action === 'block' ? match : undefined
  if (same?.ownership) {
    if (await isMine(tx.manager, same.ownership, userId)) return registered(same.customerId, 'yours')
    const { collision } = await recordCollision(tx, {
      customerId: same.customerId,
      scope: RULES.scope,
      ownerId: same.ownership.ownerId,
      claimantId: userId,
      trigger: 'registration',
      claimedName: name,
      score: same.score,
      evidence: same.evidence,
      reference: `registration:${id}`,
      warn: true,
      answered,
    })
    return { kind: 'collided', status: 'collided', customerId: same.customerId, collisionId: collision.id }
  }
  if (action === 'approval' && !approved)
    return { kind: 'pending', status: 'pending', customerId: null, collisionId: null }
  if (!same) await requireNobodyOverlooked(tx, name, prepared, matches)
  const customer = same
    ? await tx.manager.findOneByOrFail(CustomerEntity, { id: same.customerId })
    : await saveCustomer(tx, name, prepared, { createdBy: userId })
  if (same) await enrichCustomer(tx, customer, prepared.fields)
  await takeOwnership(tx, {
    customerId: customer.id,
    scope: RULES.scope,
    ownerId: userId,
    source: 'registration',
  })
  return registered(customer.id, 'registered')
}

/** The last look before somebody new becomes a customer: an exact key may not belong to one whom the check passed over. */
async function requireNobodyOverlooked(tx: Tx, name: string, prepared: Prepared, matches: Match[]): Promise<void> {
  const seen = new Set(matches.map(match => match.customerId))
  const overlooked = await overlookedHolders(tx, name, prepared.hardKeys, seen)
  if (!overlooked.length) return
  tx.log.warn({ customers: overlooked }, 'the check passed over a customer with the same key, deciding again')
  throw new TransactionConflict('a customer with the same key was passed over')
}

const registered = (customerId: string, kind: 'registered' | 'yours'): Outcome => ({
  kind,
  status: 'registered',
  customerId,
  collisionId: null,
})
