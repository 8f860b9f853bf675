import { IsNull } from 'typeorm'
import type { Context, Tx } from '../context'
import { conflict, forbidden, invalid, notFound } from '../errors'
import { DepartmentEntity } from '../member/member.entity'
import { GroupEntity, type GroupRow } from './group.entity'

export interface GroupView {
  id: string
  name: string
  /** Departments whose warnings the group hears; empty: everybody's. */
  audience: { id: number; name: string }[]
  /** Ways to reach it. A webhook's key is never shown again. */
  bot: boolean
  webhook: boolean
  wechaty: boolean
  /** Epoch ms. */
  boundAt: number
}

export interface GroupChange {
  name?: string
  /** Department ids; empty: everybody's warnings. */
  audience?: number[]
  /** The key alone, or the whole address that WeCom shows. */
  webhookKey?: string
}

/** All groups that hear warnings. For administrators. */
export async function listGroups(context: Context): Promise<GroupView[]> {
  requireAdmin(context)
  const rows = await context.read.find(GroupEntity, { where: { endedAt: IsNull() }, order: { id: 'ASC' } })
  return present(context, rows)
}

/** A group known only by its webhook: it can be told things and answers nothing. */
export async function addGroup(
  context: Context,
  change: GroupChange & { name: string; webhookKey: string },
): Promise<GroupView> {
  requireAdmin(context)
  const row = await context.transaction(async tx => {
    const added: GroupRow = {
      id: tx.newId(),
      name: nameOf(change.name),
      departmentIds: await departmentsOf(tx, change.audience ?? []),
      chatId: null,
      sealedWebhookKey: tx.vault.seal(webhookKeyOf(change.webhookKey)),
      wechatyRoomId: null,
      boundBy: tx.actor.userId,
      boundAt: tx.now(),
      endedAt: null,
    }
    await tx.manager.insert(GroupEntity, added)
    await record(tx, 'group.added', added)
    return added
  })
  return (await present(context, [row]))[0]!
}

/** @throws not_found */
export async function changeGroup(context: Context, id: string, change: GroupChange): Promise<GroupView> {
  requireAdmin(context)
  const row = await context.transaction(async tx => {
    const known = await tx.manager.findOneBy(GroupEntity, { id, endedAt: IsNull() })
    if (!known) throw notFound('群')
    const next = {
      name: change.name === undefined ? known.name : nameOf(change.name),
      departmentIds: change.audience ? await departmentsOf(tx, change.audience) : known.departmentIds,
      sealedWebhookKey: change.webhookKey ? tx.vault.seal(webhookKeyOf(change.webhookKey)) : known.sealedWebhookKey,
    }
    await tx.manager.update(GroupEntity, { id }, next)
    await record(tx, 'group.changed', { ...known, ...next })
    return { ...known, ...next }
  })
  return (await present(context, [row]))[0]!
}

/** The group hears nothing any more; it can be bound again. @throws not_found, conflict when it has ended already */
export async function endGroup(context: Context, id: string): Promise<void> {
  requireAdmin(context)
  await context.transaction(async tx => {
    const known = await tx.manager.findOneBy(GroupEntity, { id })
    if (!known) throw notFound('群')
    if (known.endedAt !== null) throw conflict('这个群已经停止提醒')
    await tx.manager.update(GroupEntity, { id }, { endedAt: tx.now() })
    await record(tx, 'group.ended', known)
  })
}

function requireAdmin({ actor }: Context): void {
  if (!actor.roles.includes('admin')) throw forbidden('只有管理员可以管理提醒群')
}

const record = (tx: Tx, action: string, { id, departmentIds }: GroupRow) =>
  tx.audit({ action, subject: `internal_group:${id}`, data: { departmentIds } })

function nameOf(name: string): string {
  const text = name.trim()
  if (!text) throw invalid('请填写群名称', { field: 'name' })
  if (text.length > 64) throw invalid('群名称太长，最多 64 字', { field: 'name' })
  return text
}

/** WeCom shows an address that ends in `?key=…`; only the key is taken, so nothing else is ever called. */
function webhookKeyOf(text: string): string {
  const key = /(?:^|[?&]key=)([A-Za-z0-9-]{16,64})$/.exec(text.trim())?.[1]
  if (!key) throw invalid('Webhook 地址不对：请在群机器人的资料页复制完整的 Webhook 地址', { field: 'webhookKey' })
  return key
}

async function departmentsOf(tx: Tx, ids: number[]): Promise<number[]> {
  const unique = [...new Set(ids)].sort((a, b) => a - b)
  for (const id of unique)
    if (!(await tx.manager.existsBy(DepartmentEntity, { id })))
      throw invalid(`没有编号为 ${id} 的部门，请先同步通讯录`, { field: 'audience' })
  return unique
}

async function present(context: Context, rows: GroupRow[]): Promise<GroupView[]> {
  const departments = await context.read.find(DepartmentEntity)
  const names = new Map(departments.map(({ id, name }) => [id, name]))
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    audience: row.departmentIds.map(id => ({ id, name: names.get(id) ?? `部门 ${id}` })),
    bot: row.chatId !== null,
    webhook: row.sealedWebhookKey !== null,
    wechaty: row.wechatyRoomId !== null,
    boundAt: row.boundAt,
  }))
}
