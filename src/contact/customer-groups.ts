import type { Context, Tx } from '../context'
import { isDuplicate, TransactionConflict } from '../db/failures'
import { CustomerGroupEntity, type CustomerGroupRow } from '../group/group.entity'
import type { CustomerGroupDetail, Directory } from './directory'

/** change_external_chat (document 92130). */
export interface CustomerGroupChange {
  change: 'created' | 'updated' | 'dismissed'
  chatId: string
  /** add_member, del_member, change_owner … */
  detail?: string
  /** User ids and external user ids mixed, as WeCom wrote them. */
  members: string[]
  lastVersion?: string
  currentVersion?: string
  /** Time of the event, epoch ms. */
  createdAt: number
}

export interface PreparedCustomerGroup {
  /** Undefined when the event itself says enough. */
  detail?: CustomerGroupDetail | 'none'
  seenAt: number
}

/** WeCom's own group data lags about two seconds behind its events; longer than this it is taken as it is. */
const LAG_MS = 60_000

/** The list of changes may be trusted only when it starts from the version on file. */
const isTrusted = (row: CustomerGroupRow | null, event: CustomerGroupChange) =>
  row?.status === 'active' &&
  isMemberChange(event) &&
  Boolean(event.currentVersion) &&
  row.memberVersion === event.lastVersion

const isMemberChange = (event: CustomerGroupChange) => event.detail === 'add_member' || event.detail === 'del_member'

export async function prepareCustomerGroupChange(
  context: Context,
  directory: Directory,
  event: CustomerGroupChange,
): Promise<PreparedCustomerGroup> {
  const seenAt = context.now()
  if (event.change === 'dismissed') return { seenAt }
  const row = await context.read.findOneBy(CustomerGroupEntity, { chatId: event.chatId })
  if (isTrusted(row, event) || (row && row.memberVersion === event.currentVersion)) return { seenAt }
  return { detail: await directory.getCustomerGroup(event.chatId), seenAt }
}

/** @throws Error to have the event tried again: WeCom lags behind itself, or another worker was faster */
export async function applyCustomerGroupChange(
  tx: Tx,
  event: CustomerGroupChange,
  prepared: PreparedCustomerGroup,
): Promise<void> {
  const { chatId } = event
  const row = await tx.manager.findOneBy(CustomerGroupEntity, { chatId })
  if (event.change === 'dismissed' || prepared.detail === 'none') return dismiss(tx, row)
  if (prepared.detail) {
    const lags =
      isMemberChange(event) &&
      row?.memberVersion === prepared.detail.memberVersion &&
      row.memberVersion !== event.currentVersion
    if (lags && prepared.seenAt - event.createdAt < LAG_MS)
      throw new Error(`customer group ${chatId}: WeCom still tells the old version`)
    return saveCustomerGroup(tx, prepared.detail, prepared.seenAt)
  }
  if (row?.memberVersion === event.currentVersion) return
  if (!isTrusted(row, event)) throw new Error(`customer group ${chatId}: changed by another event in the meantime`)
  await applyMembers(tx, row!, event, prepared.seenAt)
}

const isExternal = (id: string) => /^w[mo]/.test(id)

async function applyMembers(
  tx: Tx,
  row: CustomerGroupRow,
  event: CustomerGroupChange,
  syncedAt: number,
): Promise<void> {
  const external = event.members.filter(isExternal)
  const internal = event.members.filter(id => !isExternal(id)).map(id => id.toLowerCase())
  const merge = (old: string[], changed: string[]) =>
    event.detail === 'add_member' ? [...new Set([...old, ...changed])] : old.filter(id => !changed.includes(id))
  await tx.manager.update(
    CustomerGroupEntity,
    { chatId: row.chatId },
    {
      memberIds: merge(row.memberIds, internal),
      externalUserIds: merge(row.externalUserIds, external),
      memberVersion: event.currentVersion!,
      syncedAt,
    },
  )
}

async function dismiss(tx: Tx, row: CustomerGroupRow | null): Promise<void> {
  if (row?.status !== 'active') return
  await tx.manager.update(CustomerGroupEntity, { chatId: row.chatId }, { status: 'dismissed' })
  await tx.audit({ action: 'customer-group.dismissed', subject: `customer_group:${row.chatId}` })
}

/** Brings a group to what WeCom says. What was seen earlier than the row changes nothing. */
export async function saveCustomerGroup(tx: Tx, detail: CustomerGroupDetail, seenAt: number): Promise<void> {
  const { chatId, ownerId, memberVersion, memberIds, externalUserIds } = detail
  const row = {
    name: detail.name.slice(0, 128),
    ownerId: ownerId.toLowerCase(),
    memberVersion,
    memberIds,
    externalUserIds,
    status: 'active' as const,
    syncedAt: seenAt,
  }
  const known = await tx.manager.findOneBy(CustomerGroupEntity, { chatId })
  if (known) {
    if (known.syncedAt <= seenAt) await tx.manager.update(CustomerGroupEntity, { chatId }, row)
    return
  }
  try {
    await tx.manager.insert(CustomerGroupEntity, { chatId, ...row })
  } catch (error) {
    if (isDuplicate(error)) throw new TransactionConflict('the customer group was added in the same instant')
    throw error
  }
}
