import type {
  ContactDetail,
  ContactFacts,
  ContactPage,
  CustomerGroupDetail,
  DepartmentDetail,
  Directory,
  Follower,
  MemberDetail,
} from '../../src/contact/directory'

type FollowerChange = Partial<Follower> & Pick<Follower, 'userId' | 'addedAt'>

/** WeCom's directory in memory. `fail` makes the next calls of a method fail. */
export class FakeDirectory implements Directory {
  readonly contacts = new Map<string, ContactDetail>()
  readonly members = new Map<string, MemberDetail>()
  departments: DepartmentDetail[] = []
  readonly groups = new Map<string, CustomerGroupDetail>()
  readonly calls: string[] = []
  pageSize = 100
  private readonly failures: string[] = []
  private readonly unlicensed = new Set<string>()

  fail(method: keyof Directory, times = 1): void {
    for (let i = 0; i < times; i++) this.failures.push(method)
  }

  refuse(userId: string): void {
    this.unlicensed.add(userId)
  }

  /** Adds a follower to a contact, or changes one. */
  hold(contact: Partial<ContactFacts> & { externalUserId: string }, ...followers: FollowerChange[]): void {
    const known = this.contacts.get(contact.externalUserId) ?? {
      name: '小雨',
      type: 1 as const,
      followers: [],
      ...contact,
    }
    const kept = known.followers.filter(old => !followers.some(one => one.userId === old.userId))
    const blank = { remark: '', description: '', remarkCompany: '', remarkMobiles: [], addWay: 1 }
    const changed = followers.map(one => ({
      ...blank,
      ...known.followers.find(old => old.userId === one.userId),
      ...one,
    }))
    this.contacts.set(contact.externalUserId, { ...known, ...contact, followers: [...kept, ...changed] })
  }

  drop(externalUserId: string, userId: string): void {
    const known = this.contacts.get(externalUserId)!
    this.contacts.set(externalUserId, { ...known, followers: known.followers.filter(one => one.userId !== userId) })
  }

  async getContact(externalUserId: string): Promise<ContactDetail | 'none'> {
    this.enter('getContact')
    const contact = this.contacts.get(externalUserId)
    return contact?.followers.length ? structuredClone(contact) : 'none'
  }

  async listContactsOf(userIds: string[], cursor?: string): Promise<ContactPage> {
    this.enter('listContactsOf')
    const all = [...this.contacts.values()].flatMap(({ followers, ...contact }) =>
      followers
        .filter(one => userIds.includes(one.userId) && !this.unlicensed.has(one.userId))
        .map(follower => ({ contact, follower })),
    )
    const from = Number(cursor ?? 0)
    const more = from + this.pageSize < all.length
    return {
      items: structuredClone(all.slice(from, from + this.pageSize)),
      ...(more && { nextCursor: String(from + this.pageSize) }),
      failedUserIds: userIds.filter(id => this.unlicensed.has(id)),
    }
  }

  async listFollowUsers(): Promise<string[]> {
    this.enter('listFollowUsers')
    return [...new Set([...this.contacts.values()].flatMap(contact => contact.followers.map(one => one.userId)))]
  }

  async getMember(userId: string): Promise<MemberDetail | 'none'> {
    this.enter('getMember')
    return this.members.get(userId) ?? 'none'
  }

  async listDepartments(): Promise<DepartmentDetail[]> {
    this.enter('listDepartments')
    return structuredClone(this.departments)
  }

  async listMembers(departmentId: number): Promise<MemberDetail[]> {
    this.enter('listMembers')
    return structuredClone([...this.members.values()].filter(member => member.departmentIds.includes(departmentId)))
  }

  async getCustomerGroup(chatId: string): Promise<CustomerGroupDetail | 'none'> {
    this.enter('getCustomerGroup')
    return this.groups.get(chatId) ?? 'none'
  }

  async listCustomerGroups(cursor?: string) {
    this.enter('listCustomerGroups')
    const all = [...this.groups.keys()].sort()
    const from = Number(cursor ?? 0)
    const more = from + this.pageSize < all.length
    return {
      items: all.slice(from, from + this.pageSize).map(chatId => ({ chatId })),
      ...(more && { nextCursor: String(from + this.pageSize) }),
    }
  }

  private enter(method: keyof Directory): void {
    this.calls.push(method)
    const at = this.failures.indexOf(method)
    if (at < 0) return
    this.failures.splice(at, 1)
    throw new Error(`${method} failed`)
  }
}
