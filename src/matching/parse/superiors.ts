import { placeAtStart, placeNamed } from './regions'

const numeral = '[一二三四五六七八九十]{1,3}'
/** What surveys, builds or carries current in one part of the country. */
const PART_OF_COUNTRY = /^(?:华[东南北中]|[东西][南北]|中南)/

/** Numbered bureaus and institutes as people call them, and as they are registered. */
const NUMBERED: [RegExp, string][] = [
  [new RegExp(`^(?:中铁|铁)第?(${numeral})(?:设计)?院(?:集团)?$`), '中铁第$1勘察设计院'],
  [new RegExp(`^(?:中交)?第?(${numeral})航局`), '中交第$1航务工程局'],
  [new RegExp(`^(?:中交)?第?(${numeral})公局`), '中交第$1公路工程局'],
  [new RegExp(`^(?:中国)?(?:中)?水电第?(${numeral})局`), '中国水利水电第$1工程局'],
  [new RegExp(`^(?:中国建筑|中建)第(${numeral})工程局`), '中建$1局'],
]
const MAY_BE_NUMBERED = /^(?:中|铁|水电|第?[一二三四五六七八九十]).*[局院]/

/**
 * Public bodies and institutes by their own names, without the body they stand under: 中国科学院宁波材料所, 中国电建集团华东勘测设计研究院,
 * 中华人民共和国青岛海关, 国网浙江省电力有限公司宁波供电公司.
 */
export function withoutSuperior(text: string): string {
  const name = supply(text.replace(/^中华人民共和国(?=.{2})/, ''))
  if (MAY_BE_NUMBERED.test(name))
    for (const [called, one] of NUMBERED) if (called.test(name)) return name.replace(called, one)
  const academy = /^(?:中国科学院|中科院)(.{2,}?)(?:研究)?(所|研究院|中心)$/.exec(name)
  if (academy) {
    const own = academy[1]! + (academy[2] === '所' ? '研究所' : academy[2])
    return placeAtStart(own) ? own : `中国科学院${own}`
  }
  const group = /^中国.{2,10}?集团(?:公司)?(?=.{4,20}院(?:有限公司)?$)/.exec(name)?.[0]
  const own = group && name.slice(group.length)
  return own && (PART_OF_COUNTRY.test(own) || placeAtStart(own)) ? own : name
}

const SUPPLY = /^(?:国网|国家电网)?(?:.{2,8}?电力(?:有限)?(?:责任)?公司)?(.{2,6}?)供电(?:分)?公司$/
/** 国网苏州供电公司: the company that supplies a city, whose registered name begins with the one of its province. */
function supply(text: string): string {
  const place = text.endsWith('公司') ? SUPPLY.exec(text)?.[1] : undefined
  return place && placeNamed(place) ? `${place.length > 2 ? place.replace(/[市县]$/, '') : place}供电公司` : text
}
