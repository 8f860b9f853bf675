import type { ContactChange, ContactEvent } from './event-types'
import type { XmlNode } from './xml'
import { optionalText, textOf } from './xml-fields'

const CHANGES: Record<string, ContactChange> = {
  add_external_contact: 'added',
  add_half_external_contact: 'half-added',
  edit_external_contact: 'edited',
  del_external_contact: 'removed-by-member',
  del_follow_user: 'removed-by-customer',
  transfer_fail: 'transfer-failed',
  msg_audit_approved: 'archive-agreed',
}

/** change_external_contact (document 92130); undefined for a change type without a use. */
export function readContact(raw: XmlNode): ContactEvent | undefined {
  const changeType = textOf(raw, 'ChangeType')
  const change = Object.hasOwn(CHANGES, changeType) ? CHANGES[changeType] : undefined
  const userId = textOf(raw, 'UserID').toLowerCase()
  const externalUserId = textOf(raw, 'ExternalUserID')
  if (!change || !userId || !externalUserId) return undefined
  const state = optionalText(raw, 'State')
  const welcomeCode = optionalText(raw, 'WelcomeCode')
  const failReason = optionalText(raw, 'FailReason')
  return {
    type: 'contact',
    change,
    userId,
    externalUserId,
    ...(state && { state }),
    ...(welcomeCode && { welcomeCode }),
    ...(textOf(raw, 'Source') === 'DELETE_BY_TRANSFER' && { byTransfer: true }),
    ...(failReason && { failReason }),
  }
}
