import type { Context } from '../context'
import { holdLease, releaseLease } from '../db/lease'
import type { SharedValue, TokenStore } from './shared-value'
import { WecomTokenEntity } from './tables'

/** Shared values in the database, sealed at rest. Reads go to the writer's side, so that a fresh token is seen at once. */
export function databaseTokenStore(context: Context): TokenStore {
  return {
    async read(name) {
      const row = await context.transaction(tx => tx.manager.findOneBy(WecomTokenEntity, { name }))
      return row ? open(context, row.sealedValue, row.expiresAt) : undefined
    },
    write: (name, { value, expiresAt }) =>
      context.transaction(async tx => {
        const row = { sealedValue: tx.vault.seal(value), expiresAt }
        // Only the holder of the lease writes, so nobody inserts in between.
        const { affected } = await tx.manager.update(WecomTokenEntity, { name }, row)
        if (!affected) await tx.manager.insert(WecomTokenEntity, { name, ...row })
      }),
    claim: (name, holder, ttlMs) => holdLease(context, name, holder, ttlMs),
    release: (name, holder) => releaseLease(context, name, holder),
  }
}

/** A value sealed with a key that is no longer known counts as absent: it is fetched anew. */
function open(context: Context, sealedValue: string, expiresAt: number): SharedValue | undefined {
  try {
    return { value: context.vault.open(sealedValue), expiresAt }
  } catch (error) {
    context.log.warn({ err: error }, 'stored WeCom token cannot be opened, a new one is fetched')
    return undefined
  }
}
