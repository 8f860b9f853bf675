import { RULES } from '../../config/rules'
import type { Context, Tx } from '../context'
import { lockBlockingRows } from '../customer/blocking'
import { assess, type CheckResult } from '../customer/check-customer'
import { CustomerEntity } from '../customer/customer.entity'
import { type CustomerInput, fieldsOf, requireName } from '../customer/customer-input'
import { findDuplicates, type Match } from '../customer/find-duplicates'
import { isDuplicate, TransactionConflict } from '../db/failures'
import { conflict } from '../errors'
import { canonicalName, prepare } from '../matching'
import { leaderOf } from '../member/leader-of'
import { activeOwnership } from '../ownership/active-ownerships'
import { isMine } from '../ownership/is-mine'
import { askForApproval } from './ask-for-approval'
import { RegistrationEntity, type RegistrationRow } from './registration.entity'
import { type RegistrationView, registrationView } from './registration-view'
import { type Outcome, settle } from './settle'

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

/**
 * Reports a customer (报备). Exactly one of those who report the same or a similar customer at the same instant gets
 * it; the others learn whose it is. A collision is a result, not an error.
 * @param answered the result is the answer in a chat, so that a collision needs no message to the rep
 * @throws invalid_input when the name is missing, conflict when this very request was refused or taken back
 */
export async function submitRegistration(
  context: Context,
  input: RegistrationInput,
  { answered = false } = {},
): Promise<SubmitResult> {
  const name = requireName(input)
  const prepared = prepare(fieldsOf({ ...input, name }))
  return context.transaction(async tx => {
    const known = await tx.manager.findOneBy(RegistrationEntity, {
      userId: tx.actor.userId,
      requestKey: input.requestKey,
    })
    if (known) return answer(tx, known, await findDuplicates(tx, prepared, known.scope), kindOf(known))
    await lockBlockingRows(tx, prepared)
    const matches = await findDuplicates(tx, prepared, RULES.scope)
    const id = tx.newId()
    const outcome = await settle(tx, { id, userId: tx.actor.userId, name, prepared, answered }, matches)
    const waiting = outcome.kind === 'pending' ? await waitingFor(tx, name) : undefined
    if (waiting) return answer(tx, waiting, matches, 'pending')
    const row = await record(tx, id, name, input, outcome)
    const result = await answer(tx, row, matches, outcome.kind)
    if (row.status === 'pending') await askForApproval(tx, row, result.check.matches[0])
    return result
  })
}

/** @throws conflict for a request that is over: its repetition must not look like a success */
function kindOf({ status, reason }: RegistrationRow): SubmitResult['kind'] {
  if (status === 'withdrawn') throw conflict('这次报备已经撤回，要再报备请重新填写')
  if (status === 'refused')
    throw conflict(`这次报备没有通过审批${reason ? `：${reason}` : ''}。情况有变时，请补充信息后重新提交`)
  return status
}

/** The rep's own report of the same name that waits for approval: the leader is asked once. */
async function waitingFor(tx: Tx, name: string): Promise<RegistrationRow | undefined> {
  const pending = await tx.manager.findBy(RegistrationEntity, { userId: tx.actor.userId, status: 'pending' })
  return pending.find(row => canonicalName(row.name) === canonicalName(name))
}

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
    approverId: outcome.kind === 'pending' ? ((await leaderOf(tx, tx.actor.userId)) ?? null) : null,
    decidedBy: null,
    reason: null,
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
  kind: SubmitResult['kind'],
): Promise<SubmitResult> {
  const customer =
    row.status === 'registered' && row.customerId
      ? await tx.manager.findOneBy(CustomerEntity, { id: row.customerId })
      : null
  return {
    kind,
    registration: registrationView(row),
    customer: customer
      ? { id: customer.id, name: customer.name, protectedUntil: await protection(tx, customer.id) }
      : undefined,
    collision: row.collisionId ? { id: row.collisionId } : undefined,
    check: await assess(tx, matches),
  }
}
