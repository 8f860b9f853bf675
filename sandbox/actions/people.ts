import { check } from '../core/errors'
import { randomId } from '../core/random'
import type { Tenant } from '../tenant'
import type { Department, Member } from '../types'
import { groupsOf, leaveGroup } from './groups'

export type NewMember = Partial<Member> & { userId: string; name: string }

/** A member joins the company. */
export function addMember(tenant: Tenant, input: NewMember, quiet = false): Member {
  const { world } = tenant
  check(/^[0-9A-Za-z][0-9A-Za-z_\-@.]{0,63}$/.test(input.userId), 'userid 只能是字母、数字和 _-@.')
  check(!world.member(input.userId), `userid ${input.userId} 已存在`)
  const member: Member = {
    departments: [1],
    position: '',
    status: 1,
    visible: true,
    serves: true,
    role: '销售',
    ...input,
  }
  world.members.put(member.userId, member)
  if (quiet) return member
  tenant.events.contact('create_user', { UserID: member.userId, Department: member.departments.join(',') })
  if (member.visible) tenant.events.app('subscribe', member.userId)
  world.changed('people')
  return member
}

/** A member leaves the company: out of every group, status 5, unsubscribe (document 90240). Customers stay to be assigned. */
export function memberQuits(tenant: Tenant, member: Member): void {
  const { world } = tenant
  check(member.status !== 5, `${member.name} 已离职`)
  for (const chat of groupsOf(world, member)) leaveGroup(tenant, chat.id, [member.userId])
  world.members.put(member.userId, { ...member, status: 5, visible: false, serves: false })
  for (const department of world.departments.values()) {
    if (department.leaders.includes(member.userId)) {
      const leaders = department.leaders.filter(id => id !== member.userId)
      world.departments.put(String(department.id), { ...department, leaders })
    }
  }
  tenant.events.contact('delete_user', { UserID: member.userId })
  tenant.events.app('unsubscribe', member.userId)
  world.changed('people')
}

/** Puts a member into or out of the app's visible range. */
export function setVisible(tenant: Tenant, member: Member, visible: boolean): void {
  if (member.visible === visible) return
  tenant.world.members.put(member.userId, { ...member, visible })
  tenant.events.app(visible ? 'subscribe' : 'unsubscribe', member.userId)
  tenant.world.changed('people')
}

/** Moves a member to other departments. */
export function moveMember(tenant: Tenant, member: Member, departments: number[]): void {
  for (const id of departments) check(tenant.world.departments.has(String(id)), `没有部门 ${id}`)
  tenant.world.members.put(member.userId, { ...member, departments })
  tenant.events.contact('update_user', { UserID: member.userId, Department: departments.join(',') })
  tenant.world.changed('people')
}

/** Adds or changes a department. */
export function putDepartment(tenant: Tenant, department: Department, quiet = false): Department {
  const known = tenant.world.departments.has(String(department.id))
  tenant.world.departments.put(String(department.id), department)
  if (!quiet) {
    const { id: Id, name: Name, parentId: ParentId, order: Order } = department
    tenant.events.contact(
      known ? 'update_party' : 'create_party',
      known ? { Id, Name, ParentId } : { Id, Name, ParentId, Order },
    )
    tenant.world.changed('people')
  }
  return department
}

/** A code as `wx.qy.login` (mini) or the OAuth page gives it: one use, five minutes (documents 91506, 91023). */
export function loginCode(tenant: Tenant, member: Member, kind: 'mini' | 'oauth'): string {
  check(member.status === 1, `${member.name} 已离职或停用`)
  const code = randomId('', 24)
  tenant.world.loginCodes.put(code, { code, userId: member.userId, kind, at: tenant.world.now(), used: false })
  return code
}
