import { type EntityManager, In } from 'typeorm'
import type { Tx } from '../context'
import { DepartmentTree } from './department-tree'
import { MemberEntity } from './member.entity'
import { findMember } from './members'

/** The nearest active leader of a member, else an administrator; undefined when there is neither. */
export async function leaderOf(tx: Tx, userId: string): Promise<string | undefined> {
  const member = await findMember(tx.manager, userId)
  const leaders = member ? (await DepartmentTree.load(tx.manager)).leadersOf(member) : []
  return firstActive(
    tx.manager,
    [...leaders, ...tx.config.adminUserIds].filter(id => id !== userId),
  )
}

/** The first of `userIds` who has not left. */
export async function firstActive(manager: EntityManager, userIds: string[]): Promise<string | undefined> {
  if (!userIds.length) return undefined
  const active = new Set(
    (await manager.findBy(MemberEntity, { userId: In(userIds), status: 'active' })).map(row => row.userId),
  )
  return userIds.find(id => active.has(id))
}
