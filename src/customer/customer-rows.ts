import type { EntityManager } from 'typeorm'
import type { Tx } from '../context'
import { placeholders } from '../db/execute'
import { insertRows } from '../db/insert-rows'
import { HARD_LABELS, type HardKey } from '../matching'
import type { AliasKind, AliasRow } from './customer.entity'
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
  aliases: { name: string; kind?: AliasKind }[]
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

export interface Inserted {
  /** Row numbers. */
  seqs: number[]
  /** For each customer the numbers and ids that belong to another one; they stand in its remark. */
  elsewhere: HardKey[][]
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
const ALIAS = ['id', 'customer_id', 'name', 'kind', 'source', 'created_by', 'created_at']

/** Inserts customers with hard keys, soft keys and aliases in a few statements; soft keys in key order. */
export async function insertCustomers(tx: Tx, customers: NewCustomer[], options: Options): Promise<Inserted> {
  const shared = shareOut(customers, options.taken)
  await insertRows(
    tx.manager,
    'customer',
    CUSTOMER,
    customers.map((c, i) => customerValues(tx, c, shared[i]!, options)),
  )
  await insertRows(
    tx.manager,
    'hard_key',
    HARD_KEY,
    customers.flatMap((c, i) => hardKeyValues(tx, c, shared[i]!)),
  )
  const seqs = await seqsOf(
    tx.manager,
    customers.map(c => c.id),
  )
  await writeKeys(tx, customers, seqs, options.keyBuffer)
  const aliases = customers.flatMap(c =>
    c.aliases.map(({ name, kind }) => [
      tx.newId(),
      c.id,
      name.slice(0, 200),
      kind ?? null,
      options.aliasSource,
      options.createdBy,
      tx.now(),
    ]),
  )
  await insertRows(tx.manager, 'customer_alias', ALIAS, aliases)
  return { seqs: [...seqs.values()], elsewhere: shared.map(({ others }) => others.filter(isContact)) }
}

/** A hard key with its blind index. */
interface HashedKey {
  key: HardKey
  hash: string
}

/** A hard key goes to the first customer that has it. */
function shareOut(customers: NewCustomer[], taken?: ReadonlySet<string>): { own: HashedKey[]; others: HardKey[] }[] {
  const seen = new Set(taken)
  return customers.map(({ hardKeys, hashes }) => {
    const own: HashedKey[] = []
    const others: HardKey[] = []
    for (const [i, key] of hardKeys.entries()) {
      const hash = hashes[i]!
      if (seen.has(hash)) others.push(key)
      else own.push({ key, hash })
      seen.add(hash)
    }
    return { own, others }
  })
}

type Shared = ReturnType<typeof shareOut>[number]

function customerValues(tx: Tx, c: NewCustomer, { others }: Shared, { createdBy }: Options) {
  const remark = remarkWith(c.remark, others)
  return [
    c.id,
    c.name,
    c.form,
    c.externalRef ?? null,
    c.contact ? tx.vault.seal(c.contact) : null,
    remark ? tx.vault.seal(remark) : null,
    'active',
    createdBy,
    c.createdAt,
    tx.now(),
  ]
}

const isContact = (key: HardKey) => key.kind !== 'name'

/** A number that leads to another customer stays readable here: nothing of a row is lost. */
function remarkWith(remark: string | undefined, others: HardKey[]): string {
  const notes = others.filter(isContact).map(key => `${HARD_LABELS[key.kind]}（登记在另一客户名下）：${key.display}`)
  return [remark, ...notes].filter(Boolean).join('；')
}

const hardKeyValues = (tx: Tx, { id }: NewCustomer, { own }: Shared) =>
  own.map(({ key, hash }) => [tx.newId(), key.kind, hash, '', id, tx.vault.seal(key.display), tx.now()])

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
