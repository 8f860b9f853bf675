// Splits a remark as salespeople write it ("杭州某某科技有限公司 王总 13800138000") into the fields of the report.

export interface RemarkFields {
  name?: string
  contact?: string
  phone?: string
  wechat?: string
  email?: string
  uscc?: string
  note?: string
}

// `before` is what a look-behind would check; older iOS refuses to load a script that has one.
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/
/** 18 digits and letters without I, O, S, V, Z. Upper-cased before the test. */
const USCC = /(?<before>^|[^0-9A-Z])(?<value>[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Z])/
const MOBILE = /(?<before>^|\D)(?<value>(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})(?!\d)/
const LANDLINE = /(?<before>^|\D)(?<value>(?:0\d{2,3}[-\s]?)?[2-9]\d{6,7}(?:[-转]\d{1,5})?)(?!\d)/
const WECHAT = /(?:微信号?|wx|vx|wechat)\s*[:：]?\s*(?<value>[A-Za-z][\w-]{5,19})/i
const LABEL =
  /^(?:公司(?:名称?)?|客户(?:名称?)?|单位|企业|名称|联系人|姓名|手机号?|电话|联系电话|邮箱|邮件|税号|统一社会信用代码|备注)\s*[:：]\s*/
const ORGANISATION =
  /(?:公司|集团|厂|店|中心|医院|学校|大学|学院|银行|事务所|工作室|合作社|研究院|研究所|协会|科技|贸易|实业|股份|企业|商行|酒店|控股|物流|电子|网络|信息|传媒|餐饮|建材)(?:[（(].{1,12}[)）])?$/
const PERSON =
  /^(?:[\u4e00-\u9fa5]{1,3}(?:总|经理|老师|先生|女士|小姐|主任|老板|工|董|厂长|店长|院长|总监)|[老小][\u4e00-\u9fa5]|[\u4e00-\u9fa5]{2,3})$/

/** Recognised parts; what is left goes to `note`. A text without a second part gives only `name`. */
export function splitRemark(text: string): RemarkFields {
  const fields: RemarkFields = {}
  let rest = text.normalize('NFKC').replace(/[\u200b-\u200d\ufeff]/g, '')
  /** Takes a match out of the text and leaves a gap, so that its neighbours stay apart. */
  const take = (pattern: RegExp, source = rest): string | undefined => {
    const match = pattern.exec(source)
    if (!match) return undefined
    const { before = '', value = match[0] } = match.groups ?? {}
    rest = `${rest.slice(0, match.index)}${before} ; ${rest.slice(match.index + match[0].length)}`
    return value
  }

  assign(fields, 'email', take(EMAIL))
  assign(fields, 'wechat', take(WECHAT))
  assign(fields, 'uscc', take(USCC, rest.toUpperCase()))
  assign(fields, 'phone', (take(MOBILE) ?? take(LANDLINE))?.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, ''))

  const words = rest
    .split(/[\s,;，；、|/\n]+/)
    .map(word => word.replace(LABEL, '').trim())
    .filter(
      word => word && !/^(?:公司(?:名称?)?|客户(?:名称?)?|联系人|手机号?|电话|邮箱|微信号?|备注)[:：]?$/.test(word),
    )
  const organisation =
    words.find(word => ORGANISATION.test(word)) ?? words.find(word => word.length >= 4 && !PERSON.test(word))
  const person = words.find(word => word !== organisation && PERSON.test(word))
  assign(fields, 'name', organisation ?? words.find(word => word !== person))
  assign(fields, 'contact', person)
  assign(fields, 'note', words.filter(word => word !== fields.name && word !== fields.contact).join(' ') || undefined)
  return fields
}

/** True when the text is more than a name: something worth splitting. */
export function looksLikeRemark(text: string): boolean {
  const { phone, email, uscc, wechat, name, contact } = splitRemark(text)
  return Boolean(name) && Boolean(phone || email || uscc || wechat || (contact && /[\s,，;；\n]/.test(text.trim())))
}

function assign(fields: RemarkFields, key: keyof RemarkFields, value: string | undefined): void {
  if (value) fields[key] = value
}
