import { RULES } from '../../config/rules'
import type { Tx } from '../context'
import { placeholders } from '../db/execute'
import { loadStored, type PairScore, scorePair } from '../matching'
import { takeOwnership } from '../ownership/take-ownership'
import { lockRowsOfMany } from './blocking'
import { insertCustomers } from './customer-rows'
import type { CheckedRow } from './import-row'
import type { KeyBuffer } from './key-buffer'
import type { Watermark } from './watermark'
import { addedSince } from './watermark'

/** A row found free of duplicates outside the transaction. */
export interface Candidate extends CheckedRow {
  hashes: string[]
}

export interface TurnResult {
  imported: Candidate[]
  /** Rows that turned out taken between comparison and writing. */
  late: { candidate: Candidate; customerName: string }[]
}

interface Turn {
  batch: Candidate[]
  /** Known members by userid. */
  owners: ReadonlySet<string>
  /** Absent in `keep` mode: then nothing is compared again. */
  watermark?: Watermark
  isSame(result: PairScore): boolean
  keyBuffer?: KeyBuffer
}

/**
 * Writes one batch. Reports may have come in since the batch was compared: hard keys and the customers added since
 * are looked at again, under the locks of the batch's blocking rows.
 */
export async function writeTurn(tx: Tx, { batch, owners, watermark, isSame, keyBuffer }: Turn): Promise<TurnResult> {
  await lockRowsOfMany(
    tx,
    batch.map(c => c.prepared),
  )
  const taken = await takenKeys(tx, batch)
  const added = watermark ? await addedSince(tx, watermark) : []
  const forms = added.map(row => ({ name: row.name, form: loadStored(row.matchForm) }))
  const result: TurnResult = { imported: [], late: [] }
  for (const candidate of batch) {
    const byKey = watermark && candidate.hashes.map(hash => taken.get(hash)).find(Boolean)
    const bySound = forms.find(other => isSame(scorePair(candidate.prepared, other.form)))?.name
    const customerName = byKey ?? bySound
    if (customerName) result.late.push({ candidate, customerName })
    else result.imported.push(candidate)
  }
  await insert(tx, result.imported, { taken: new Set(taken.keys()), owners, keyBuffer })
  return result
}

interface Insert {
  taken: ReadonlySet<string>
  owners: ReadonlySet<string>
  keyBuffer?: KeyBuffer
}

async function insert(tx: Tx, rows: Candidate[], { taken, owners, keyBuffer }: Insert): Promise<void> {
  if (!rows.length) return
  const customers = rows.map(c => ({
    id: tx.newId(),
    name: c.name,
    prepared: c.prepared,
    hashes: c.hashes,
    externalRef: c.row.id,
    remark: c.remark,
    createdAt: c.row.registeredAt ?? tx.now(),
  }))
  await insertCustomers(tx, customers, { createdBy: tx.actor.userId, aliasSource: 'imported', taken, keyBuffer })
  for (const [i, { row }] of rows.entries()) {
    const ownerId = row.ownerUserId?.trim().toLowerCase()
    if (!ownerId || !owners.has(ownerId)) continue
    await takeOwnership(tx, {
      customerId: customers[i]!.id,
      scope: RULES.scope,
      ownerId,
      source: 'import',
      since: row.registeredAt,
      protectedUntil: row.protectedUntil,
    })
  }
  await tx.audit({
    action: 'customers.imported',
    subject: `import:${tx.requestId}`,
    data: { customers: rows.length, fromLine: rows[0]!.row.line, toLine: rows.at(-1)!.row.line },
  })
}

/** Hard keys of the batch that somebody has, with that customer's name. */
async function takenKeys(tx: Tx, batch: Candidate[]): Promise<Map<string, string>> {
  const hashes = batch.flatMap(c => c.hashes)
  const taken = new Map<string, string>()
  for (let from = 0; from < hashes.length; from += 500) {
    const chunk = hashes.slice(from, from + 500)
    const rows: { hash: string; name: string }[] = await tx.manager.query(
      `SELECT h.hash AS hash, c.name AS name FROM hard_key h JOIN customer c ON c.id = h.customer_id
       WHERE h.hash IN (${placeholders(chunk)})`,
      chunk,
    )
    for (const row of rows) taken.set(row.hash, row.name)
  }
  return taken
}
