import type { EntityManager } from 'typeorm'
import { DepartmentEntity, type DepartmentRow, MemberEntity, type MemberRow } from './member.entity'

/** The departments of the company, for questions about who leads whom. A few hundred rows, read when needed. */
export class DepartmentTree {
  private readonly byId: Map<number, DepartmentRow>
  constructor(departments: DepartmentRow[]) {
    this.byId = new Map(departments.map(department => [department.id, department]))
  }

  static async load(manager: EntityManager): Promise<DepartmentTree> {
    return new DepartmentTree(await manager.find(DepartmentEntity))
  }

  get(id: number): DepartmentRow | undefined {
    return this.byId.get(id)
  }

  /** The department and all above it, nearest first. A circle in the data ends the walk. */
  pathUp(id: number): DepartmentRow[] {
    const path: DepartmentRow[] = []
    for (let at = this.byId.get(id); at && !path.includes(at); at = this.byId.get(at.parentId)) path.push(at)
    return path
  }

  /** Everybody who stands above the member: direct leaders, then leaders of the departments upwards. */
  leadersOf(member: MemberRow): string[] {
    const above = member.departmentIds.flatMap(id => this.pathUp(id)).flatMap(department => department.leaderIds)
    return [...new Set([...member.directLeaderIds, ...above])].filter(id => id !== member.userId)
  }
}

/** True when `leaderId` stands above every one of `userIds`. */
export async function leadsAll(manager: EntityManager, leaderId: string, userIds: string[]): Promise<boolean> {
  const tree = await DepartmentTree.load(manager)
  for (const userId of userIds) {
    const member = await manager.findOneBy(MemberEntity, { userId })
    if (!member || !tree.leadersOf(member).includes(leaderId)) return false
  }
  return true
}
