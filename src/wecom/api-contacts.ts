import { z } from 'zod'
import type { Api } from './client'
import { WecomError } from './wecom-error'

const text = z.string().default('')

/** What one member noted about a contact (document 92114). */
const follow = {
  userid: z.string().transform(id => id.toLowerCase()),
  remark: text,
  description: text,
  /** Seconds: when this member added the contact. */
  createtime: z.number().default(0),
  remark_corp_name: text,
  remark_mobiles: z.array(z.string()).default([]),
  oper_userid: text,
  /** 201 shared by a colleague, 202 assigned by an administrator; others are ways to add. */
  add_way: z.number().default(0),
  state: text,
}
const FollowUser = z.object(follow)
export type WecomFollowUser = z.infer<typeof FollowUser>

const ExternalContact = z.object({
  external_userid: z.string(),
  /** Nickname of a WeChat user, name of a WeCom user. */
  name: text,
  /** 1 WeChat, 2 WeCom of another company */
  type: z.number().default(1),
  position: text,
  corp_name: text,
  corp_full_name: text,
  unionid: z.string().optional(),
})
export type WecomExternalContact = z.infer<typeof ExternalContact>

export interface ContactDetail {
  contact: WecomExternalContact
  /** Every member of the company who holds the contact and is visible to the app: the signal of a collision. */
  followers: WecomFollowUser[]
}

const Page = z.object({
  external_contact_list: z.array(z.object({ external_contact: ExternalContact, follow_info: FollowUser })).default([]),
  next_cursor: text,
  fail_info: z.object({ unlicensed_userid_list: z.array(z.string()).default([]) }).optional(),
})
const Detail = z.object({
  external_contact: ExternalContact,
  follow_user: z.array(FollowUser).default([]),
  next_cursor: text,
})

/** The member has no such contact (any more): an answer, not a fault. */
const NO_RELATION = 84061
const MAX_PAGES = 40

export function contactsApi(api: Api) {
  return {
    /** @returns undefined when no member holds the contact any more */
    async getContact(externalUserId: string): Promise<ContactDetail | undefined> {
      const followers: WecomFollowUser[] = []
      let cursor = ''
      try {
        for (let page = 0; page < MAX_PAGES; page++) {
          const query = { external_userid: externalUserId, ...(cursor && { cursor }) }
          const answer = await api({ method: 'GET', path: '/externalcontact/get', query, idempotent: true }, Detail)
          followers.push(...answer.follow_user)
          cursor = answer.next_cursor
          if (!cursor) return { contact: answer.external_contact, followers }
        }
      } catch (error) {
        if (error instanceof WecomError && error.errcode === NO_RELATION) return undefined
        throw error
      }
      throw new WecomError(
        'refused',
        '/externalcontact/get',
        '客户的跟进人太多',
        undefined,
        undefined,
        'cursor does not end',
      )
    },

    /** One page of the contacts of up to 100 members (document 92994); go on until `nextCursor` is empty. */
    async batchGetByUser(userIds: string[], cursor = '', limit = 100) {
      const body = { userid_list: userIds, cursor, limit }
      const answer = await api(
        { method: 'POST', path: '/externalcontact/batch/get_by_user', body, idempotent: true },
        Page,
      )
      return {
        items: answer.external_contact_list.map(item => ({ contact: item.external_contact, follow: item.follow_info })),
        nextCursor: answer.next_cursor,
        failedUserIds: answer.fail_info?.unlicensed_userid_list ?? [],
      }
    },

    /** Members with 客户联系 switched on. */
    async listFollowUsers(): Promise<string[]> {
      const schema = z.object({ follow_user: z.array(z.string()).default([]) })
      const answer = await api(
        { method: 'GET', path: '/externalcontact/get_follow_user_list', idempotent: true },
        schema,
      )
      return answer.follow_user.map(id => id.toLowerCase())
    },
  }
}
