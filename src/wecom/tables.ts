import { column, optional, primary } from '../db/columns'
import { entity } from '../db/entity'

/** The access token, shared by all servers. */
export interface WecomTokenRow {
  /** `token:<corp>:<agent>` */
  name: string
  /** Sealed like personal data: whoever holds it can act as the app. */
  sealedValue: string
  expiresAt: number
}

export const WecomTokenEntity = entity<WecomTokenRow>({
  table: 'wecom_token',
  columns: { name: primary(column.text(96)), sealedValue: column.long(), expiresAt: column.instant() },
})

/**
 * A permission to change cards that were sent. Each works once, within 72 hours: one comes with every sent card, one with
 * every tap on it (document 94888).
 */
export interface AppCardRow {
  id: string
  taskId: string
  /** `<table>:<id>` the card is about. */
  subject: string
  /** Who received the card; it changes for this person. */
  userId: string
  responseCode: string
  createdAt: number
  usedAt: number | null
  /** The outgoing message the permission was used for. */
  usedFor: string | null
}

export const AppCardEntity = entity<AppCardRow>({
  table: 'app_card',
  columns: {
    id: column.id(),
    taskId: column.text(128),
    subject: column.text(96),
    userId: column.ref(),
    responseCode: column.text(255),
    createdAt: column.instant(),
    usedAt: optional(column.instant()),
    usedFor: optional(column.text(26)),
  },
  index: [['subject', 'usedAt'], ['taskId'], ['createdAt']],
})

/** For the list of all tables. */
export const WECOM_TABLES = [WecomTokenEntity, AppCardEntity]
