import { In } from 'typeorm'
import type { Tx } from '../context'
import { readSetting } from '../db/settings'
import { DepartmentTree } from './department-tree'
import { MemberEntity, type MemberRow } from './member.entity'

export const DEFAULT_ARBITER = 'arbiter.default'

/**
 * Nearest leader common to both parties' departments, who is not a party.
 * @param parties both members; one that left counts with the departments they had
 * @returns lower-cased userid, or undefined when the tree has no such leader
 */
export function commonLeader(tree: DepartmentTree, [first, second]: [MemberRow, MemberRow]): string | undefined {
  const ofSecond = tree.leadersOf(second)
  return tree.leadersOf(first).find(leader => ofSecond.includes(leader) && leader !== second.userId)
}

/** Who decides between two members: their nearest common leader, else the configured arbiter, else an administrator. */
export async function findArbiter(tx: Tx, partyIds: [string, string]): Promise<string> {
  const members = await tx.manager.findBy(MemberEntity, { userId: In(partyIds) })
  const [first, second] = partyIds.map(id => members.find(member => member.userId === id))
  const tree = await DepartmentTree.load(tx.manager)
  const leader = first && second && commonLeader(tree, [first, second])
  if (leader && (await isActive(tx, leader))) return leader
  const configured = await readSetting<string>(tx.manager, DEFAULT_ARBITER)
  const fallbacks = [configured, ...tx.config.adminUserIds].filter(
    (id): id is string => Boolean(id) && !partyIds.includes(id!),
  )
  for (const id of fallbacks) if (await isActive(tx, id)) return id
  return tx.config.adminUserIds[0] ?? partyIds[0]
}

async function isActive(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.manager.countBy(MemberEntity, { userId, status: 'active' })) > 0
}
