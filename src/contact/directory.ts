/** One element of `follow_user[]` (document 92114): a colleague who holds the contact. */
export interface Follower {
  /** Lower-cased. */
  userId: string
  remark: string
  description: string
  remarkCompany: string
  remarkMobiles: string[]
  /** `createtime` in epoch ms: when this colleague added the contact. */
  addedAt: number
  /** `add_way`; 201 shared by a colleague, 202 assigned by an administrator. */
  addWay: number
  state?: string
}

/** A person outside, without who holds them. */
export interface ContactFacts {
  /** `wm…` WeChat user, `wo…` member of another corp. Case-sensitive. */
  externalUserId: string
  /** WeChat nickname, or the name of a WeCom user. */
  name: string
  type: 1 | 2
  unionid?: string
  /** Only for type 2. */
  corpName?: string
  corpFullName?: string
}

export interface ContactDetail extends ContactFacts {
  followers: Follower[]
}

export interface Page<Item> {
  items: Item[]
  /** Undefined on the last page. */
  nextCursor?: string
}

export interface ContactPage extends Page<{ contact: ContactFacts; follower: Follower }> {
  /** Members whose contacts could not be listed: nothing follows from their absence. */
  failedUserIds: string[]
}

export interface MemberDetail {
  /** Lower-cased. */
  userId: string
  name: string
  position: string
  departmentIds: number[]
  leadsDepartmentIds: number[]
  directLeaderIds: string[]
  /** False for status 5, left (document 90196). */
  active: boolean
}

export interface DepartmentDetail {
  id: number
  name: string
  parentId: number
  leaderIds: string[]
}

export interface CustomerGroupDetail {
  chatId: string
  name: string
  ownerId: string
  /** `member_version`, changes with every change of the people in the group. */
  memberVersion: string
  memberIds: string[]
  externalUserIds: string[]
}

/**
 * What this product reads from WeCom. Every method fails with an error when WeCom did not answer properly;
 * `none` only when WeCom said that there is no such thing (84061, 60111 …), so absence is never guessed.
 */
export interface Directory {
  /** With all colleagues who hold the contact; `none` when nobody does any more (84061). */
  getContact(externalUserId: string): Promise<ContactDetail | 'none'>
  /** Contacts of up to 100 members, 100 a page (document 92994). */
  listContactsOf(userIds: string[], cursor?: string): Promise<ContactPage>
  /** Members with the 客户联系 function (document 92571), lower-cased. */
  listFollowUsers(): Promise<string[]>
  /** `none` when unknown or outside the app's visible range. */
  getMember(userId: string): Promise<MemberDetail | 'none'>
  listDepartments(): Promise<DepartmentDetail[]>
  /** Direct members of one department. */
  listMembers(departmentId: number): Promise<MemberDetail[]>
  /** `none` when the group was dismissed or is not a customer group. */
  getCustomerGroup(chatId: string): Promise<CustomerGroupDetail | 'none'>
  listCustomerGroups(cursor?: string): Promise<Page<{ chatId: string }>>
}
