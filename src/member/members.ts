import { type EntityManager, In } from 'typeorm'
import type { Config } from '../../config'
import { type Actor, type Context, type Role, SYSTEM } from '../context'
import { forbidden } from '../errors'
import { DepartmentEntity, MemberEntity, type MemberRow } from './member.entity'

/** A colleague as shown to people. */
export interface Person {
  userId: string
  name: string
  department: string
  /** Absent for an active colleague. `unknown`: never seen in WeCom (left before us, or an import's own spelling). */
  status?: 'left' | 'unknown'
}

export const normaliseUserId = (userId: string) => userId.trim().toLowerCase()

export function findMember(manager: EntityManager, userId: string): Promise<MemberRow | null> {
  return manager.findOneBy(MemberEntity, { userId: normaliseUserId(userId) })
}

/** Shown names of several members at once; a member we do not know (left before us) keeps the id as name. */
export async function personsOf(manager: EntityManager, userIds: string[]): Promise<Map<string, Person>> {
  const ids = [...new Set(userIds.map(normaliseUserId))]
  const members = ids.length ? await manager.findBy(MemberEntity, { userId: In(ids) }) : []
  const departmentIds = [...new Set(members.flatMap(member => member.departmentIds.slice(0, 1)))]
  const departments = departmentIds.length ? await manager.findBy(DepartmentEntity, { id: In(departmentIds) }) : []
  const departmentName = new Map(departments.map(department => [department.id, department.name]))
  const known = new Map(members.map(member => [member.userId, member]))
  return new Map(
    ids.map(userId => {
      const member = known.get(userId)
      const name = userId === SYSTEM.userId ? SYSTEM.name : (member?.name ?? userId)
      const department = departmentName.get(member?.departmentIds[0] ?? 0) ?? ''
      const status = !member ? 'unknown' : member.status === 'left' ? 'left' : undefined
      return [userId, { userId, name, department, ...(status && { status }) }]
    }),
  )
}

export async function personOf(manager: EntityManager, userId: string): Promise<Person> {
  const id = normaliseUserId(userId)
  return (await personsOf(manager, [id])).get(id)!
}

/** Administrators are named in the configuration; who leads a department or a person is a manager. */
export function rolesOf(config: Config, member: MemberRow, leadsSomebody: boolean): Role[] {
  const roles: Role[] = ['rep']
  if (member.leadsDepartmentIds.length || leadsSomebody) roles.push('manager')
  if (config.adminUserIds.includes(member.userId)) roles.push('admin')
  return roles
}

/**
 * The actor behind a userid.
 * @throws forbidden for somebody who left or whom the app may not see
 */
export async function actorFor(context: Context, userId: string): Promise<Actor> {
  const member = await findMember(context.read, userId)
  if (!member || member.status === 'left')
    throw forbidden('你的账号不在本应用的可见范围内，请联系管理员在企业微信后台把你加入可见范围')
  const leadsSomebody = member.leadsDepartmentIds.length > 0 || (await isDirectLeader(context.read, member.userId))
  return {
    kind: 'member',
    userId: member.userId,
    name: member.name,
    roles: rolesOf(context.config, member, leadsSomebody),
  }
}

/** Direct leaders are a JSON list of ids; ids cannot contain quotes, so the text search is exact. */
async function isDirectLeader(manager: EntityManager, userId: string): Promise<boolean> {
  const [row] = await manager.query(
    "SELECT 1 AS found FROM member WHERE status = 'active' AND direct_leader_ids LIKE ? ESCAPE '!' LIMIT 1",
    [`%"${userId.replace(/[!%_]/g, '!$&')}"%`],
  )
  return Boolean(row)
}
