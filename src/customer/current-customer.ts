import type { EntityManager } from 'typeorm'
import { CustomerEntity, type CustomerRow } from './customer.entity'

/** Merges that follow each other; nobody merges more often. */
const MOST_STEPS = 50

/** The customer behind an id: itself, or the one that it became part of. Null when there is none. */
export async function currentCustomer(read: EntityManager, id: string): Promise<CustomerRow | null> {
  let customer = await read.findOneBy(CustomerEntity, { id })
  for (let step = 0; step < MOST_STEPS && customer?.status === 'merged' && customer.mergedInto; step++)
    customer = await read.findOneBy(CustomerEntity, { id: customer.mergedInto })
  return customer?.status === 'active' ? customer : null
}
