import type { XmlNode } from './xml'

/** What every decrypted callback says about itself. */
export interface EventHeader {
  corpId: string
  /** `CreateTime` in epoch ms; 0 when WeCom sent none. */
  createdAt: number
}

/** A choice made in a selection or checkbox of a card. */
export interface CardSelection {
  questionKey: string
  optionIds: string[]
}

export interface CardTap {
  /** The clicker, lower-cased. Authorise on this person, not on who received the card. */
  userId: string
  /** Key of the button, `<verb>:<id>[:<argument>]`. */
  actionKey: string
  taskId: string
  cardType: string
  /** For one update of the card within 72 h. */
  responseCode: string
  selections: CardSelection[]
}

export type ContactChange =
  | 'added' // add_external_contact
  | 'half-added' // add_half_external_contact: the member has not confirmed yet
  | 'edited' // edit_external_contact: remark, mobile or tag
  | 'removed-by-member' // del_external_contact
  | 'removed-by-customer' // del_follow_user
  | 'transfer-failed' // transfer_fail
  | 'archive-agreed' // msg_audit_approved

/** Document 92130. Brings ids only; the details have to be fetched. */
export interface ContactEvent {
  type: 'contact'
  change: ContactChange
  /** Lower-cased. */
  userId: string
  /** Case kept: external ids are case-sensitive. */
  externalUserId: string
  state?: string
  welcomeCode?: string
  /** Removed because WeCom moved the contact to a colleague. */
  byTransfer?: boolean
  failReason?: 'customer_refused' | 'customer_limit_exceed' | (string & {})
}

type GroupDetail = 'add_member' | 'del_member' | 'change_owner' | 'change_name' | 'change_notice' | (string & {})

/** Customer groups (with outsiders in them), document 92130. */
export interface CustomerGroupEvent {
  type: 'customer-group'
  change: 'created' | 'updated' | 'dismissed'
  chatId: string
  detail?: GroupDetail
  /** Members as written by WeCom: user ids and external user ids mixed. */
  members: string[]
  /** Apply `members` only when `lastVersion` is the version on file; otherwise fetch the group. */
  lastVersion?: string
  currentVersion?: string
}

/** Directory, document 90970. Reaches an ordinary self-built app rarely; polling is the rule, this is the shortcut. */
export type DirectoryEvent =
  | { type: 'directory'; change: 'member-created' | 'member-deleted'; userId: string }
  | { type: 'directory'; change: 'member-updated'; userId: string; newUserId?: string }
  | {
      type: 'directory'
      change: 'department-created' | 'department-updated' | 'department-deleted'
      departmentId: string
    }
  | { type: 'directory'; change: 'tag-updated'; tagId: string }

export type WecomEvent = EventHeader &
  (
    | ContactEvent
    | CustomerGroupEvent
    | DirectoryEvent
    /** A member entered or left the visible range of the app. */
    | { type: 'visibility'; userId: string; visible: boolean }
    | { type: 'app-opened'; userId: string }
    | ({ type: 'card-tap' } & CardTap)
    | ({ type: 'card-menu' } & CardTap)
    | { type: 'text'; userId: string; text: string; messageId: string }
    /** WeCom limits, or is about to limit, what the app may read (low_active and relatives). */
    | { type: 'access-limited'; name: string; effectiveAt?: number }
    | { type: 'access-restored'; name: string }
    /** Kept and acknowledged, nothing follows from it. */
    | { type: 'unused'; name: string; raw: XmlNode }
  )
