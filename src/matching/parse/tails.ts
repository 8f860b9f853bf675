import { formAtEnd } from './forms'
import { placeAtEnd, placeAtStart } from './regions'
import { repairTrade } from './repair'
import { isTradeWord, tradeStart } from './trades'

/** 展丹咖啡人民路店: a shop by its street, behind a name of at least two characters and a trade. */
const SHOP_BY_STREET =
  /(?<=.{3})(?:[\u4e00-\u9fff]{2}(?:路|街|大道|广场|巷|站|[城门桥口])|(?:万达|万象城|吾悦|银泰|机场|高铁站|火车站)[\u4e00-\u9fff]{0,2})店$/

/** 钱大妈番禺市桥店, 中通快递苏州吴江网点: behind a place inside the name. */
const OUTLET = /(?:[路街巷道场城门桥口村镇区站里园湖]|大道|广场|中心)(?:门?店|专柜)$|网点$/
function outletAtPlace(text: string): number {
  if (!OUTLET.test(text)) return 0
  for (let at = 2; at <= text.length - 4; at++) {
    const found = placeAtStart(text.slice(at))
    if (found && (at > 2 || !found.place.weak)) return at
  }
  return 0
}

/** Start of a branch part behind a name without company form (招商银行深圳分行), or 0. */
export function bareBranch(text: string): number {
  const shop = SHOP_BY_STREET.exec(text)
  if (shop) {
    const city = placeAtEnd(text.slice(0, shop.index))
    return city && shop.index - city.name.length >= 2 ? shop.index - city.name.length : shop.index
  }
  const outlet = outletAtPlace(text)
  if (outlet) return outlet
  const ending = /(?:分公司|办事处|联络处|代表处|支公司|分行|支行|分店|分部|事业部|项目部|项目|总部|本部)$/.exec(
    text,
  )?.[0]
  if (!ending) return 0
  const before = text.slice(0, text.length - ending.length)
  const place = placeAtEnd(before)
  const start = before.length - (place?.name.length ?? 0)
  return start >= (place && !place.place.weak ? 2 : 3) ? start : before.length >= 4 ? before.length : 0
}

/** A place behind the form (小吃店苏州). */
export function placeBehindForm(text: string): { name: string; codes: string[] } | undefined {
  const found = placeAtEnd(text)
  return found && !found.place.weak && formAtEnd(text.slice(0, -found.name.length)).form
    ? { name: found.name, codes: found.place.codes }
    : undefined
}

/** A place between trade and form (纽威数控装备苏州股份有限公司), where registers lost its brackets. */
export function placeBeforeForm(core: string): { name: string; codes: string[] } | undefined {
  const found = core.length > 5 ? placeAtEnd(core) : undefined
  // 鹏欣环球资源: some counties are called like a business.
  if (!found || found.place.weak || isTradeWord(found.name)) return undefined
  const before = core.slice(0, core.length - found.name.length)
  return tradeStart(before) < before.length || repairTrade(before)
    ? { name: found.name, codes: found.place.codes }
    : undefined
}
