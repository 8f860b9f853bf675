import { column, optional } from '../db/columns'
import { entity } from '../db/entity'

/** An internal group that warnings may go to. The ways to reach it are data: bot chat id, webhook, wechaty room. */
export interface GroupRow {
  id: string
  name: string
  /** Departments whose warnings go here; empty: everybody's. */
  departmentIds: number[]
  chatId: string | null
  sealedWebhookKey: string | null
  wechatyRoomId: string | null
  boundBy: string
  boundAt: number
  endedAt: number | null
}

export const GroupEntity = entity<GroupRow>({
  table: 'internal_group',
  columns: {
    id: column.id(),
    name: column.text(64),
    departmentIds: column.json(),
    chatId: optional(column.text(96)),
    sealedWebhookKey: optional(column.long()),
    wechatyRoomId: optional(column.text(96)),
    boundBy: column.ref(),
    boundAt: column.instant(),
    endedAt: optional(column.instant()),
  },
  unique: [['chatId'], ['wechatyRoomId']],
})

/** A customer group (外部群): membership only, WeCom gives no text. */
export interface CustomerGroupRow {
  chatId: string
  name: string
  ownerId: string
  memberVersion: string
  memberIds: string[]
  externalUserIds: string[]
  status: 'active' | 'dismissed'
  syncedAt: number
}

export const CustomerGroupEntity = entity<CustomerGroupRow>({
  table: 'customer_group',
  columns: {
    chatId: { ...column.ref(), primary: true },
    name: column.text(128),
    ownerId: column.ref(),
    memberVersion: column.text(64),
    memberIds: column.json(),
    externalUserIds: column.json(),
    status: column.text(10),
    syncedAt: column.instant(),
  },
})
