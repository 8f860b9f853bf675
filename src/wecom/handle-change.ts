import type { Directory } from '../contact/directory'
import {
  applyContactChange,
  type ContactChange,
  type PreparedContact,
  prepareContactChange,
} from '../contact/on-contact-changed'
import type { Context, Tx } from '../context'
import type { WecomEvent } from './event-types'

/** What was fetched before the transaction, by the kind of event. */
export type PreparedChange = { contact?: PreparedContact }

const contactChange = (event: Extract<WecomEvent, { type: 'contact' }>): ContactChange => event

export async function prepareChange(
  context: Context,
  directory: Directory,
  event: WecomEvent,
): Promise<PreparedChange> {
  switch (event.type) {
    case 'contact':
      return { contact: await prepareContactChange(context, directory, contactChange(event)) }
    default:
      return {}
  }
}

/** Events of the platform that are not said by a person. What has no use was stored and acknowledged; nothing follows. */
export async function handleChange(tx: Tx, event: WecomEvent, prepared: PreparedChange): Promise<void> {
  switch (event.type) {
    case 'contact':
      return applyContactChange(tx, contactChange(event), prepared.contact!)
    default:
      return undefined
  }
}
