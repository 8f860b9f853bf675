import type { EntityManager } from 'typeorm'
import type { Tx } from '../context'
import { placeholders } from '../db/execute'
import { insertRows } from '../db/insert-rows'
import type { HardKey } from '../matching'
import type { AliasRow } from './customer.entity'
import type { KeyBuffer } from './key-buffer'

/** A customer to insert together with others. */
export interface NewCustomer {
  id: string
  name: string
  /** What the row keeps for matching. */
  form: string
  softKeys: number[]
  hardKeys: HardKey[]
  /** Blind index of each hard key. */
  hashes: string[]
  contact?: string
  aliases: string[]
  externalRef?: string
  remark?: string
  createdAt: number
}

interface Options {
  createdBy: string
  aliasSource: AliasRow['source']
  /** Hashes that belong to other customers already and stay there. */
  taken?: ReadonlySet<string>
  /** Holds the soft keys back for a bulk load. */
  keyBuffer?: KeyBuffer
}

const CUSTOMER = [
  'id',
  'name',
  'match_form',
  'external_ref',
  'sealed_contact',
  'sealed_remark',
  'status',
  'created_by',
  'created_at',
  'updated_at',
]
const HARD_KEY = ['id', 'kind', 'hash', 'exception', 'customer_id', 'sealed', 'created_at']
const ALIAS = ['id', 'customer_id', 'name', 'source', 'created_by', 'created_at']

/** Inserts customers with hard keys, soft keys and aliases in a few statements; soft keys in key order. @returns row numbers */
export async function insertCustomers(tx: Tx, customers: NewCustomer[], options: Options): Promise<number[]> {
  const rows = customers.map(c => customerValues(tx, c, options))
  await insertRows(tx.manager, 'customer', CUSTOMER, rows)
  await insertRows(tx.manager, 'hard_key', HARD_KEY, hardKeyValues(tx, customers, options))
  const seqs = await seqsOf(
    tx.manager,
    customers.map(c => c.id),
  )
  await writeKeys(tx, customers, seqs, options.keyBuffer)
  const aliases = customers.flatMap(c =>
    c.aliases.map(name => [tx.newId(), c.id, name.slice(0, 200), options.aliasSource, options.createdBy, tx.now()]),
  )
  await insertRows(tx.manager, 'customer_alias', ALIAS, aliases)
  return [...seqs.values()]
}

function customerValues(tx: Tx, c: NewCustomer, { createdBy }: Options) {
  return [
    c.id,
    c.name,
    c.form,
    c.externalRef ?? null,
    c.contact ? tx.vault.seal(c.contact) : null,
    c.remark ? tx.vault.seal(c.remark) : null,
    'active',
    createdBy,
    c.createdAt,
    tx.now(),
  ]
}

/** A hard key goes to the first customer that has it. */
function hardKeyValues(tx: Tx, customers: NewCustomer[], { taken }: Options) {
  const seen = new Set(taken)
  return customers.flatMap(c =>
    c.hardKeys.flatMap((key, i) => {
      const hash = c.hashes[i]!
      if (seen.has(hash)) return []
      seen.add(hash)
      return [[tx.newId(), key.kind, hash, '', c.id, tx.vault.seal(key.display), tx.now()]]
    }),
  )
}

/** Soft keys in key order, or into the buffer. */
async function writeKeys(
  tx: Tx,
  customers: NewCustomer[],
  seqs: Map<string, number>,
  buffer?: KeyBuffer,
): Promise<void> {
  const pairs: [number, number][] = []
  for (const { id, softKeys } of customers) for (const key of softKeys) pairs.push([key, seqs.get(id)!])
  if (buffer) {
    for (const [key, seq] of pairs) buffer.add(key, seq)
    return
  }
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  await insertRows(tx.manager, 'match_key', ['k', 'seq'], pairs)
}

/** Row numbers the database gave. */
async function seqsOf(manager: EntityManager, ids: string[]): Promise<Map<string, number>> {
  if (!ids.length) return new Map()
  const rows: { id: string; seq: number }[] = await manager.query(
    `SELECT id, seq FROM customer WHERE id IN (${placeholders(ids)})`,
    ids,
  )
  return new Map(rows.map(row => [row.id, Number(row.seq)]))
}
