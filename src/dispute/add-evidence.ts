import type { Context, Tx } from '../context'
import { conflict, invalid, notFound } from '../errors'
import { DisputeEntity, DisputeEvidenceEntity, type DisputeRow } from './dispute.entity'
import { isParty } from './dispute-policy'
import { isRunning } from './dispute-states'
import type { FoundEvidence } from './gather-evidence'

const MOST_CHARACTERS = 500
const MOST_ENTRIES = 50

/** Adds a line to a party's side of a running case (举证). */
export async function addEvidence(
  context: Context,
  { disputeId, text }: { disputeId: string; text: string },
): Promise<DisputeRow> {
  const trimmed = text.trim()
  if (!trimmed) throw invalid('请写下证据内容，例如：3 月 5 日上门拜访，有合影')
  if ([...trimmed].length > MOST_CHARACTERS) throw invalid(`一条证据最多 ${MOST_CHARACTERS} 字，请分几条提交`)
  return context.transaction(async tx => {
    const dispute = await tx.manager.findOneBy(DisputeEntity, { id: disputeId })
    if (!dispute || !isParty(dispute, tx.actor.userId)) throw notFound('申诉')
    if (!isRunning(dispute.status)) throw conflict('这起申诉已经裁决，不能再补充证据')
    if ((await tx.manager.countBy(DisputeEvidenceEntity, { disputeId, addedBy: tx.actor.userId })) >= MOST_ENTRIES)
      throw conflict('你提交的证据已经很多了，请等待裁决')
    await storeEvidence(tx, disputeId, { partyId: tx.actor.userId, kind: 'statement', at: tx.now(), text: trimmed })
    await tx.audit({ action: 'dispute.evidence-added', subject: `dispute:${disputeId}` })
    return dispute
  })
}

/** Writes one line of evidence, sealed. */
export async function storeEvidence(tx: Tx, disputeId: string, item: FoundEvidence): Promise<void> {
  await tx.manager.insert(DisputeEvidenceEntity, {
    id: tx.newId(),
    disputeId,
    partyId: item.partyId,
    kind: item.kind,
    at: item.at,
    sealed: tx.vault.seal(item.text),
    addedBy: tx.actor.userId,
  })
}
