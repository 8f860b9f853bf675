import type { Tx } from '../context'
import { execute } from '../db/execute'
import { TransactionConflict } from '../db/failures'

/**
 * Keeps a customer from being merged away until the transaction ends; one that was merged in the same instant makes the
 * transaction start again, and then it finds the customer that is left. `+ 1`, because Galera does not certify an update
 * that changes nothing.
 */
export async function holdCustomer(tx: Tx, customerId: string): Promise<void> {
  const held = await execute(
    tx.manager,
    "UPDATE customer SET updated_at = updated_at + 1 WHERE id = ? AND status = 'active'",
    [customerId],
  )
  if (held !== 1) throw new TransactionConflict('the customer was merged in the same instant')
}
