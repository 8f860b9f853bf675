import { cleanText } from './text'

/** WeChat id without label, lower case (WeChat ids do not distinguish case); a mobile number is one too. Undefined when it cannot be one. */
export function normaliseWechat(text: string): string | undefined {
  const id = cleanText(text, 100)
    .toLowerCase()
    .replace(/^(?:微信号?|微信id|wechat(?:\s*id)?|weixin|wx|vx|v信|薇信|威信)\s*(?:号|id)?\s*[:：=]\s*/, '')
    .replace(/^(?:微信号?)\s*/, '')
    .replace(/[\s"'“”，。、]/g, '')
  return /^[a-z0-9][a-z0-9_-]{4,31}$/.test(id) ? id : undefined
}
