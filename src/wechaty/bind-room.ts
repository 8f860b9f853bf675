import type { Context } from '../context'
import { isDuplicate } from '../db/failures'
import { conflict, forbidden, notFound } from '../errors'
import { GroupEntity } from '../group/group.entity'

/**
 * Lets a group be reached through the driven account. Only an administrator, and not from within the chat: a puppet cannot
 * prove who is talking.
 *
 * @param roomId as the account answers to `@账号 绑定`; undefined ends it
 */
export async function bindRoom(context: Context, groupId: string, roomId: string | undefined): Promise<void> {
  if (!context.actor.roles.includes('admin')) throw forbidden('只有管理员可以绑定群')
  try {
    await context.transaction(async tx => {
      const { affected } = await tx.manager.update(GroupEntity, { id: groupId }, { wechatyRoomId: roomId ?? null })
      if (!affected) throw notFound('群')
      await tx.audit({
        action: roomId ? 'group.room_bound' : 'group.room_unbound',
        subject: `internal_group:${groupId}`,
      })
    })
  } catch (error) {
    if (isDuplicate(error)) throw conflict('这个群标识已经绑定在另一个群上')
    throw error
  }
}
