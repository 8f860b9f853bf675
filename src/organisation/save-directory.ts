import { In, Not } from 'typeorm'
import type { DepartmentDetail, MemberDetail } from '../contact/directory'
import type { Tx } from '../context'
import { DepartmentTree } from '../member/department-tree'
import { DepartmentEntity, MemberEntity, type MemberRow } from '../member/member.entity'
import { isExempt, memberScope } from '../member/member-scope'
import { markLeft } from './leaver'

/** Replaces the departments by what WeCom says now. The list is complete, so what is missing is gone. */
export async function saveDepartments(tx: Tx, departments: DepartmentDetail[]): Promise<void> {
  const syncedAt = tx.now()
  const known = new Set((await tx.manager.find(DepartmentEntity)).map(row => row.id))
  for (const { id, name, parentId, leaderIds } of departments) {
    const row = { name: name.slice(0, 64), parentId, leaderIds, syncedAt }
    if (known.has(id)) await tx.manager.update(DepartmentEntity, { id }, row)
    else await tx.manager.insert(DepartmentEntity, { id, ...row })
  }
  // An answer without any department is no company without departments.
  if (departments.length)
    await tx.manager.delete(DepartmentEntity, { id: Not(In(departments.map(department => department.id))) })
}

/** Brings members to what WeCom says now; who has left is handled as a leaver, who is back is active again. */
export async function saveMembers(tx: Tx, members: MemberDetail[], seenAt: number): Promise<void> {
  const scope = await memberScope(tx)
  const departments = await tx.manager.find(DepartmentEntity)
  const tree = new DepartmentTree(departments)
  for (const member of members) {
    const led = departments
      .filter(department => department.leaderIds.includes(member.userId))
      .map(department => department.id)
    const row = {
      name: member.name.slice(0, 64),
      departmentIds: member.departmentIds,
      leadsDepartmentIds: [...new Set([...member.leadsDepartmentIds, ...led])],
      directLeaderIds: member.directLeaderIds,
      exempt: isExempt(scope, tree, member) ? 1 : 0,
    }
    await saveMember(tx, member, row, seenAt)
  }
}

async function saveMember(
  tx: Tx,
  { userId, active }: MemberDetail,
  row: Partial<MemberRow>,
  seenAt: number,
): Promise<void> {
  const known = await tx.manager.findOneBy(MemberEntity, { userId })
  if (known && known.syncedAt > seenAt) return
  if (!known) {
    // Somebody who left before we came is kept for the names in old records; there is nothing to hand over.
    await tx.manager.insert(MemberEntity, {
      ...(row as MemberRow),
      userId,
      status: active ? 'active' : 'left',
      leftAt: active ? null : tx.now(),
      syncedAt: seenAt,
    })
    return
  }
  await tx.manager.update(MemberEntity, { userId }, { ...row, syncedAt: seenAt })
  if (!active) await markLeft(tx, userId, 'status')
  else if (known.status === 'left') {
    await tx.manager.update(MemberEntity, { userId }, { status: 'active', leftAt: null })
    await tx.audit({ action: 'member.returned', subject: `member:${userId}` })
  }
}
