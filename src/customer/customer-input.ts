import { invalid } from '../errors'
import type { CustomerFields } from '../matching'

/** What a person enters about a customer, wherever they do it. One field may hold several values. */
export interface CustomerInput {
  name?: string
  aliases?: string[]
  contact?: string
  phone?: string
  email?: string
  uscc?: string
  wechat?: string
  externalUserId?: string
  unionid?: string
  website?: string
}

const list = (value: string | undefined) => (value?.trim() ? [value] : [])

export function fieldsOf(input: CustomerInput): CustomerFields {
  return {
    name: input.name,
    aliases: input.aliases,
    contact: input.contact,
    phones: list(input.phone),
    emails: list(input.email),
    usccs: list(input.uscc),
    wechats: list(input.wechat),
    externalUserIds: list(input.externalUserId),
    unionids: list(input.unionid),
    websites: list(input.website),
  }
}

/** A report needs a name to be called by; everything else is optional. */
export function requireName(input: CustomerInput): string {
  const name = input.name?.replace(/\s+/g, ' ').trim()
  if (!name) throw invalid('请填写公司名称或客户名称', { field: 'name' })
  if ([...name].length > 100) throw invalid('客户名称太长，请填写 100 字以内的公司全称或简称', { field: 'name' })
  return name
}
