import type { Context } from '../context'
import { GroupEntity } from '../group/group.entity'
import type { ResolvedDestination } from './channel'
import type { Destination } from './messages'

/** Everything a channel may need to reach a destination; undefined when the group is gone. */
export async function resolveDestination(context: Context, to: Destination): Promise<ResolvedDestination | undefined> {
  if (to.kind === 'member') return to
  const group = await context.read.findOneBy(GroupEntity, { id: to.groupId })
  if (!group || group.endedAt !== null) return undefined
  return {
    kind: 'group',
    groupId: group.id,
    name: group.name,
    chatId: group.chatId ?? undefined,
    webhookKey: group.sealedWebhookKey ? context.vault.open(group.sealedWebhookKey) : undefined,
    wechatyRoomId: group.wechatyRoomId ?? undefined,
  }
}
