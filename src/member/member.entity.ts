import { column, optional, primary } from '../db/columns'
import { entity } from '../db/entity'

export type MemberStatus = 'active' | 'left'

/** A colleague as WeCom knows them. */
export interface MemberRow {
  /** Lower-cased WeCom userid. */
  userId: string
  name: string
  departmentIds: number[]
  /** Departments this member leads. */
  leadsDepartmentIds: number[]
  directLeaderIds: string[]
  status: MemberStatus
  /** Service staff and bosses: contacts they add never warn. */
  exempt: number
  syncedAt: number
  leftAt: number | null
}

export const MemberEntity = entity<MemberRow>({
  table: 'member',
  columns: {
    userId: primary(column.ref()),
    name: column.text(64),
    departmentIds: column.json(),
    leadsDepartmentIds: column.json(),
    directLeaderIds: column.json(),
    status: column.text(8),
    exempt: column.int(),
    syncedAt: column.instant(),
    leftAt: optional(column.instant()),
  },
  index: [['status']],
})

export interface DepartmentRow {
  id: number
  name: string
  parentId: number
  leaderIds: string[]
  syncedAt: number
}

export const DepartmentEntity = entity<DepartmentRow>({
  table: 'department',
  columns: {
    id: primary(column.int()),
    name: column.text(64),
    parentId: column.int(),
    leaderIds: column.json(),
    syncedAt: column.instant(),
  },
})
