import type { Context } from '../context'
import { invalid } from '../errors'
import { findingToDecide } from '../stock-scan/decide-finding'
import { mergeCustomers } from './merge-customers'

/**
 * A manager says that two customers a scan found are one: they are merged, into the earlier one unless told otherwise.
 * @returns id of the merge
 */
export function mergeFinding(
  context: Context,
  { findingId, keepId, ownerId }: { findingId: string; keepId?: string; ownerId?: string },
): Promise<string> {
  return context.transaction(async tx => {
    const { customer, other } = await findingToDecide(tx, findingId)
    const kept = keepId ?? other.id
    if (kept !== customer.id && kept !== other.id) throw invalid('只能保留这两个客户之一', { field: 'keepId' })
    const mergeId = await mergeCustomers(tx, {
      keepId: kept,
      goneId: kept === other.id ? customer.id : other.id,
      ownerId,
    })
    await tx.audit({
      action: 'stock_finding.decided',
      subject: `stock_finding:${findingId}`,
      data: { status: 'same', mergeId },
    })
    return mergeId
  })
}
