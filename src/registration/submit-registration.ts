import { RULES } from '../../config/rules'
import { recordCollision } from '../collision/record-collision'
import type { Context, Tx } from '../context'
import { lockBlockingRows } from '../customer/blocking'
import { assess, type CheckResult } from '../customer/check-customer'
import { CustomerEntity } from '../customer/customer.entity'
import { type CustomerInput, fieldsOf, requireName } from '../customer/customer-input'
import { findDuplicates, type Match } from '../customer/find-duplicates'
import { decide } from '../customer/match-rules'
import { rulesInForce } from '../customer/rules-in-force'
import { enrichCustomer, saveCustomer } from '../customer/save-customer'
import { isDuplicate, TransactionConflict } from '../db/failures'
import { type Prepared, prepare } from '../matching'
import { activeOwnership } from '../ownership/active-ownerships'
import { isMine } from '../ownership/is-mine'
import { takeOwnership } from '../ownership/take-ownership'
import { RegistrationEntity, type RegistrationRow } from './registration.entity'
import { type RegistrationView, registrationView } from './registration-view'

export interface RegistrationInput extends CustomerInput {
  note?: string
  /** From the client: the same key is the same request, however often it arrives. */
  requestKey: string
}

export interface SubmitResult {
  kind: 'registered' | 'collided' | 'pending' | 'yours'
  registration: RegistrationView
  /** `protectedUntil`: epoch ms, while it is the asker's. */
  customer?: { id: string; name: string; protectedUntil?: number }
  collision?: { id: string }
  check: Omit<CheckResult, 'remaining'>
}

type Outcome = Pick<RegistrationRow, 'status' | 'customerId' | 'collisionId'> & { kind: SubmitResult['kind'] }

/**
 * Reports a customer (报备). Exactly one of those who report the same or a similar customer at the same instant gets
 * it; the others learn whose it is. A collision is a result, not an error.
 * @throws invalid_input when the name is missing
 */
export async function submitRegistration(context: Context, input: RegistrationInput): Promise<SubmitResult> {
  const name = requireName(input)
  const prepared = prepare(fieldsOf({ ...input, name }))
  return context.transaction(async tx => {
    const known = await tx.manager.findOneBy(RegistrationEntity, {
      userId: tx.actor.userId,
      requestKey: input.requestKey,
    })
    if (known) return answer(tx, known, await findDuplicates(tx, prepared, known.scope))
    await lockBlockingRows(tx, prepared)
    const matches = await findDuplicates(tx, prepared, RULES.scope)
    const id = tx.newId()
    const outcome = await settle(tx, id, name, prepared, matches)
    const row = await record(tx, id, name, input, outcome)
    return answer(tx, row, matches, outcome.kind)
  })
}

/** The change of state that the matches call for. */
async function settle(
  tx: Tx,
  registrationId: string,
  name: string,
  prepared: Prepared,
  matches: Match[],
): Promise<Outcome> {
  const { action, match } = decide(matches, await rulesInForce(tx))
  const same = match?.relation === 'same' && action === 'block' ? match : undefined
  if (same?.ownership) {
    if (await isMine(tx.manager, same.ownership, tx.actor.userId)) return registered(same.customerId, 'yours')
    const { collision } = await recordCollision(tx, {
      customerId: same.customerId,
      scope: RULES.scope,
      ownerId: same.ownership.ownerId,
      claimantId: tx.actor.userId,
      trigger: 'registration',
      claimedName: name,
      score: same.score,
      evidence: same.evidence,
      reference: `registration:${registrationId}`,
      warn: true,
    })
    return { kind: 'collided', status: 'collided', customerId: same.customerId, collisionId: collision.id }
  }
  if (action === 'approval') return { kind: 'pending', status: 'pending', customerId: null, collisionId: null }
  const customer = same
    ? await tx.manager.findOneByOrFail(CustomerEntity, { id: same.customerId })
    : await saveCustomer(tx, name, prepared, { createdBy: tx.actor.userId })
  if (same) await enrichCustomer(tx, customer, prepared.fields)
  await takeOwnership(tx, {
    customerId: customer.id,
    scope: RULES.scope,
    ownerId: tx.actor.userId,
    source: 'registration',
  })
  return registered(customer.id, 'registered')
}

const registered = (customerId: string, kind: 'registered' | 'yours'): Outcome => ({
  kind,
  status: 'registered',
  customerId,
  collisionId: null,
})

async function record(
  tx: Tx,
  id: string,
  name: string,
  input: RegistrationInput,
  outcome: Outcome,
): Promise<RegistrationRow> {
  const { kind: _, ...state } = outcome
  const row: RegistrationRow = {
    id,
    userId: tx.actor.userId,
    requestKey: input.requestKey,
    ...state,
    scope: RULES.scope,
    name,
    input: tx.vault.seal(JSON.stringify(input)),
    createdAt: tx.now(),
    closedAt: null,
  }
  try {
    await tx.manager.insert(RegistrationEntity, row)
  } catch (error) {
    if (isDuplicate(error)) throw new TransactionConflict('the same request arrived twice in the same instant')
    throw error
  }
  await tx.audit({
    action: `registration.${row.status}`,
    subject: `registration:${id}`,
    data: { customerId: row.customerId, collisionId: row.collisionId },
  })
  return row
}

/** Until when the asker's customer is protected. */
async function protection(tx: Tx, customerId: string): Promise<number | undefined> {
  const ownership = await activeOwnership(tx.manager, customerId, RULES.scope)
  return ownership && (await isMine(tx.manager, ownership, tx.actor.userId)) ? ownership.protectedUntil : undefined
}

async function answer(
  tx: Tx,
  row: RegistrationRow,
  matches: Match[],
  kind?: SubmitResult['kind'],
): Promise<SubmitResult> {
  const customer =
    row.status === 'registered' && row.customerId
      ? await tx.manager.findOneBy(CustomerEntity, { id: row.customerId })
      : null
  return {
    kind: kind ?? (row.status === 'withdrawn' ? 'registered' : row.status),
    registration: registrationView(row),
    customer: customer
      ? { id: customer.id, name: customer.name, protectedUntil: await protection(tx, customer.id) }
      : undefined,
    collision: row.collisionId ? { id: row.collisionId } : undefined,
    check: await assess(tx, matches),
  }
}
