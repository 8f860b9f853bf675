import type { Tx } from '../context'
import { insertRows } from '../db/insert-rows'
import { type CustomerFields, indexKeys, type Prepared, prepare, storedForm } from '../matching'
import { AliasEntity, CustomerEntity, type CustomerRow } from './customer.entity'
import { giveHardKeys } from './hard-key-rows'
import { reindexCustomer } from './reindex-customer'

interface Options {
  createdBy: string
  externalRef?: string
}

/**
 * Registers a customer: row, aliases, hard keys and soft keys in the open transaction. The caller has locked the
 * blocking rows and decided that this is a customer of its own; a key that belongs to another one stays there.
 */
export async function saveCustomer(
  tx: Tx,
  name: string,
  prepared: Prepared,
  { createdBy, externalRef }: Options,
): Promise<CustomerRow> {
  const now = tx.now()
  const row: Omit<CustomerRow, 'seq'> = {
    id: tx.newId(),
    name,
    matchForm: storedForm(prepared),
    externalRef: externalRef ?? null,
    sealedContact: prepared.fields.contact ? tx.vault.seal(prepared.fields.contact) : null,
    sealedRemark: null,
    status: 'active',
    mergedInto: null,
    createdBy,
    createdAt: now,
    updatedAt: now,
  }
  const inserted = await tx.manager.insert(CustomerEntity, row)
  const seq = Number(inserted.identifiers[0]!.seq)
  await giveHardKeys(tx, row, prepared.hardKeys)
  for (const alias of prepared.fields.aliases ?? [])
    await tx.manager.insert(AliasEntity, {
      id: tx.newId(),
      customerId: row.id,
      name: alias.slice(0, 200),
      kind: null,
      source: 'entered',
      createdBy,
      createdAt: now,
    })
  const keys = indexKeys(prepared).sort((a, b) => a - b)
  await insertRows(
    tx.manager,
    'match_key',
    ['k', 'seq'],
    keys.map(key => [key, seq]),
  )
  return { ...row, seq }
}

/** Adds what a further report or contact tells about a known customer; what belongs to others is left alone. */
export async function enrichCustomer(tx: Tx, customer: CustomerRow, fields: CustomerFields): Promise<void> {
  const prepared = prepare({ ...fields, name: undefined, aliases: undefined })
  await giveHardKeys(tx, customer, prepared.hardKeys)
  if (prepared.domains.length) await reindexCustomer(tx, customer, { newDomains: prepared.domains })
  if (!customer.sealedContact && fields.contact)
    await tx.manager.update(
      CustomerEntity,
      { id: customer.id },
      { sealedContact: tx.vault.seal(fields.contact), updatedAt: tx.now() },
    )
}

/**
 * Adds hard keys of a contact to a known customer.
 * @returns kinds of the keys that belong to somebody else
 */
export async function addHardKeys(tx: Tx, customerId: string, prepared: Prepared): Promise<string[]> {
  const customer = await tx.manager.findOneByOrFail(CustomerEntity, { id: customerId })
  return giveHardKeys(tx, customer, prepared.hardKeys)
}
