// Storage with expiry: what is too old is treated as absent.

interface Entry<T> {
  value: T
  /** epoch ms */
  expiresAt: number
}

export function save<T>(key: string, value: T, expiresAt: number): void {
  const entry: Entry<T> = { value, expiresAt }
  wx.setStorageSync(key, entry)
}

export function load<T>(key: string, now = Date.now()): T | undefined {
  const entry = wx.getStorageSync<Entry<T> | ''>(key)
  if (!entry || typeof entry !== 'object') return undefined
  return entry.expiresAt > now ? entry.value : undefined
}

export function forget(key: string): void {
  wx.removeStorageSync(key)
}
