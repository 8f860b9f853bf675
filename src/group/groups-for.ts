import { IsNull } from 'typeorm'
import type { Tx } from '../context'
import { DepartmentTree } from '../member/department-tree'
import { MemberEntity } from '../member/member.entity'
import { GroupEntity, type GroupRow } from './group.entity'

/** The bound groups that hear about these members: those for one of their departments (or one above), and those for all. */
export async function groupsFor(tx: Tx, userIds: string[]): Promise<GroupRow[]> {
  const groups = await tx.manager.find(GroupEntity, { where: { endedAt: IsNull() }, order: { id: 'ASC' } })
  if (!groups.length) return []
  const tree = await DepartmentTree.load(tx.manager)
  const departments = new Set<number>()
  for (const userId of userIds) {
    const member = await tx.manager.findOneBy(MemberEntity, { userId })
    for (const id of member?.departmentIds ?? []) for (const above of tree.pathUp(id)) departments.add(above.id)
  }
  const near = groups.filter(group => group.departmentIds.some(id => departments.has(id)))
  return near.length ? near : groups.filter(group => group.departmentIds.length === 0)
}
