import { createRequire } from 'node:module'
import type { Config } from '../../config'
import type { WechatyBot } from './wechaty-types'

interface WechatyModule {
  WechatyBuilder: { build(options: { name: string; puppet: string; puppetOptions?: { token: string } }): WechatyBot }
}

/**
 * Loads wechaty only when the channel is switched on: it brings some 270 packages and 100 MB of memory with it, and may be
 * missing altogether (`npm install --omit=optional`).
 */
export function loadWechaty({ puppet, token }: NonNullable<Config['wechaty']>): WechatyBot {
  let loaded: WechatyModule
  try {
    loaded = createRequire(__filename)('wechaty') as WechatyModule
  } catch (error) {
    throw new Error(
      '设置了 WECHATY_PUPPET，但没有安装 wechaty：运行 npm install（不要加 --omit=optional），或去掉 WECHATY_PUPPET',
      { cause: error },
    )
  }
  return loaded.WechatyBuilder.build({ name: 'baobei', puppet, ...(token && { puppetOptions: { token } }) })
}
