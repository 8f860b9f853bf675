import type { Context } from '../context'
import { lockBlockingRows } from '../customer/blocking'
import { type CustomerInput, fieldsOf } from '../customer/customer-input'
import { findDuplicates } from '../customer/find-duplicates'
import { prepare } from '../matching'
import { undecided, writeDecision } from './decide-registration'
import type { RegistrationRow } from './registration.entity'
import { settle } from './settle'

/**
 * A leader says yes (同意): the customer is the rep's – unless it has become a colleague's since it was reported; then it
 * is a collision like any other. The check is made anew behind the blocking rows, so of two approvals of the same customer
 * one gives an owner.
 * @throws not_found, forbidden, conflict
 */
export async function approveRegistration(context: Context, id: string): Promise<RegistrationRow> {
  return context.transaction(async tx => {
    const row = await undecided(tx, id)
    const input = JSON.parse(tx.vault.open(row.input)) as CustomerInput
    const prepared = prepare(fieldsOf({ ...input, name: row.name }))
    await lockBlockingRows(tx, prepared)
    const matches = await findDuplicates(tx, prepared, row.scope)
    const outcome = await settle(tx, { id, userId: row.userId, name: row.name, prepared }, matches, { approved: true })
    return writeDecision(tx, row, outcome)
  })
}
