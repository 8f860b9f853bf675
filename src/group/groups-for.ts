import { In, IsNull } from 'typeorm'
import type { Tx } from '../context'
import { DepartmentTree } from '../member/department-tree'
import { MemberEntity, type MemberRow } from '../member/member.entity'
import { GroupEntity, type GroupRow } from './group.entity'

/**
 * The bound groups that hear about these members: for each the group of their department or, when it has none, of the
 * nearest department above; groups for everybody only when there is no nearer one.
 */
export async function groupsFor(tx: Tx, userIds: string[]): Promise<GroupRow[]> {
  const groups = await tx.manager.find(GroupEntity, { where: { endedAt: IsNull() }, order: { id: 'ASC' } })
  if (!groups.length) return []
  const tree = await DepartmentTree.load(tx.manager)
  const members = await tx.manager.findBy(MemberEntity, { userId: In(userIds) })
  const near = new Set(members.flatMap(member => nearest(groups, tree, member)))
  const chosen = groups.filter(group => near.has(group))
  return chosen.length ? chosen : groups.filter(group => group.departmentIds.length === 0)
}

function nearest(groups: GroupRow[], tree: DepartmentTree, member: MemberRow): GroupRow[] {
  for (const id of member.departmentIds)
    for (const department of tree.pathUp(id)) {
      const bound = groups.filter(group => group.departmentIds.includes(department.id))
      if (bound.length) return bound
    }
  return []
}
