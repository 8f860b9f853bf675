import type { Context } from '../context'
import { undecided, writeDecision } from './decide-registration'
import type { RegistrationRow } from './registration.entity'

/**
 * A leader says no (不同意): nobody's customer changes.
 * @throws not_found, forbidden, conflict
 */
export async function refuseRegistration(context: Context, id: string, reason?: string): Promise<RegistrationRow> {
  return context.transaction(async tx => {
    const row = await undecided(tx, id)
    return writeDecision(tx, row, { status: 'refused', customerId: null, collisionId: null }, reason)
  })
}
