import { In } from 'typeorm'
import type { Tx } from '../context'
import { DepartmentTree } from './department-tree'
import { MemberEntity } from './member.entity'
import { findMember } from './members'

/** The nearest active leader of a member, else an administrator; undefined when there is neither. */
export async function leaderOf(tx: Tx, userId: string): Promise<string | undefined> {
  const member = await findMember(tx.manager, userId)
  const leaders = member ? (await DepartmentTree.load(tx.manager)).leadersOf(member) : []
  const candidates = [...leaders, ...tx.config.adminUserIds].filter(id => id !== userId)
  if (!candidates.length) return undefined
  const active = await tx.manager.findBy(MemberEntity, { userId: In(candidates), status: 'active' })
  const ids = new Set(active.map(row => row.userId))
  return candidates.find(id => ids.has(id))
}
