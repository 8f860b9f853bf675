import { In } from 'typeorm'
import type { Tx } from '../context'
import { readSetting } from '../db/settings'
import { DepartmentTree } from '../member/department-tree'
import { firstActive } from '../member/leader-of'
import { MemberEntity } from '../member/member.entity'
import type { DisputeRow } from './dispute.entity'
import { isParty } from './dispute-policy'

const DEFAULT_ARBITER = 'arbiter.default'

type Parties = Pick<DisputeRow, 'ownerId' | 'claimantId'>

/**
 * Who decides a case: the nearest leader common to both parties (one that left counts with the departments they had), else
 * the configured arbiter, else an administrator. Never a party, never somebody who left; undefined when nobody is left.
 */
export async function chooseArbiter(tx: Tx, parties: Parties): Promise<string | undefined> {
  const members = await tx.manager.findBy(MemberEntity, { userId: In([parties.ownerId, parties.claimantId]) })
  const tree = await DepartmentTree.load(tx.manager)
  const above = (userId: string) => {
    const member = members.find(row => row.userId === userId)
    return member ? tree.leadersOf(member) : []
  }
  const ofClaimant = above(parties.claimantId)
  const common = above(parties.ownerId).filter(id => ofClaimant.includes(id))
  const configured = await readSetting<string>(tx.manager, DEFAULT_ARBITER)
  return firstActive(tx.manager, notParties(parties, [...common, configured, ...tx.config.adminUserIds]))
}

/**
 * Who decides a case that was ruled once (复议): the nearest leader above the one who ruled, else an administrator, else
 * the same person again.
 */
export async function chooseAppealArbiter(tx: Tx, dispute: DisputeRow): Promise<string | undefined> {
  const ruledBy = dispute.ruledBy!
  const judge = await tx.manager.findOneBy(MemberEntity, { userId: ruledBy })
  const above = judge ? (await DepartmentTree.load(tx.manager)).leadersOf(judge) : []
  const others = [...above, ...tx.config.adminUserIds].filter(id => id !== ruledBy)
  return firstActive(tx.manager, notParties(dispute, [...others, ruledBy]))
}

const notParties = (parties: Parties, userIds: (string | undefined)[]) =>
  userIds.filter((id): id is string => Boolean(id) && !isParty(parties, id!))
