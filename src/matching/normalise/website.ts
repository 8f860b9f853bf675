import { cleanText } from './text'

const SECOND_LEVEL = new Set(['com', 'net', 'org', 'gov', 'edu', 'ac', 'co'])
/** Hosts that carry pages of many companies. */
const SHARED =
  /(?:^|\.)(?:1688|taobao|tmall|jd|alibaba|made-in-china|b2b168|weebly|wixsite|github|qq|weixin|baidu|douyin)\.(?:com|cn|io)$/

/** Registrable domain of a web address (www.x.com.cn/path → x.com.cn); undefined for none or for a shared platform. */
export function websiteDomain(text: string): string | undefined {
  const host = /^(?:https?:\/\/)?(?:[^@/\s]*@)?([a-z0-9.-]+\.[a-z]{2,})(?:[:/?#]|$)/.exec(
    cleanText(text, 300).toLowerCase(),
  )?.[1]
  if (!host || SHARED.test(host)) return undefined
  const parts = host.split('.').filter(Boolean)
  const keep =
    parts.length > 2 && SECOND_LEVEL.has(parts[parts.length - 2]!) && parts[parts.length - 1]!.length === 2 ? 3 : 2
  return parts.slice(-keep).join('.')
}
