import { NUMBERED_BODIES, SHORT_BODIES } from '../data/bodies'
import { UNIVERSITY_SHORT_NAMES } from '../data/universities'
import { placeAtStart, placeNamed } from './regions'
import { withoutSuperior } from './superiors'
import { isAllTrade } from './trades'

const numeral = '[一二三四五六七八九十]{1,3}'
const rules: [RegExp, string][] = [
  ...SHORT_BODIES.map(([forms, one]): [RegExp, string] => [new RegExp(`(?:${forms})`), one]),
  ...NUMBERED_BODIES.map(([forms, one]): [RegExp, string] => [
    new RegExp(`(?<=[\\u4e00-\\u9fff]{2})(?:${forms.replace('N', `(${numeral})`)})$`),
    one,
  ]),
]
/** 师大, 工大 at the end or before what belongs to the university; 科大讯飞 and 浙大网新 are names of companies. */
const UNIVERSITY = /(?<=[\u4e00-\u9fff]{2})(师|工|农|医|理工|财|科|交|民)大(?=$|附|第|医)/
const UNIVERSITIES: Record<string, string> = {
  师: '师范',
  工: '工业',
  农: '农业',
  医: '医科',
  理工: '理工',
  财: '财经',
  科: '科技',
  交: '交通',
  民: '民族',
}
/** A department of a university, a hospital or a school is the same customer; what is attached (附属) or published is not. */
const DEPARTMENT =
  /^(.{2,}(?:大学|医院|保健院|[中小]学))(?!附)((?!.*(?:附|医院|出版|中学|小学|幼儿园|科技园|公司)).{1,12}(?:学院|系|处|科|部|室|中心|研究所|图书馆|校区|院区|分院))$/

/** What every rule needs, so that most names cost one look. */
const MAY_BE_BODY =
  /[局委院]|大学|公安|交警|支队|大队|海关|供电|中科|中心|妇幼|人医|政府|管理委员会|律所|[大中小厂]$|[中小]学|所$|农商|农村商业/

/** Public bodies under one of their names: 市监局 and 市场监督管理局, 三中 and 第三中学, 一院 and 第一人民医院. */
export function publicBody(text: string): { text: string; department: string } {
  if (!MAY_BE_BODY.test(text) && !UNIVERSITY_SHORT_NAMES[text]) return { text, department: '' }
  let name = universityInFull(withoutSuperior(text.replace(/^国家税务总局(?=.*税务局)/, '')))
  const found = DEPARTMENT.exec(name)
  name = hospitalOfUniversity(universityKind(found ? found[1]! : name))
  for (const [forms, one] of rules) name = name.replace(forms, one)
  name = universityKind(name)
  return {
    text: numberedPlant(numberedHospital(name).replace(/第([一二三四五六七八九十]+)厂$/, '$1厂')),
    department: found?.[2] ?? '',
  }
}

const universityKind = (name: string): string =>
  name.replace(UNIVERSITY, (_, kind: string) => `${UNIVERSITIES[kind]}大学`)

/** 西工大, 川大附属第一医院, 浙大化学系; 浙大网新 and 西电集团 are names of companies. */
function universityInFull(text: string): string {
  for (let length = Math.min(5, text.length); length >= 2; length--) {
    const full = UNIVERSITY_SHORT_NAMES[text.slice(0, length)]
    const rest = text.slice(length)
    if (full && (/^(?:$|附|医学院|第.?医院)/.test(rest) || /^.{1,8}(?:学院|系|处|实验室|图书馆|校区)$/.test(rest)))
      return full + rest
  }
  return text
}

const NAMED_AFTER_KIND = /第|附属|人民|儿童|妇产|口腔|肿瘤|眼科|中医|康复|精神|胸科|心血管|皮肤|整形|血液/
/** 上海交通大学医学院附属瑞金医院 is 上海瑞金医院; 第一, 儿童 and the like need the university. */
function hospitalOfUniversity(text: string): string {
  const found =
    /^(.{2,10}?)(?:大学|(?<=中国.{1,2}医?)科学院)(?:[\u4e00-\u9fff]{1,3}学院)?(?:附属)?([\u4e00-\u9fff]{2,5})医院$/.exec(
      text,
    )
  const own = found?.[2]
  if (!own || NAMED_AFTER_KIND.test(own)) return text
  const placed = placeAtStart(own)
  if (placed && own.length - placed.name.length >= 2) return `${own}医院`
  if (own.length > 3) return text
  const place = placeAtStart(found[1]!)?.name ?? (found[1]!.startsWith('首都') ? '北京' : '')
  return place || found[1]!.startsWith('中国') ? `${place}${own}医院` : text
}

/** 苏州一院, 苏州市一医院, 苏州市第一医院: behind a place it is the 人民医院 of that number. */
function numberedHospital(text: string): string {
  const found = /^(.{2,8}?)第?([一二三四五六七八九十]{1,3})(?:院|医院)$/.exec(text)
  const place = found && (placeNamed(found[1]!) ?? placeNamed(found[1]!.replace(/市$/, '')))
  return found && place ? `${found[1]}第${found[2]}人民医院` : text
}

/** 苏州机床二厂 is 苏州第二机床厂. */
function numberedPlant(text: string): string {
  const found = /^(.{2,}?)([一二三四五六七八九十]{1,2})厂$/.exec(text)
  const place = found && placeAtStart(found[1]!)
  if (!found || !place) return text
  const trade = found[1]!.slice(place.name.length)
  return isAllTrade(trade) ? `${place.name}第${found[2]}${trade}厂` : text
}

/** Names of public bodies: the same words in another district are another body. */
export const isPublicBody = (core: string): boolean =>
  /(?:局|卫健委|发改委|国资委|委员会|政府|法院|检察院|中院|医院|保健院|中学|小学|幼儿园|大队|支队|疾控中心|公积金中心)$/.test(
    core,
  )
