import { IsNull } from 'typeorm'
import { warnAboutMentions } from '../chat/mentions'
import type { Tx } from '../context'
import type { Handler } from '../delivery/handle-inbox'
import { GroupEntity } from '../group/group.entity'
import { MemberEntity } from '../member/member.entity'
import { actorFor } from '../member/members'
import { type Said, saidOf } from './said'

/**
 * What is said in a bound group: registered customers in it are recognised, and a warning goes the usual way. Commands are not
 * taken here: a puppet's ids are not WeCom's, so nobody's identity is proven and nothing may be decided on it.
 */
export function saidHandler(): Handler {
  return {
    async apply(tx, payload) {
      const said = saidOf(payload)
      const group = await tx.manager.findOneBy(GroupEntity, { wechatyRoomId: said.roomId, endedAt: IsNull() })
      const userId = group && (await memberWhoTalks(tx, said))
      if (!group || !userId) return undefined
      const member = tx.as(await actorFor(tx, userId), 'wechaty') as Tx
      await warnAboutMentions(member, said.text, { kind: 'group', chatId: said.roomId, groupId: group.id })
      return undefined
    },
    // Talk is no request: a refusal (left the company, look-ups used up) is not said into the group.
    refuse: async () => undefined,
    say: async () => undefined,
  }
}

/** The one active member of this name. Two of the same name, or none: nobody is warned about. */
async function memberWhoTalks(tx: Tx, { talkerName }: Said): Promise<string | undefined> {
  const members = await tx.manager.find(MemberEntity, { where: { name: talkerName, status: 'active' }, take: 2 })
  return members.length === 1 ? members[0]!.userId : undefined
}
