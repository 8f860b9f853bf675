import type { CustomerInput } from '../customer/customer-input'

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/
const USCC = /(?<![0-9A-Za-z])[0-9A-HJ-NP-RT-UW-Y]{2}\d{6}[0-9A-HJ-NP-RT-UW-Y]{10}(?![0-9A-Za-z])/i
const PHONE =
  /(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[\s-]?\d{7,8}(?:[\s-转]+\d{1,5})?(?!\d)/
const WECHAT = /(?:微信号?|wx|vx|v信)\s*[:：]?\s*([A-Za-z][\w-]{5,19})/i
const PERSON = /(?<=^|[\s,，、;；:：])([一-鿿]{1,3}(?:总|经理|先生|女士|小姐|老师|工|主任|老板))(?=$|[\s,，、;；])/

/**
 * What a salesperson writes in one line – company, person, numbers in any order – as fields of a customer.
 * Whatever is not recognised stays in the name.
 */
export function readCustomer(line: string): CustomerInput {
  let rest = line
  const cut = (pattern: RegExp): string | undefined => {
    const match = pattern.exec(rest)
    if (!match) return undefined
    rest = rest.replace(match[0], ' ')
    return (match[1] ?? match[0]).trim()
  }
  const email = cut(EMAIL)
  const wechat = cut(WECHAT)
  const uscc = cut(USCC)
  const phone = cut(PHONE)
  const contact = cut(PERSON)
  const name = rest
    .replace(/(?:手机|电话|联系人|邮箱|公司|客户)(?:号|号码|名称?)?\s*[:：]/g, ' ')
    .replace(/[,，、;；|\s]+/g, ' ')
    .trim()
  return { name: name || undefined, contact, phone, email, uscc, wechat }
}
