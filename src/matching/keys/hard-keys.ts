import { normaliseEmail } from '../normalise/email'
import { canonicalName } from '../normalise/name'
import { organisationCode } from '../normalise/organisation-code'
import { normalisePhone } from '../normalise/phone'
import { cleanText } from '../normalise/text'
import { checkUscc } from '../normalise/uscc'
import { normaliseWechat } from '../normalise/wechat'
import type { CustomerFields, HardKey } from '../types'

/** Most values read from one list field. */
const MAX_VALUES = 20
const SHOWN_WECHAT = 40
const EXTENSION = ' 转 '
const MOBILE = /^1[3-9]\d{9}$/

/** All keys that identify the customer on their own, without repetition. A code with a wrong check digit is no key. */
export function hardKeysOf(fields: CustomerFields): HardKey[] {
  const keys: HardKey[] = []
  const add = (key: HardKey) => {
    if (!keys.some(k => k.kind === key.kind && k.value === key.value)) keys.push(key)
  }
  const name = fields.name ? canonicalName(fields.name) : ''
  if (name) add({ kind: 'name', value: name, personal: false, display: cleanText(fields.name!) })
  for (const text of limited(fields.phones)) {
    for (const { e164, ext } of normalisePhone(text)) {
      add({ kind: 'phone', value: e164, personal: true, display: ext ? `${e164}${EXTENSION}${ext}` : e164 })
    }
  }
  for (const text of limited(fields.emails)) {
    const email = normaliseEmail(text)
    if (email) add({ kind: 'email', value: email.address, personal: email.personal, display: email.address })
  }
  for (const text of limited(fields.usccs)) {
    // Whoever writes the organisation's nine characters alone means the same one.
    const value = organisationCode(text)
    if (value) add({ kind: 'uscc', value, personal: false, display: checkUscc(text)?.code ?? value })
  }
  for (const text of limited(fields.wechats)) {
    const id = normaliseWechat(text)
    const shown = cleanText(text, SHOWN_WECHAT + 1)
    // Of a long text only a part could be shown, and the id might not stand in it.
    if (id) add({ kind: 'wechat', value: id, personal: true, display: shown.length > SHOWN_WECHAT ? id : shown })
    // A mobile number as WeChat id is that person's phone, too.
    const e164 = id && MOBILE.test(id) ? normalisePhone(id)[0]?.e164 : undefined
    if (e164) add({ kind: 'phone', value: e164, personal: true, display: e164 })
  }
  for (const text of limited(fields.externalUserIds)) {
    if (text.trim()) add({ kind: 'external_userid', value: text.trim(), personal: true, display: text.trim() })
  }
  for (const text of limited(fields.unionids)) {
    if (text.trim()) add({ kind: 'unionid', value: text.trim(), personal: true, display: text.trim() })
  }
  return keys
}

const limited = (list: string[] | undefined): string[] => (list ?? []).slice(0, MAX_VALUES)

/** The canonical value of a key from what is shown of it: what is stored of a key is its display. */
export function valueOfDisplay(kind: HardKey['kind'], display: string): string {
  switch (kind) {
    case 'name':
      return canonicalName(display)
    case 'phone':
      return display.split(EXTENSION)[0]!
    case 'uscc':
      return organisationCode(display) ?? display
    case 'wechat':
      return normaliseWechat(display) ?? display
    default:
      return display
  }
}
