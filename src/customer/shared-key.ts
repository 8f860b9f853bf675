import { In } from 'typeorm'
import type { Context } from '../context'
import { invalid } from '../errors'
import { type CustomerFields, hardKeysOf } from '../matching'
import { CustomerEntity, HardKeyEntity } from './customer.entity'
import { giveHardKeys } from './hard-key-rows'
import { requireLeader } from './lead-of-customer'
import { activeCustomer, learnDistinct } from './learn'

const FIELD_OF = { phone: 'phones', wechat: 'wechats', email: 'emails', external_userid: 'externalUserIds' } as const
export type PersonalKind = keyof typeof FIELD_OF

/**
 * Lets a personal key (one buyer working for two companies) serve a further customer. Records that a manager has
 * said that the customers are not the same; without that word a key belongs to one customer.
 * @throws forbidden, not_found, invalid_input when the value is no such key or belongs to a company
 */
export async function allowSharedKey(
  context: Context,
  { customerId, kind, value }: { customerId: string; kind: PersonalKind; value: string },
): Promise<void> {
  const keys = hardKeysOf({ [FIELD_OF[kind]]: [value] } satisfies CustomerFields)
  if (!keys.length) throw invalid('没有识别出号码，请检查后再填', { field: 'value' })
  if (keys.some(key => !key.personal)) throw invalid('企业邮箱属于一家公司，不能给多个客户共用', { field: 'value' })
  await context.transaction(async tx => {
    const customer = await activeCustomer(tx, customerId)
    const hashes = keys.map(key => tx.vault.blindIndex(key.kind, key.value))
    const holders = await tx.manager.findBy(HardKeyEntity, { hash: In(hashes) })
    const others = [...new Set(holders.map(row => row.customerId))].filter(id => id !== customerId)
    await requireLeader(tx, [customerId, ...others])
    for (const other of await tx.manager.findBy(CustomerEntity, { id: In(others), status: 'active' }))
      await learnDistinct(tx, { customerId: other.id, name: customer.name })
    const refused = await giveHardKeys(tx, customer, keys)
    if (refused.length) throw invalid('这个号码的原客户已经停用，请先处理原客户', { field: 'value' })
    await tx.audit({ action: 'customer.key_shared', subject: `customer:${customerId}`, data: { kind, with: others } })
  })
}
