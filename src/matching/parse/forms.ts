import { BRANCH_ENDINGS, COMPANY_FORMS, OTHER_FORMS } from '../data/forms'
import { relate } from '../score/align'
import { lastTradeWord } from './trades'

const longestFirst = (words: string[]): string[] =>
  [...new Set(words)].filter(Boolean).sort((a, b) => b.length - a.length)
const alternatives = (words: string[]): string =>
  longestFirst(words)
    .map(w => w.replace(/[()]/g, '\\$&'))
    .join('|')

/** 股分 is the usual slip for 股份. */
const COMPANY_END = new RegExp(`(?:股分有限公司|${alternatives(COMPANY_FORMS)})$`)
const OTHER_END = new RegExp(`(?:${alternatives(OTHER_FORMS)})$`)
const BRANCH_END = new RegExp(`(?:${alternatives(BRANCH_ENDINGS)})$`)
/** 有限公司 misspelt or cut off. */
const DAMAGED_END =
  /(?:股[份分]|集团)有$|(?:股[份分]|集团|责任)?有[限线现陷县眼根垠艰](?:责任?|则任|责仁)?(?:[公工功分么]?[司思习可同丝斯]?)?$/
/** Co., Ltd. behind a Chinese name. */
const ENGLISH_END = /(?<=[\u4e00-\u9fff])(?:company|limited|coltd|co|ltd|inc|corp|llc)+$/
const COMPANY_INSIDE =
  /(?:股份|集团|责任|控股)?有限(?:责任)?公司|特殊普通合伙(?:企业)?|(?:股份|集团|总|责任)公司|(?<!分|支|子|新|贵|该|我|母|本|某|对方|甲方|乙方|家|的)公司/g

export type FormClass = 'company' | 'other' | 'none'

const FULL_FORMS = ['有限公司', '有限责任公司']
/** 有眼公司, 有限公同: one character of the form misread or mistyped. */
function misreadEnd(text: string): string | undefined {
  for (const full of FULL_FORMS) {
    const end = text.slice(-full.length)
    const wrong = [...end].map((ch, i) => (ch === full[i] ? -1 : i)).filter(i => i >= 0)
    if (end.length === full.length && wrong.length === 1 && relate(end[wrong[0]!]!, full[wrong[0]!]!) !== 'different')
      return end
  }
  return undefined
}

/** The organisation form at the end of a name (without brackets), and which class it is of. */
export function formAtEnd(text: string): { form: string; cls: FormClass } {
  let form = ''
  let rest = text
  // 某某集团股份有限公司, 某某(集团)有限责任公司: several one after the other.
  for (let i = 0; i < 3; i++) {
    const found =
      (i === 0 ? misreadEnd(rest) : undefined) ??
      COMPANY_END.exec(rest)?.[0] ??
      (i === 0 ? (ENGLISH_END.exec(rest)?.[0] ?? DAMAGED_END.exec(rest)?.[0]) : undefined)
    if (!found || found.length >= rest.length + (i ? 0 : 1)) break
    form = found + form
    rest = rest.slice(0, rest.length - found.length)
  }
  if (form) return { form, cls: 'company' }
  const other = OTHER_END.exec(text)?.[0] ?? ''
  // 药店, 酒店, 会计师事务所: the trade word is longer than the form in it.
  if (other && text.length - other.length >= 2 && lastTradeWord(text).length <= other.length)
    return { form: other, cls: 'other' }
  return { form: '', cls: 'none' }
}

/** Class of a form already taken off a name. */
export function formClass(form: string): FormClass {
  return form === ''
    ? 'none'
    : /公司|集团|股份|合伙|有限|独资|有.{0,5}$|co|ltd|inc|limited|llc/.test(form)
      ? 'company'
      : 'other'
}

/** End of the last complete company form inside the text, or -1: what follows it is a branch or a remark. */
export function lastCompanyFormEnd(text: string): number {
  let end = -1
  COMPANY_INSIDE.lastIndex = 0
  for (let found = COMPANY_INSIDE.exec(text); found; found = COMPANY_INSIDE.exec(text))
    end = found.index + found[0].length
  return end
}

/** Whether a tail after the company form names a branch (上海分公司, 三亚店). */
export const isBranch = (tail: string): boolean =>
  BRANCH_END.test(tail) || (tail.length <= 12 && /(?:店|厂|站|部|处|所|院|中心)$/.test(tail))
