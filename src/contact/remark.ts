import { cleanText } from '../matching'
import type { Follower } from './directory'

/** What a colleague wrote about a contact in WeCom's own fields. */
export type RemarkFields = Pick<Follower, 'remark' | 'description' | 'remarkCompany' | 'remarkMobiles'>

/** What the texts of a remark say, e.g. `杭州某某-王总-13800000000`. */
export interface ReadRemark {
  /** Likely company name; certain enough to be shown, not to be believed without a match. */
  company?: string
  /** The name looks like one of a company (a form or trade word, or a field of its own). */
  companyIsCertain: boolean
  contact?: string
  phones: string[]
}

const MOBILE = /(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g
const LAND_LINE = /\(?0\d{2,3}\)?[\s-]?\d{7,8}(?!\d)/g
const SEPARATORS = /[-—–_/\\|｜·•,，、;；:：+\s()（）【】[\]「」<>《》#]+/
const TITLE =
  '总经理|董事长|经理|总监|主任|老板|老师|先生|女士|小姐|主管|院长|校长|厂长|店长|部长|处长|科长|总|工|董|姐|哥'
const TITLED = new RegExp(`^[\\p{L}]{1,4}(?:${TITLE})$`, 'u')
const GLUED = new RegExp(`^(.{4,}?)([\\p{Script=Han}](?:${TITLE}))$`, 'u')
const COMPANY =
  /公司|集团|股份|有限|企业|工厂|[厂店馆院所校行社]$|科技|贸易|实业|工业|商贸|电子|机械|物流|建筑|工程|食品|医药|医疗|传媒|文化|教育|酒店|餐饮|服饰|家居|材料|能源|化工|汽车|信息|网络|软件|技术|\b(?:ltd|inc|co|llc|corp|group)\b\.?$/i
const LETTERS = /[\p{L}]/u

/** Reads the remark fields the way salespeople fill them: company, person and number in any order and with any separator. */
export function readRemark(fields: RemarkFields): ReadRemark {
  const phones = fields.remarkMobiles.map(mobile => mobile.trim()).filter(Boolean)
  const fromRemark = readText(takePhones(cleanText(fields.remark, 200), phones))
  takePhones(cleanText(fields.description, 400), phones)
  const field = cleanText(fields.remarkCompany, 100)
  const company = field || fromRemark.company
  return {
    ...(company && { company }),
    companyIsCertain: Boolean(field) || fromRemark.certain,
    ...(fromRemark.contact && { contact: fromRemark.contact }),
    phones: [...new Set(phones)].slice(0, 10),
  }
}

/** Moves the numbers of a text into `phones` and returns the rest. */
function takePhones(text: string, phones: string[]): string {
  const take = (number: string) => {
    phones.push(number.trim())
    return ' '
  }
  return text.replace(MOBILE, take).replace(LAND_LINE, take)
}

function readText(text: string): { company?: string; contact?: string; certain: boolean } {
  const parts = text
    .split(SEPARATORS)
    .filter(part => LETTERS.test(part))
    .flatMap(unglue)
  const contact = parts.find(part => TITLED.test(part) && !COMPANY.test(part)) ?? shortName(parts)
  const rest = parts.filter(part => part !== contact)
  const sure = rest.find(part => COMPANY.test(part) && part.length >= 3)
  const company = sure ?? rest.find(part => part.length >= 3)
  return {
    ...(company && { company }),
    ...(contact && { contact }),
    certain: Boolean(sure) || (Boolean(company) && Boolean(contact)),
  }
}

/** `杭州某某王总` written without a separator. */
function unglue(part: string): string[] {
  const glued = GLUED.exec(part)
  return glued ? [glued[1]!, glued[2]!] : [part]
}

/** A person's name of two or three characters beside something longer. */
function shortName(parts: string[]): string | undefined {
  if (parts.length < 2) return undefined
  return parts.slice(1).find(part => /^\p{Script=Han}{2,3}$/u.test(part) && !COMPANY.test(part))
}
