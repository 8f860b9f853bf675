import type { Context } from '../context'
import { readSetting } from '../db/settings'
import { DepartmentTree } from './department-tree'
import type { MemberRow } from './member.entity'

/** Which members take part. Data, changed by an administrator. */
export interface MemberScope {
  /** Only members of these departments (and those below) are watched; empty: everybody the app sees. */
  departmentIds: number[]
  exemptUserIds: string[]
  exemptDepartmentIds: number[]
  /** Parts of a position (职务) that mark service staff and bosses. */
  exemptPositions: string[]
}

export const MEMBER_SCOPE = 'member.scope'

export const DEFAULT_SCOPE: MemberScope = {
  departmentIds: [],
  exemptUserIds: [],
  exemptDepartmentIds: [],
  exemptPositions: ['客服', '售后', '前台', '行政', '董事长', '总裁', '创始人', 'CEO'],
}

export async function memberScope(context: Context): Promise<MemberScope> {
  return { ...DEFAULT_SCOPE, ...(await readSetting<Partial<MemberScope>>(context.read, MEMBER_SCOPE)) }
}

/** Service staff and bosses: contacts they add never warn. */
export function isExempt(
  scope: MemberScope,
  tree: DepartmentTree,
  member: { userId: string; position: string; departmentIds: number[] },
): boolean {
  if (scope.exemptUserIds.includes(member.userId)) return true
  const position = member.position.toUpperCase()
  if (scope.exemptPositions.some(part => part && position.includes(part.toUpperCase()))) return true
  return isBelow(tree, member.departmentIds, scope.exemptDepartmentIds)
}

const isBelow = (tree: DepartmentTree, departmentIds: number[], tops: number[]) =>
  tops.length > 0 &&
  departmentIds.some(id => tops.includes(id) || tree.pathUp(id).some(above => tops.includes(above.id)))

/** Whether what this member does can warn. A member we have not heard of yet (new, not synchronised) counts as one of us. */
export async function repState(
  context: Context,
  member: MemberRow | null,
): Promise<{ active: boolean; inScope: boolean; exempt: boolean }> {
  const { departmentIds } = await memberScope(context)
  const inScope =
    departmentIds.length === 0 ||
    isBelow(await DepartmentTree.load(context.read), member?.departmentIds ?? [], departmentIds)
  return { active: member?.status !== 'left', inScope, exempt: Boolean(member?.exempt) }
}
