import type { Tx } from '../context'
import { execute } from '../db/execute'
import { DisputeEntity } from '../dispute/dispute.entity'
import { MemberEntity } from '../member/member.entity'

/** Tables in which the userid is part of the key: a row the new id has already got stays. */
export const KEYED: [table: string, column: string, other: string][] = [
  ['contact_link', 'user_id', 'external_user_id'],
  ['collaborator', 'user_id', 'ownership_id'],
]

/** Everywhere else a userid stands. The audit keeps the old one: its entries never change. */
export const PLACES: [table: string, column: string][] = [
  ['session', 'user_id'],
  ['ownership', 'owner_id'],
  ['registration', 'user_id'],
  ['registration', 'approver_id'],
  ['registration', 'decided_by'],
  ['collision', 'owner_id'],
  ['collision', 'claimant_id'],
  ['dispute', 'owner_id'],
  ['dispute', 'claimant_id'],
  ['dispute', 'arbiter_id'],
  ['dispute', 'award_to'],
  ['dispute', 'ruled_by'],
  ['dispute_evidence', 'party_id'],
  ['dispute_evidence', 'added_by'],
  ['follow_up', 'user_id'],
  ['internal_group', 'bound_by'],
  ['customer', 'created_by'],
  ['customer_alias', 'created_by'],
  ['distinct_pair', 'created_by'],
  ['rule_version', 'created_by'],
  ['stock_scan', 'started_by'],
  ['stock_finding', 'decided_by'],
  ['customer_merge', 'merged_by'],
  ['customer_merge', 'undone_by'],
  ['review_item', 'resolved_by'],
  ['late_finding', 'user_id'],
]

/**
 * WeCom gave a member another userid (change_contact, NewUserID): everything of theirs follows.
 * Leaders' ids in departments come anew with the next synchronisation.
 */
export async function renameMember(tx: Tx, oldId: string, newId: string): Promise<void> {
  const old = await tx.manager.findOneBy(MemberEntity, { userId: oldId })
  if (!old || oldId === newId) return
  const known = await tx.manager.findOneBy(MemberEntity, { userId: newId })
  if (known) await tx.manager.delete(MemberEntity, { userId: oldId })
  else await tx.manager.update(MemberEntity, { userId: oldId }, { userId: newId })
  await renameInDisputes(tx, oldId, newId)
  for (const [table, column] of PLACES)
    await execute(tx.manager, `UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`, [newId, oldId])
  for (const [table, column, other] of KEYED) await renameKeyed(tx, table, column, other, oldId, newId)
  await execute(
    tx.manager,
    "UPDATE collision SET active_key = CONCAT(customer_id, '|', scope, '|', owner_id, '|', claimant_id) WHERE active_key IS NOT NULL AND (owner_id = ? OR claimant_id = ?)",
    [newId, newId],
  )
  await tx.audit({ action: 'member.renamed', subject: `member:${newId}`, data: { from: oldId } })
}

async function renameKeyed(
  tx: Tx,
  table: string,
  column: string,
  other: string,
  oldId: string,
  newId: string,
): Promise<void> {
  const taken: { id: string }[] = await tx.manager.query(`SELECT ${other} AS id FROM ${table} WHERE ${column} = ?`, [
    newId,
  ])
  for (const { id } of taken)
    await execute(tx.manager, `DELETE FROM ${table} WHERE ${column} = ? AND ${other} = ?`, [oldId, id])
  await execute(tx.manager, `UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`, [newId, oldId])
}

/** Shares of a joint ruling are kept by userid. */
async function renameInDisputes(tx: Tx, oldId: string, newId: string): Promise<void> {
  const disputes = await tx.manager.find(DisputeEntity, { where: [{ ownerId: oldId }, { claimantId: oldId }] })
  for (const { id, shares } of disputes) {
    if (shares?.[oldId] === undefined) continue
    const { [oldId]: share, ...rest } = shares
    await tx.manager.update(DisputeEntity, { id }, { shares: { ...rest, [newId]: share } })
  }
}
