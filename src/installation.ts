import type { Context } from './context'
import { readSetting, writeSetting } from './db/settings'

const INSTALLATION = 'installation'

interface Installation {
  corpId: string
  mode: string
}

export class WrongInstallationError extends Error {}

/**
 * A database belongs to one corp and one mode, so that a demo never runs on real data or the other way round.
 * @throws WrongInstallationError
 */
export async function assertSameInstallation(context: Context): Promise<void> {
  const { mode, wecom } = context.config
  await context.transaction(async tx => {
    const known = await readSetting<Installation>(tx.manager, INSTALLATION)
    if (!known) return writeSetting(tx, INSTALLATION, { corpId: wecom.corpId, mode })
    if (known.corpId === wecom.corpId && known.mode === mode) return
    throw new WrongInstallationError(
      `这个数据库属于 ${known.corpId}（${known.mode}），与当前配置 ${wecom.corpId}（${mode}）不符。请检查 DATABASE_URL 和 WECOM_CORP_ID，或换一个新的数据库。`,
    )
  })
}
