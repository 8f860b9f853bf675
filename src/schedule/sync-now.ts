import { customerGroupSync } from '../contact/sync-customer-groups'
import { startContactSync } from '../contact/sync-state'
import type { Context } from '../context'
import { memberSync } from '../organisation/sync-members'

/** Begins a full synchronisation of everything (nightly, or on an administrator's word); the sweep carries it out. */
export async function syncNow(context: Context): Promise<void> {
  await memberSync.start(context)
  await startContactSync(context)
  await customerGroupSync.start(context)
}
