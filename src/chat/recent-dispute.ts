import { In } from 'typeorm'
import type { Tx } from '../context'
import { DisputeEntity, type DisputeRow } from '../dispute/dispute.entity'
import { conflict } from '../errors'

/**
 * The case meant when no number was given: the only one waiting for this member.
 * @throws conflict when there is none or more than one
 */
export async function recentDispute(tx: Tx): Promise<DisputeRow> {
  const waiting = await tx.manager.find(DisputeEntity, {
    where: { arbiterId: tx.actor.userId, status: In(['open', 'appealed']) },
    order: { seq: 'DESC' },
    take: 5,
  })
  if (!waiting.length) throw conflict('没有等你裁决的申诉')
  if (waiting.length > 1)
    throw conflict(`有多起申诉等你裁决，请写明编号：${waiting.map(dispute => `#${dispute.seq}`).join('、')}`)
  return waiting[0]!
}
