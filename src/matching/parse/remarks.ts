import { LABELS, REMARKS } from '../data/remarks'

const remarkWords = new Set(REMARKS)
const labelWords = new Set([...LABELS, ...REMARKS])
const longestFirst = (words: string[]): string => [...words].sort((a, b) => b.length - a.length).join('|')
const LABEL = new RegExp(`^(?:${longestFirst(LABELS)})\\s*[:：=]\\s*`)
const NUMBERING = /^(?:no\.?\s*)?\d{1,4}\s*[.、)．:：]\s*(?!\d)/
const REMARK_TAIL = new RegExp(`(?:${longestFirst(REMARKS.filter(w => w.length > 2))})$`)
/** 张总, 李经理, 王小姐, 负责人陈工, 联系人:刘先生 … */
const PERSON =
  /^(?:(?:负责人|联系人|经办人|对接人|业务员|销售|采购|老板|法人|找|by)\s*[:：]?\s*)?[\u4e00-\u9fff]{1,3}(?:总经理|董事长|总监|经理|主任|总|工|老板|老师|先生|女士|小姐|姐|哥|董|院长|校长|厂长|店长|部长|处长|科长|会计|工程师|主管|秘书)(?:[\s:：]*[\d\s-]*)?$/
const ROLE =
  /^(?:负责人|联系人|经办人|对接人|业务员|销售|采购人?|老板|法人|法定代表人)\s*[:：]?\s*[\u4e00-\u9fff]{2,4}$/
const PROGRESS = /^(?:已|未|待|正在|准备|还没|刚|可能|尽快|预计|下周|本周|明天|今天|上次|\d{1,2}月|周[一二三四五六日])/

/** Whether a piece set apart by separators or brackets says something about the customer instead of naming it. */
export function isRemark(piece: string): boolean {
  const text = piece.replace(/[\s:：!！?？。.*★☆~]+/g, '')
  if (text === '') return true
  return (
    remarkWords.has(text) ||
    PERSON.test(text) ||
    ROLE.test(text) ||
    PROGRESS.test(text) ||
    /^\d+$/.test(text) ||
    /(?:跟进|报价|联系|拜访|签约|报备|意向|撞单)/.test(text)
  )
}

/** A piece that stands before the name: a label, a mark, a running number. */
export const isLabel = (piece: string): boolean =>
  labelWords.has(piece.replace(/[\s:：]+/g, '')) || /^\d{1,4}$/.test(piece)

/** Takes labels and running numbers off the start (客户：…, 1.…, 报备:…). */
export function withoutLabels(text: string): string {
  let rest = text
  for (let i = 0; i < 4; i++) {
    const shorter = rest
      .replace(/^[\s★☆※●◆■▲*#@!！~、，,.。:：;；|/-]+/, '')
      .replace(NUMBERING, '')
      .replace(LABEL, '')
    if (shorter === rest || shorter.length < 2) break
    rest = shorter
  }
  return rest
}

/** Takes a remark without separator off the end (天津城建跟进中). */
export function withoutRemarkTail(text: string): string {
  const found = REMARK_TAIL.exec(text)?.[0]
  return found && text.length - found.length >= 2 ? text.slice(0, text.length - found.length) : text
}

/** 帮我查一下…, 我要报备…, 李总介绍的… */
const REQUEST =
  /^(?:我|请|麻烦|能否|可以)?(?:要|想|来|先|再)?(?:帮忙|帮我|帮|给我|替我)?(?:报备|查一下|查下|查查|查重|查询|查|登记|录入|看看|看下|看一下|核实|新签|签约)(?:一下|下)?(?:的?(?:客户|公司|单位))?[\s:：,，]*(?=[\u4e00-\u9fff]{4})/
const REFERRED =
  /^[\u4e00-\u9fff]{1,3}(?:总|经理|工|老师|哥|姐|主任)?(?:介绍|推荐|转介绍|报备|转来|提供)的?[\s:：,，]*(?=[\u4e00-\u9fff]{4})/

/** Labels, then words of asking or telling before the name. */
export function withoutRequest(text: string): string {
  const rest = withoutLabels(text)
  return withoutLabels(rest.replace(REQUEST, '').replace(REFERRED, ''))
}
