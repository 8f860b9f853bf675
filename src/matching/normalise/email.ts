import { cleanText } from './text'

/** Domains where an address belongs to a person, not to a company. */
const PUBLIC_DOMAINS = new Set(
  'qq.com foxmail.com vip.qq.com 163.com vip.163.com 126.com vip.126.com yeah.net 188.com sina.com sina.cn vip.sina.com sohu.com vip.sohu.com tom.com 21cn.com 139.com 189.cn wo.cn aliyun.com 263.net gmail.com googlemail.com outlook.com hotmail.com live.com live.cn msn.com yahoo.com yahoo.cn yahoo.com.cn icloud.com me.com mac.com protonmail.com proton.me'.split(
    ' ',
  ),
)

export interface EmailAddress {
  address: string
  domain: string
  /** At a public provider, so it belongs to a person. */
  personal: boolean
}

/** Lower case, full width folded, `mailto:` and +tag removed; undefined when it is no address. */
export function normaliseEmail(text: string): EmailAddress | undefined {
  const found = /([a-z0-9!#$%&'*/=?^_`{|}~.+-]{1,64})@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/.exec(
    cleanText(text, 300)
      .toLowerCase()
      .replace(/^.*?mailto:/, '')

      .replace(/\s*(?:@|[([]at[)\]])\s*/, '@')
      .replace(/。(?=\w)/g, '.'),
  )
  if (!found) return undefined
  let local = found[1]!.replace(/^\.+|\.+$/g, '')
  const plus = local.indexOf('+')
  if (plus > 0) local = local.slice(0, plus)
  let domain = found[2]!
  if (domain === 'googlemail.com') domain = 'gmail.com'
  if (domain === 'gmail.com') local = local.replace(/\./g, '')
  return local ? { address: `${local}@${domain}`, domain, personal: PUBLIC_DOMAINS.has(domain) } : undefined
}
