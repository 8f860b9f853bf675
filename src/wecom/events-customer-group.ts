import type { CustomerGroupEvent } from './event-types'
import type { XmlNode } from './xml'
import { optionalText, textOf, textsOf } from './xml-fields'

const CHANGES: Record<string, CustomerGroupEvent['change']> = {
  create: 'created',
  update: 'updated',
  dismiss: 'dismissed',
}

/** change_external_chat (document 92130). */
export function readCustomerGroup(raw: XmlNode): CustomerGroupEvent | undefined {
  const changeType = textOf(raw, 'ChangeType')
  const change = Object.hasOwn(CHANGES, changeType) ? CHANGES[changeType] : undefined
  const chatId = textOf(raw, 'ChatId')
  if (!change || !chatId) return undefined
  const detail = optionalText(raw, 'UpdateDetail')
  const lastVersion = optionalText(raw, 'LastMemVer')
  const currentVersion = optionalText(raw, 'CurMemVer')
  return {
    type: 'customer-group',
    change,
    chatId,
    ...(detail && { detail }),
    members: textsOf(raw.MemChangeList, 'Item').filter(Boolean),
    ...(lastVersion && { lastVersion }),
    ...(currentVersion && { currentVersion }),
  }
}
