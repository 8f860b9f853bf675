import {
  applyCustomerGroupChange,
  type PreparedCustomerGroup,
  prepareCustomerGroupChange,
} from '../contact/customer-groups'
import type { Directory } from '../contact/directory'
import { applyContactChange, type PreparedContact, prepareContactChange } from '../contact/on-contact-changed'
import type { Context, Tx } from '../context'
import {
  applyDirectoryChange,
  type PreparedDirectory,
  prepareDirectoryChange,
} from '../organisation/on-directory-changed'
import { tellAboutAccess } from './access-limited'
import type { WecomEvent } from './event-types'

/** What was fetched before the transaction, by the kind of event. */
export interface PreparedChange {
  contact?: PreparedContact
  group?: PreparedCustomerGroup
  directory?: PreparedDirectory
}

export async function prepareChange(
  context: Context,
  directory: Directory,
  event: WecomEvent,
): Promise<PreparedChange> {
  switch (event.type) {
    case 'contact':
      return { contact: await prepareContactChange(context, directory, event) }
    case 'customer-group':
      return { group: await prepareCustomerGroupChange(context, directory, event) }
    case 'directory':
    case 'visibility':
      return { directory: await prepareDirectoryChange(context, directory, event) }
    default:
      return {}
  }
}

/** Events of the platform that are not said by a person. What has no use was stored and acknowledged; nothing follows. */
export async function handleChange(tx: Tx, event: WecomEvent, prepared: PreparedChange): Promise<void> {
  switch (event.type) {
    case 'contact':
      return applyContactChange(tx, event, prepared.contact!)
    case 'customer-group':
      return applyCustomerGroupChange(tx, event, prepared.group!)
    case 'directory':
    case 'visibility':
      return applyDirectoryChange(tx, event, prepared.directory!)
    case 'access-limited':
      return tellAboutAccess(tx, event.name)
    default:
      return undefined
  }
}
