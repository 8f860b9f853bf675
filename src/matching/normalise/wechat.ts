import { cleanText } from './text'

const ID = /^[a-z0-9][a-z0-9_-]{4,31}$/

/** WeChat id without label, lower case (WeChat ids do not distinguish case); a mobile number is one too. Undefined when it cannot be one. */
export function normaliseWechat(text: string): string | undefined {
  const id = cleanText(text, 100)
    .toLowerCase()
    .replace(
      /^(?:加?(?:我|我的)?(?:微信号?|微信id)|wechat(?:[\s-]*id)?|weixin|wx|vx|v信?|薇信|威信)\s*(?:号|id)?\s*(?:[:：=]\s*|\s(?=\S)|(?=1[3-9]\d{9}$))/,
      '',
    )
    .replace(/^(?:微信号?)\s*/, '')
    .replace(/[\s"'“”，。、]/g, '')
  if (ID.test(id)) return id
  // Words around it (加微信 abc123, 微信同手机 138…): the only piece that can be an id.
  const pieces = cleanText(text, 100)
    .toLowerCase()
    .split(/[^a-z0-9_-]+/)
    .filter(p => ID.test(p) && !/^(?:wechat|weixin|wechat-id)$/.test(p))
  return pieces.length === 1 ? normaliseWechat(pieces[0]!) : undefined
}
