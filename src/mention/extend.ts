import { COMPANY_FORMS, OTHER_FORMS } from '../matching/data/forms'
import { placeAtStart } from '../matching/parse/regions'
import { tradeWords } from '../matching/parse/trades'
import { placeBefore } from './find-hits'
import type { MessageText } from './message-text'
import { cutWord } from './word-bounds'
import { continuesAfter, endsBefore, isBefore } from './words'

/** Words that carry a name on: trades and organisation forms, by first character, longest first. */
const ON = new Map<string, string[]>()
const FORMS = new Set([...COMPANY_FORMS, ...OTHER_FORMS].filter(word => word.length > 1))
const FORM_LIST = [...FORMS]
for (const word of new Set([...tradeWords(), ...FORMS]))
  if (word.length > 1) ON.set(word[0]!, [...(ON.get(word[0]!) ?? []), word])
for (const list of ON.values()) list.sort((a, b) => b.length - a.length)
/** 上海分公司, 南京西路支行: behind a complete name. */
const BRANCH =
  /^[\u4e00-\u9fff]{0,8}?(?:分公司|子公司|支公司|分行|支行|分店|分校|分院|分厂|办事处|代表处|联络处|事业部)/
/** A trade word that is what they do here: 涪陵榨菜|招标了, but 立信招标代理. */
const DEALING = /^(?:招标|投标|采购)(?!代理|中心|服务|咨询|平台|网|有限|公司)/
/** A bank has branches without saying what form it has. */
const BANK = /(?:银行|信用社|农商行)$/
/** A trade word before one of these belongs to what comes: 技术负责人, 采购经理. */
const ROLE = /^(?:负责|总监|部门|部长|部的|人员|支持|经理|主管|主任|专员|员工|岗|问题|团队|对接|老师|同事|的?人)/
const NAME_GOES_ON =
  /^[^的了是在有和跟与说要也都又还给把被到去来\s]{2,14}?(?:公司|集团|研究院|设计院|(?<!工|新)厂|事务所)/
/** Another organisation's name, without words of talk in between. */
const OTHER_NAME =
  /^[^的了是在有和跟与说要也都又还给把被到去来我你他她它们这那，。！？、；：,.!?;:\s]{0,12}?(?:公司|集团|事务所|合作社|基金会|协会|商行|经营部|股份)/
const MOST_STEPS = 6
const MOST_RESIDUE = 4
const HAN = /[\u3400-\u9fff]/
const LETTER = /[\u3400-\u9fffa-z0-9]/

interface RightSide {
  end: number
  hasForm: boolean
}

/** The text at hand and what was worked out for its places: the same ones are asked for again and again. */
let atHand = ''
let rightSides: RightSide[] = []

/** Where a name that begins before `end` really ends: trade words, form and branch belong to it. */
export function extendRight(text: string, end: number): RightSide {
  if (text !== atHand) {
    atHand = text
    rightSides = []
  }
  rightSides[end] ??= rightSide(text, end)
  return rightSides[end]!
}

function rightSide(text: string, end: number): RightSide {
  let at = end
  let hasForm = false
  for (let step = 0; step < MOST_STEPS; step++) {
    const word = ON.get(text[at] ?? '')?.find(candidate => text.startsWith(candidate, at))
    const isForm = word !== undefined && FORMS.has(word)
    if (DEALING.test(text.slice(at, at + 4))) break
    // Behind a form only more of the form: 集团股份有限公司, but not 集团 技术负责人.
    if (word && (isForm || (!hasForm && !ROLE.test(text.slice(at + word.length, at + word.length + 3))))) {
      at += word.length
      hasForm ||= isForm
      continue
    }
    const place = hasForm ? undefined : placeAtStart(text.slice(at, at + 8))
    const behind = place && at + place.name.length
    if (!behind || !(behind >= text.length || FORM_LIST.some(form => text.startsWith(form, behind)))) break
    at = behind
  }
  const branch = hasForm || BANK.test(text.slice(0, at)) ? branchBehind(text, at) : 0
  return { end: at + branch, hasForm }
}

/** Length of what names a branch here, or 0. */
export const branchBehind = (text: string, at: number): number => BRANCH.exec(text.slice(at, at + 14))?.[0].length ?? 0

export interface LeftSide {
  /** Where the name begins with its places. */
  start: number
  /** Nothing before it can belong to the name. */
  clean: boolean
  /** Characters before it that may belong to a longer name. */
  residue: number
  hasPlace: boolean
}

/** What stands before a name: its places belong to it, other characters may make it a longer, different name. */
export function extendLeft(message: MessageText, start: number): LeftSide {
  const { text, gap } = message
  let at = start
  let hasPlace = false
  for (let step = 0; step < 3; step++) {
    const found = placeBefore(text, at)
    // A blank between place and name keeps them apart: 东方 财富. A name spaced out has blanks inside the place too.
    if (
      !found ||
      (gap[at] && !gap[at - 1]) ||
      // 创新和|华工科技 has no 新和 in it.
      cutWord(message, at - found.name.length) > 0 ||
      (!found.place.full && found.place.weak && !cleanAt(text, gap, at - found.name.length))
    )
      break
    at -= found.name.length
    hasPlace = true
  }
  if (hasPlace || cleanAt(text, gap, at)) return { start: at, clean: true, residue: 0, hasPlace }
  let residue = 0
  while (residue < MOST_RESIDUE && !cleanAt(text, gap, at - residue)) residue++
  for (let back = 1; back <= residue; back++)
    if (placeBefore(text, at - back))
      return { start: at, clean: false, residue: back + placeBefore(text, at - back)!.name.length, hasPlace: true }
  return { start: at, clean: false, residue, hasPlace: false }
}

const MOST_OF_TAIL = 3
const JOINING = /[的和跟与及在是找给对]/

/** A place a little before begins a name that ends with what begins here: 汉中|让|水河服装 sounds like 水禾服装, and is neither. */
export function isTail({ text, gap }: MessageText, start: number): boolean {
  if (gap[start] || JOINING.test(text[start - 1] ?? '') || endsBefore(text.slice(Math.max(0, start - 4), start)))
    return false
  for (let at = start - 1; at > 1 && start - at <= MOST_OF_TAIL && !gap[at] && HAN.test(text[at]!); at--)
    if (placeBefore(text, at)) return true
  return false
}

/** Can a name begin here? At the start, behind punctuation, white space, another script, or a word that ends before names. */
export function cleanAt(text: string, gap: Uint8Array, at: number): boolean {
  if (at <= 0 || gap[at]) return true
  const before = text[at - 1]!
  if (!LETTER.test(before)) return true
  if (!HAN.test(before)) return HAN.test(text[at]!)
  return isBefore(before) || endsBefore(text.slice(Math.max(0, at - 4), at))
}

/** Can brand and trade, or a name with its place, end here? Nearly any word may follow, but no other organisation's name. */
export function endsName(message: MessageText, end: number): boolean {
  return (
    cleanEnd(message.text, message.gap, end) ||
    (HAN.test(message.text[end]!) && !cutWord(message, end) && !OTHER_NAME.test(message.text.slice(end, end + 16)))
  )
}

/** Signs that somebody puts into a name: 【立柱】阀门有限公司. */
const SIGN = /[】\])』」”"'·—-]/
const FULL_FORM = /有限|股份/
const MOST_BETWEEN = 3
const FORM_REACH = 20
/** Characters that stand in a name rather than between two pieces of talk. */
const NAMELIKE = /[\u4e00-\u9fff](?<![的了是在有和跟与说要也都又还给把被到去来我你他她它们这那])/

/** Does what stands here carry a name on as far as its organisation form, so that it is a longer and different one: 缤纷自然|隆化学有限公司? */
export const goesOnToForm = (text: string, end: number): boolean =>
  FULL_FORM.test(text.slice(end, end + FORM_REACH)) &&
  goesOn(text, end, (at, right) => right.hasForm && FULL_FORM.test(text.slice(at, right.end)))

/** … or as far as a trade: 缤纷自然|隆化学. */
export const goesOnToTrade = (text: string, end: number): boolean =>
  goesOn(text, end, (at, right) => right.end > at && at > end)

function goesOn(text: string, end: number, found: (at: number, right: { end: number; hasForm: boolean }) => boolean) {
  const from = SIGN.test(text[end] ?? '') ? end + 1 : end
  for (let at = from; at <= from + MOST_BETWEEN; at++) {
    if (at > end && found(at, extendRight(text, at))) return true
    if (!NAMELIKE.test(text[at] ?? '')) return false
  }
  return false
}

/** Can a name end here? */
export function cleanEnd(text: string, gap: Uint8Array, end: number): boolean {
  if (end >= text.length || gap[end]) return true
  const behind = text[end]!
  if (!LETTER.test(behind)) return true
  if (!HAN.test(behind)) return !/[a-z]/.test(text[end - 1]!)
  if (continuesAfter(text.slice(end, end + 6))) return true
  // A place: 长沙总部 speaks of the customer, 桂林矿产地质研究院有限公司 is another company's name going on,
  // and so is 隆化学 rather than 隆化.
  const place = placeAtStart(text.slice(end, end + 8))
  return (
    place !== undefined &&
    !goesOnToTrade(text, end) &&
    !NAME_GOES_ON.test(text.slice(end + place.name.length, end + 20))
  )
}
