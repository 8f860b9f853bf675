import { z } from 'zod'
import type { Api } from './client'

const text = z.string().default('')

const GroupMember = z.object({
  userid: z.string(),
  /** 1 member of the company, 2 outsider */
  type: z.number(),
  unionid: z.string().optional(),
  join_time: z.number().default(0),
  name: text,
})

/** Document 92122. */
const Group = z.object({
  chat_id: z.string(),
  name: text,
  owner: text.transform(id => id.toLowerCase()),
  create_time: z.number().default(0),
  member_list: z.array(GroupMember).default([]),
  member_version: text,
})
export type WecomCustomerGroup = z.infer<typeof Group>

const List = z.object({
  group_chat_list: z
    .array(
      z.object({
        chat_id: z.string(),
        /** 0 normal, 1 owner left, 2 transferring, 3 transferred */ status: z.number().default(0),
      }),
    )
    .default([]),
  next_cursor: text,
})

/** Customer groups: their members, never their talk. */
export function groupsApi(api: Api) {
  return {
    /** One page; go on until `nextCursor` is empty. Without owners it fails for ranges of over 1,000 members (81017). */
    async listGroups(ownerIds: string[], cursor = '', limit = 1000) {
      const body = {
        status_filter: 0,
        ...(ownerIds.length > 0 && { owner_filter: { userid_list: ownerIds } }),
        cursor,
        limit,
      }
      const answer = await api(
        { method: 'POST', path: '/externalcontact/groupchat/list', body, idempotent: true },
        List,
      )
      return {
        items: answer.group_chat_list.map(item => ({ chatId: item.chat_id, status: item.status })),
        nextCursor: answer.next_cursor,
      }
    },

    async getGroup(chatId: string): Promise<WecomCustomerGroup> {
      const body = { chat_id: chatId, need_name: 1 }
      const answer = await api(
        { method: 'POST', path: '/externalcontact/groupchat/get', body, idempotent: true },
        z.object({ group_chat: Group }),
      )
      return answer.group_chat
    },
  }
}
