import type {
  ContactDetail,
  ContactFacts,
  CustomerGroupDetail,
  DepartmentDetail,
  Directory,
  Follower,
  MemberDetail,
} from '../contact/directory'
import type { WecomExternalContact, WecomFollowUser } from './api-contacts'
import type { WecomDepartment, WecomMember } from './api-directory'
import type { WecomCustomerGroup } from './api-groups'
import type { WecomClient } from './wecom-client'
import { WecomError } from './wecom-error'

/** Codes by which WeCom says "there is no such thing", as opposed to "I did not answer". */
const NO_MEMBER = new Set([60111, 60011, 40003])
const NO_GROUP = new Set([49008, 86003, 90501, 90509, 40050])

/** What the features read of WeCom, over the client. */
export function directoryPort(client: WecomClient): Directory {
  return {
    async getContact(externalUserId) {
      const detail = await client.contacts.getContact(externalUserId)
      if (!detail || detail.followers.length === 0) return 'none'
      return { ...factsOf(detail.contact), followers: detail.followers.map(followerOf) } satisfies ContactDetail
    },
    async listContactsOf(userIds, cursor) {
      const page = await client.contacts.batchGetByUser(userIds, cursor)
      return {
        items: page.items.map(({ contact, follow }) => ({ contact: factsOf(contact), follower: followerOf(follow) })),
        failedUserIds: page.failedUserIds.map(id => id.toLowerCase()),
        ...(page.nextCursor && { nextCursor: page.nextCursor }),
      }
    },
    listFollowUsers: () => client.contacts.listFollowUsers(),
    getMember: userId => noneFor(NO_MEMBER, async () => memberOf(await client.directory.getMember(userId))),
    listDepartments: async () => (await client.directory.listDepartments()).map(departmentOf),
    listMembers: async departmentId => (await client.directory.listMembers(departmentId)).map(memberOf),
    getCustomerGroup: chatId => noneFor(NO_GROUP, async () => groupOf(await client.groups.getGroup(chatId))),
    async listCustomerGroups(cursor) {
      const page = await client.groups.listGroups([], cursor)
      return {
        items: page.items.map(({ chatId }) => ({ chatId })),
        ...(page.nextCursor && { nextCursor: page.nextCursor }),
      }
    },
  }
}

async function noneFor<T>(codes: Set<number>, work: () => Promise<T>): Promise<T | 'none'> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WecomError && error.errcode !== undefined && codes.has(error.errcode)) return 'none'
    throw error
  }
}

function factsOf(contact: WecomExternalContact): ContactFacts {
  return {
    externalUserId: contact.external_userid,
    name: contact.name,
    type: contact.type === 2 ? 2 : 1,
    ...(contact.unionid && { unionid: contact.unionid }),
    ...(contact.corp_name && { corpName: contact.corp_name }),
    ...(contact.corp_full_name && { corpFullName: contact.corp_full_name }),
  }
}

function followerOf(follow: WecomFollowUser): Follower {
  return {
    userId: follow.userid,
    remark: follow.remark,
    description: follow.description,
    remarkCompany: follow.remark_corp_name,
    remarkMobiles: follow.remark_mobiles,
    addedAt: follow.createtime * 1000,
    addWay: follow.add_way,
    ...(follow.state && { state: follow.state }),
  }
}

/** `is_leader_in_dept` runs parallel to `department`. */
function memberOf(member: WecomMember): MemberDetail {
  return {
    userId: member.userid,
    name: member.name,
    position: member.position,
    departmentIds: member.department,
    leadsDepartmentIds: member.department.filter((_id, index) => member.is_leader_in_dept[index] === 1),
    directLeaderIds: member.direct_leader,
    active: member.status !== 5,
  }
}

function departmentOf(department: WecomDepartment): DepartmentDetail {
  return {
    id: department.id,
    name: department.name,
    parentId: department.parentid,
    leaderIds: department.department_leader,
  }
}

function groupOf(group: WecomCustomerGroup): CustomerGroupDetail {
  return {
    chatId: group.chat_id,
    name: group.name,
    ownerId: group.owner,
    memberVersion: group.member_version,
    memberIds: group.member_list.filter(member => member.type === 1).map(member => member.userid.toLowerCase()),
    externalUserIds: group.member_list.filter(member => member.type === 2).map(member => member.userid),
  }
}
