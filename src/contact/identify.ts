import { RULES } from '../../config/rules'
import type { Context } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { findDuplicates } from '../customer/find-duplicates'
import { decide } from '../customer/match-rules'
import { rulesInForce } from '../customer/rules-in-force'
import { type Evidence, prepare } from '../matching'
import { activeOwnership } from '../ownership/active-ownerships'
import type { OwnershipRow } from '../ownership/ownership.entity'
import { identifyingFields } from './contact-fields'
import type { ContactFacts } from './directory'
import type { RemarkFields } from './remark'

/** The customer a contact was recognised as. */
export interface Identified {
  customerId: string
  name: string
  ownership?: OwnershipRow
  score: number
  evidence: Evidence[]
  by: 'link' | 'phone' | 'company'
}

const SAME_CONTACT: Evidence = {
  field: 'external_userid',
  label: '企业微信联系人',
  mine: '同一联系人',
  theirs: '同一联系人',
  kind: 'equal',
  weight: 1,
}

/**
 * Who a contact is, in the order: remembered link, external id or unionid, mobile in the remark, company in the remark or of
 * the contact. The first that settles it counts; "similar" is not enough, because nobody has asked.
 * @param linkedId customer the contact was linked to
 */
export async function identify(
  context: Context,
  contact: ContactFacts,
  linkedId: string | null,
  remark: RemarkFields,
): Promise<Identified | undefined> {
  const linked = linkedId ? await linkedCustomer(context, linkedId) : undefined
  if (linked) return linked
  const rules = await rulesInForce(context)
  for (const { by, fields } of identifyingFields(contact, remark)) {
    const prepared = prepare(fields)
    if (!prepared.names.length && !prepared.hardKeys.length) continue
    const { action, match } = decide(await findDuplicates(context, prepared, RULES.scope), rules)
    if (match?.relation !== 'same' || action !== 'block') continue
    const { customerId, name, ownership, score, evidence } = match
    return { customerId, name, ownership, score, evidence, by }
  }
  return undefined
}

async function linkedCustomer(context: Context, id: string): Promise<Identified | undefined> {
  const customer = await context.read.findOneBy(CustomerEntity, { id, status: 'active' })
  if (!customer) return undefined
  const ownership = (await activeOwnership(context.read, id, RULES.scope)) ?? undefined
  return { customerId: id, name: customer.name, ownership, score: 1, evidence: [SAME_CONTACT], by: 'link' }
}
