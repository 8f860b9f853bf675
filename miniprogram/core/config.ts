// Which server this mini-program talks to.

/**
 * Servers by version of the mini-program. WeChat allows only HTTPS hosts that are registered in its admin console
 * (开发管理 → 服务器域名). A trial or development version can be pointed elsewhere on the page 我的.
 */
const SERVERS: Record<'develop' | 'trial' | 'release', string> = {
  develop: 'http://127.0.0.1:3000',
  trial: 'https://baobei.example.com',
  release: 'https://baobei.example.com',
}

const OVERRIDE_KEY = 'apiBase'

/** Base URL without a slash at the end. */
export function apiBase(): string {
  const { envVersion } = wx.getAccountInfoSync().miniProgram
  const override: unknown = canOverrideServer() ? wx.getStorageSync(OVERRIDE_KEY) : ''
  const base = typeof override === 'string' && override ? override : SERVERS[envVersion]
  return base.replace(/\/+$/, '')
}

/** The released version always uses the released server. */
export function canOverrideServer(): boolean {
  return wx.getAccountInfoSync().miniProgram.envVersion !== 'release'
}

/** An empty text returns to the configured server. */
export function overrideServer(base: string): void {
  if (base) wx.setStorageSync(OVERRIDE_KEY, base)
  else wx.removeStorageSync(OVERRIDE_KEY)
}
