import { startCustomerGroupSync } from '../contact/sync-customer-groups'
import { startContactSync } from '../contact/sync-state'
import type { Context } from '../context'
import { startMemberSync } from '../organisation/sync-members'

/** Begins a full synchronisation of everything (nightly, or on an administrator's word); the sweep carries it out. */
export async function syncNow(context: Context): Promise<void> {
  await startMemberSync(context)
  await startContactSync(context)
  await startCustomerGroupSync(context)
}
