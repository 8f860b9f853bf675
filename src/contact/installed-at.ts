import type { EntityManager } from 'typeorm'
import type { Context } from '../context'
import { isDuplicate } from '../db/failures'
import { readSetting, writeSetting } from '../db/settings'

const INSTALLED_AT = 'installedAt'

/** When this installation began to watch, epoch ms. Nothing dated before it warns. */
export async function installedAt(manager: EntityManager): Promise<number> {
  return (await readSetting<number>(manager, INSTALLED_AT)) ?? 0
}

/** Called once before the first callback is accepted; later starts keep the first date. */
export async function rememberInstallation(context: Context): Promise<number> {
  try {
    return await context.transaction(async tx => {
      const known = await readSetting<number>(tx.manager, INSTALLED_AT)
      if (known !== undefined) return known
      await writeSetting(tx, INSTALLED_AT, tx.now())
      return tx.now()
    })
  } catch (error) {
    // Another server started in the same instant.
    if (isDuplicate(error)) return installedAt(context.read)
    throw error
  }
}
