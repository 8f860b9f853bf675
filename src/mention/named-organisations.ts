import { placeAtStart } from '../matching/parse/regions'
import { isCommonBody } from './bodies'
import { cleanAt } from './extend'
import type { MessageText } from './message-text'
import type { Segment } from './short-names'
import type { Spans } from './spans'
import { cutWord } from './word-bounds'

/** Forms behind which a company's name surely ends, and what public bodies are called, in full and for short (附一院, 四中). */
const FORM =
  /(?:股份|集团)?有限(?:责任)?公司|股份公司|集团公司|(?:医|法|学|检察|研究|设计|规划|[一二三四五六七八九十])院|大学|(?:[一二三四五六七八九十]|附)中|[中小]学|[理务察安管督育划利保政化急建游通输]局|分局|研究所|[化物]所|图书馆|博物馆|党校|幼儿园|管委会|街道办|办事处|[分支]行|[\u4e00-\u9fff]{2}厅/g
const COMPANY = /公司$/
/** Another body in the same breath: 中国科学院|大连化物所, 市教育局|招生办公室. */
const GOES_ON = new RegExp(
  `^[^的了是在有和跟与说要也都又还给把被到去来我你他她它们这那，。！？、；：,.!?;:\\s]{0,8}?(?:${FORM.source})`,
)
/** These may be known without their place; every town has an office of the others. */
const KNOWN_ALONE = /(?:院|大学|所)$/
const LETTER = /[\u3400-\u9fffa-z0-9&]/
/** A sign that somebody put into a name: 【立柱】阀门有限公司, 立柱-阀门有限公司. */
const SIGN = /[】\])』」”·—-]/
const LEAST = 4
const MOST = 24
/** A search costs about as much as a duplicate check. */
const MOST_SEARCHES = 3

/**
 * Full names, by their form, and public bodies that no key found: a slip of the pen, a sign inside the name or its usual
 * short form may keep every key from fitting.
 */
export function namedOrganisations(message: MessageText, spans: Spans): Segment[] {
  const { text, gap } = message
  const found: Segment[] = []
  for (const form of text.matchAll(FORM)) {
    const end = form.index + form[0].length
    const company = COMPANY.test(form[0])
    const latest = company ? form.index - LEAST : end - LEAST
    let start = form.index
    while (start > 0 && end - start < MOST && belongs(text, start - 1) && !gap[start]) {
      if (start <= latest && startsHere(message, start)) break
      start--
    }
    if (start > latest || !spans.isFree(start, end)) continue
    if (!company && !isOneBody(message, start, end)) continue
    found.push({ start, end })
    if (found.length === MOST_SEARCHES) break
  }
  return found
}

const belongs = (text: string, at: number): boolean =>
  LETTER.test(text[at]!) || (SIGN.test(text[at]!) && at > 0 && LETTER.test(text[at - 1]!))

const startsHere = (message: MessageText, at: number): boolean =>
  !SIGN.test(message.text[at - 1] ?? '') && cleanAt(message.text, message.gap, at) && !cutWord(message, at)

/** A body of one place, and its name ends here: not 无锡市公安局 in 无锡市公安局梁溪分局. */
const isOneBody = (message: MessageText, start: number, end: number): boolean => {
  const name = message.text.slice(start, end)
  return (
    !cutWord(message, start) &&
    !cutWord(message, end) &&
    !GOES_ON.test(message.text.slice(end, end + MOST)) &&
    !isCommonBody(name) &&
    (placeAtStart(name) !== undefined || KNOWN_ALONE.test(name))
  )
}
