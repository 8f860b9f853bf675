import { RULES } from '../../config/rules'
import type { Tx } from '../context'
import { placeholders } from '../db/execute'
import { HARD_LABELS, loadStored, type PairScore, prepare, scorePair } from '../matching'
import { giveOwners } from '../ownership/take-ownership'
import { lockRowsOfMany } from './blocking'
import { fieldsOf } from './customer-input'
import { insertCustomers } from './customer-rows'
import type { ImportCandidate } from './import-candidate'
import type { KeyBuffer } from './key-buffer'
import type { Watermark } from './watermark'
import { addedSince } from './watermark'

export interface TurnResult {
  imported: ImportCandidate[]
  /** Their row numbers. */
  seqs: number[]
  /** Rows that turned out taken between comparison and writing. */
  late: { candidate: ImportCandidate; customerName: string }[]
  /** Imported rows with a number that belongs to another customer. */
  shared: SharedRow[]
}

export interface SharedRow {
  line: number
  name: string
  /** What they share: 电话, 邮箱 … */
  labels: string[]
}

interface Turn {
  batch: ImportCandidate[]
  /** Known members by userid. */
  owners: ReadonlySet<string>
  /** Absent in `keep` mode: then nothing is compared again. */
  watermark?: Watermark
  /** Row numbers of customers the batch was compared with before they were in the database. */
  comparedAlready: ReadonlySet<number>
  isSame(result: PairScore): boolean
  keyBuffer?: KeyBuffer
}

/**
 * Writes one batch. Reports may have come in since the batch was compared: hard keys and the customers added since
 * are looked at again, under the locks of the batch's blocking rows.
 */
export async function writeTurn(
  tx: Tx,
  { batch, owners, watermark, comparedAlready, isSame, keyBuffer }: Turn,
): Promise<TurnResult> {
  await lockRowsOfMany(tx, batch)
  const taken = await takenKeys(tx, batch)
  const added = watermark ? await addedSince(tx, watermark, comparedAlready) : []
  const forms = added.map(row => ({ name: row.name, form: loadStored(row.matchForm) }))
  const imported: ImportCandidate[] = []
  const late: TurnResult['late'] = []
  for (const candidate of batch) {
    const byKey = watermark && candidate.hashes.map(hash => taken.get(hash)).find(Boolean)
    const customerName = byKey ?? soundsLike(candidate)
    if (customerName) late.push({ candidate, customerName })
    else imported.push(candidate)
  }
  const { seqs, shared } = await insert(tx, imported, { taken: new Set(taken.keys()), owners, keyBuffer })
  return { imported, seqs, late, shared }

  function soundsLike({ row, name }: ImportCandidate): string | undefined {
    if (!forms.length) return undefined
    const prepared = prepare(fieldsOf({ ...row, name }))
    return forms.find(other => isSame(scorePair(prepared, other.form)))?.name
  }
}

interface Insert {
  taken: ReadonlySet<string>
  owners: ReadonlySet<string>
  keyBuffer?: KeyBuffer
}

async function insert(
  tx: Tx,
  rows: ImportCandidate[],
  { taken, owners, keyBuffer }: Insert,
): Promise<Pick<TurnResult, 'seqs' | 'shared'>> {
  if (!rows.length) return { seqs: [], shared: [] }
  const customers = rows.map(candidate => ({
    ...candidate,
    id: tx.newId(),
    contact: candidate.row.contact,
    aliases: (candidate.row.aliases ?? []).map(name => ({ name, kind: candidate.row.aliasKinds?.[name] })),
    externalRef: candidate.row.id,
    createdAt: candidate.row.registeredAt ?? tx.now(),
  }))
  const { seqs, elsewhere } = await insertCustomers(tx, customers, {
    createdBy: tx.actor.userId,
    aliasSource: 'imported',
    taken,
    keyBuffer,
  })
  const owned = rows.flatMap(({ row }, i) => {
    const ownerId = row.ownerUserId?.trim().toLowerCase()
    if (!ownerId || !owners.has(ownerId)) return []
    const { registeredAt: since, protectedUntil } = row
    return [
      { customerId: customers[i]!.id, scope: RULES.scope, ownerId, source: 'import' as const, since, protectedUntil },
    ]
  })
  await giveOwners(tx, owned)
  await tx.audit({
    action: 'customers.imported',
    subject: `import:${tx.requestId}`,
    data: { customers: rows.length, fromLine: rows[0]!.row.line, toLine: rows.at(-1)!.row.line },
  })
  const shared = rows.flatMap(({ row: { line }, name }, i) => {
    const labels = elsewhere[i]!.map(key => HARD_LABELS[key.kind])
    return labels.length ? [{ line, name, labels: [...new Set(labels)] }] : []
  })
  return { seqs, shared }
}

/** Hard keys of the batch that somebody has, with that customer's name. */
async function takenKeys(tx: Tx, batch: ImportCandidate[]): Promise<Map<string, string>> {
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
