import type { Tx } from '../context'
import { TransactionConflict } from '../db/failures'
import { type CustomerFields, indexKeys, type Prepared, prepare, storedForm } from '../matching'
import { CustomerEntity, type CustomerRow, HardKeyEntity } from './customer.entity'
import { replaceMatchKeys } from './match-keys'

interface Options {
  createdBy: string
  externalRef?: string
}

/**
 * Registers a customer: row, hard keys and soft keys in the open transaction. The caller has locked the blocking
 * rows and found no customer with these keys; a key taken in the same instant repeats the whole transaction.
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
    createdBy,
    createdAt: now,
    updatedAt: now,
  }
  const inserted = await tx.manager.insert(CustomerEntity, row)
  const seq = Number(inserted.identifiers[0]!.seq)
  const refused = await addHardKeys(tx, row.id, prepared)
  if (refused.length) throw new TransactionConflict(`hard key ${refused[0]} was taken in the same instant`)
  await replaceMatchKeys(tx.manager, seq, [], indexKeys(prepared))
  return { ...row, seq }
}

/**
 * Adds the hard keys a customer does not have yet. A key of another customer stays there: it is reported, not taken.
 * @returns kinds of the keys that belong to somebody else
 */
export async function addHardKeys(tx: Tx, customerId: string, prepared: Prepared): Promise<string[]> {
  const refused: string[] = []
  for (const key of prepared.hardKeys) {
    const hash = tx.vault.blindIndex(key.kind, key.value)
    const known = await tx.manager.findBy(HardKeyEntity, { kind: key.kind, hash })
    if (known.some(row => row.customerId === customerId)) continue
    if (known.length) {
      refused.push(key.kind)
      continue
    }
    await tx.manager.insert(HardKeyEntity, {
      id: tx.newId(),
      kind: key.kind,
      hash,
      exception: '',
      customerId,
      sealed: tx.vault.seal(key.display),
      createdAt: tx.now(),
    })
  }
  return refused
}

/** Adds what a further report or contact tells about a known customer; what belongs to others is left alone. */
export async function enrichCustomer(tx: Tx, customer: CustomerRow, fields: CustomerFields): Promise<void> {
  const prepared = prepare({ ...fields, name: undefined })
  await addHardKeys(tx, customer.id, prepared)
  if (!customer.sealedContact && fields.contact)
    await tx.manager.update(
      CustomerEntity,
      { id: customer.id },
      { sealedContact: tx.vault.seal(fields.contact), updatedAt: tx.now() },
    )
}
