import type { Context } from '../context'
import { execute } from './execute'
import { isDuplicate } from './failures'
import { LeaseEntity } from './lease.entity'

/**
 * Takes or renews a duty for `ttlMs`. True for exactly one holder at a time: the row is claimed by a conditional
 * update, so it works on every database and across Galera nodes.
 */
export async function holdLease(context: Context, name: string, holder: string, ttlMs: number): Promise<boolean> {
  const now = context.now()
  const claim = () =>
    context.transaction(tx =>
      execute(
        tx.manager,
        'UPDATE lease SET holder = ?, until = ? WHERE name = ? AND (holder = ? OR holder IS NULL OR until < ?)',
        [holder, now + ttlMs, name, holder, now],
      ),
    )
  if ((await claim()) === 1) return true
  try {
    await context.transaction(async tx => {
      if (await tx.manager.findOneBy(LeaseEntity, { name })) return
      await tx.manager.insert(LeaseEntity, { name, holder: null, until: 0 })
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  return (await claim()) === 1
}

/** Gives the duty back, so that a standby need not wait for the lease to run out. */
export async function releaseLease(context: Context, name: string, holder: string): Promise<void> {
  await context.transaction(tx =>
    execute(tx.manager, 'UPDATE lease SET holder = NULL, until = 0 WHERE name = ? AND holder = ?', [name, holder]),
  )
}
