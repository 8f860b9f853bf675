import { LABELS, REMARKS } from '../data/remarks'
import { placeAtStart } from './regions'

const remarkWords = new Set(REMARKS)
const labelWords = new Set([...LABELS, ...REMARKS])
const longestFirst = (words: string[]): string => [...words].sort((a, b) => b.length - a.length).join('|')
const LABEL = new RegExp(`^(?:${longestFirst(LABELS)})\\s*[:：=]\\s*`)
const NUMBERING = /^(?:no\.?\s*)?\d{1,4}\s*[.、)．:：]\s*(?!\d)/
const REMARK_TAIL = new RegExp(
  `(?:${longestFirst(REMARKS.filter(w => w.length > 2 || w === '厂家' || w === '客户'))})$`,
)
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
    /(?:跟进|报价|联系|拜访|回访|见面|签约|成交|报备|意向|撞单|介绍|推荐|引荐)/.test(text)
  )
}

/** A piece that stands before the name: a label, a mark, a running number. */
export const isLabel = (piece: string): boolean =>
  labelWords.has(piece.replace(/[\s:：]+/g, '')) || /^\d{1,4}$/.test(piece)

/** What people write before a colon says what follows; a name there has a form or is what the rest is about. */
const BEFORE_COLON = /^[^:：()（）]{1,12}[:：]\s*(?=.{4})/
/** 2024.3.15, 3月12日拜访, 上周见面: when. */
const WHEN =
  /^(?:\d{4}[年./-])?\d{1,2}(?:[月./-]\d{1,2}[日号]?|月)\s*(?:拜访|回访|来访|见面|沟通|联系|报价|签约|成交|上门|电话)?(?:了|过)?\s*(?=[\u4e00-\u9fff]{4})/
/** 3号楼502室, A座1203: where in a building. */
const ADDRESS =
  /(?<=[\u4e00-\u9fff]{4})[\s,，]*(?:[a-z\d一二三四五六七八九十]{1,5}(?:号楼|号院|号|栋|幢|座|单元|层|楼|室|弄))+\d{0,5}$/
/** 做机械的润海, 苏州的润海机械. */
const SPOKEN: [RegExp, string][] = [
  [
    /(?<=[\u4e00-\u9fff]{4})的[\u4e00-\u9fff]{1,2}(?:总|经理|总监|主任|工|老板|老师|先生|女士|小姐|姐|哥)(?=[\s(]|$)/,
    '',
  ],
  [/做([\u4e00-\u9fff]{2,8})的(?=[\u4e00-\u9fff]{2})/, '$1'],
]
/** 苏州的润海机械, not 广东美的集团. */
const withoutOf = (text: string): string => {
  const place = placeAtStart(text)
  return place && !place.place.weak && text[place.name.length] === '的' && text.length > place.name.length + 4
    ? place.name + text.slice(place.name.length + 1)
    : text
}

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
  let rest = withoutLabels(text).replace(WHEN, '').replace(ADDRESS, '')
  const told = BEFORE_COLON.exec(rest)?.[0]
  if (told && !/公司|厂|店|集团/.test(told) && !isRemark(rest.slice(told.length))) rest = rest.slice(told.length)
  for (const [spoken, written] of SPOKEN) rest = withoutOf(rest.replace(spoken, written))
  return withoutLabels(rest.replace(REQUEST, asked => (asked === '查' ? asked : '')).replace(REFERRED, ''))
}
