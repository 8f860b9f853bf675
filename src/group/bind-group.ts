import type { Context } from '../context'
import { forbidden } from '../errors'
import { findMember } from '../member/members'
import { GroupEntity, type GroupRow } from './group.entity'

/**
 * Makes the group in which the bot was addressed one that hears warnings: about the departments the binder leads,
 * or about everybody when an administrator binds it. Binding again changes the audience.
 * @throws forbidden unless the member is an administrator or leads a department
 */
export async function bindGroup(
  context: Context,
  { chatId, name }: { chatId: string; name?: string },
): Promise<GroupRow> {
  const { actor } = context
  const isAdmin = actor.roles.includes('admin')
  const member = await findMember(context.read, actor.userId)
  const leads = member?.leadsDepartmentIds ?? []
  if (!isAdmin && !leads.length) throw forbidden('只有管理员或部门负责人可以绑定群，请让他们在群里 @我 发送「绑定」')
  return context.transaction(async tx => {
    const known = await tx.manager.findOneBy(GroupEntity, { chatId })
    const change = { departmentIds: isAdmin ? [] : leads, boundBy: actor.userId, boundAt: tx.now(), endedAt: null }
    const row: GroupRow = known
      ? { ...known, ...change, name: name ?? known.name }
      : { id: tx.newId(), name: name ?? '销售群', chatId, sealedWebhookKey: null, wechatyRoomId: null, ...change }
    if (known) await tx.manager.update(GroupEntity, { id: known.id }, { ...change, name: row.name })
    else await tx.manager.insert(GroupEntity, row)
    await tx.audit({
      action: 'group.bound',
      subject: `internal_group:${row.id}`,
      data: { departmentIds: row.departmentIds },
    })
    return row
  })
}
