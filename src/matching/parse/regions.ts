import { REGION_LINES } from '../data/regions'

/** A place name as it may stand in a company name. */
export interface Place {
  /** 2, 4 or 6 digits; several when different places share the name. */
  codes: string[]
  /** Written with 省, 市, 县 …: then it is surely a place. */
  full: boolean
  /** A district (区) without its 区, or a town: more often a brand than a place. */
  weak: boolean
}

const ETHNIC =
  /(?:蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族?|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|怒族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|独龙族|各族|蒙古)+$/
const SUFFIX = /(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|特区|省|市|县|区|盟|旗|州)$/
/** Other names of places: 简称, former names, customary short forms. */
const OTHER_NAMES: Record<string, string> = {
  内蒙: '15',
  内蒙古: '15',
  广西: '45',
  西藏: '54',
  宁夏: '64',
  新疆: '65',
  香港: '81',
  澳门: '82',
  台湾: '71',
  襄樊: '4206',
  浦东: '310115',
  杨凌: '610403',
  兵团: '65',
  新疆生产建设兵团: '65',
  黔西南: '5223',
  黔东南: '5226',
  黔南: '5227',
  湘西: '4331',
  恩施: '4228',
  凉山: '5134',
  甘孜: '5133',
  阿坝: '5132',
  大理: '5329',
  楚雄: '5323',
  红河: '5325',
  文山: '5326',
  西双版纳: '5328',
  版纳: '5328',
  德宏: '5331',
  怒江: '5333',
  迪庆: '5334',
  临夏: '6229',
  甘南: '6230',
  延边: '2224',
  海西: '6328',
  海北: '6322',
  海南州: '6325',
  伊犁: '6540',
  博州: '6527',
  巴州: '6528',
  昌吉: '6523',
  克州: '6530',
  锡盟: '1525',
  横琴: '440402',
  前海: '440305',
  雄安: '1306',
  雄安新区: '1306',
  两江新区: '5001',
  天府新区: '5101',
  西咸新区: '6101',
  贵安新区: '5201',
  张江: '310115',
  中关村: '110108',
  光明新区: '440311',
  龙华新区: '440309',
  坪山新区: '440310',
  萧山: '330109',
  余杭: '330110',
  顺德: '440606',
  南海: '440605',
  番禺: '440113',
  江宁: '320115',
} // prettier: a table

/** One-character short names of provinces; only written next to another sign of a place (沪A, 京东 is none). */
export const PROVINCE_ABBREVIATIONS: Record<string, string> = {
  京: '11',
  津: '12',
  冀: '13',
  晋: '14',
  蒙: '15',
  辽: '21',
  吉: '22',
  黑: '23',
  沪: '31',
  苏: '32',
  浙: '33',
  皖: '34',
  闽: '35',
  赣: '36',
  鲁: '37',
  豫: '41',
  鄂: '42',
  湘: '43',
  粤: '44',
  桂: '45',
  琼: '46',
  渝: '50',
  川: '51',
  蜀: '51',
  黔: '52',
  滇: '53',
  云: '53',
  藏: '54',
  陕: '61',
  甘: '62',
  青: '63',
  宁: '64',
  新: '65',
  港: '81',
  澳: '82',
  台: '71',
}

export const MAX_PLACE = 14
const places = load()

function load(): Map<string, Place> {
  const found = new Map<string, Place>()
  const add = (name: string, code: string, full: boolean, weak: boolean) => {
    const place = found.get(name)
    if (!place) found.set(name, { codes: [code], full, weak })
    else {
      if (!place.codes.includes(code)) place.codes.push(code)
      place.full ||= full
      place.weak &&= weak
    }
  }
  for (const line of REGION_LINES.split('\n')) {
    const code = /^\d+/.exec(line)![0]
    const name = line.slice(code.length)
    const suffix = SUFFIX.exec(name)?.[0] ?? ''
    const bare = name.slice(0, name.length - suffix.length)
    const short = /自治[州县]/.test(suffix)
      ? bare.replace(ETHNIC, '') || bare
      : /^自治[区旗]$/.test(suffix)
        ? bare.replace(/(?:维吾尔|壮族|回族)$/, '')
        : bare
    const weak = code.length === 6 && (suffix === '区' || suffix === '')
    if (name.length > 2 || suffix) add(name, code, suffix !== '' && name.length > 2, weak && suffix === '')
    if (short.length >= 2 && short !== name) add(short, code, false, weak)
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) add(name, code, name.length > 3, false)
  // 自治州 as people write it: 凉山州, 大理州.
  for (const [name, code] of Object.entries(OTHER_NAMES))
    if (/^(?:52|53|51|43|42|62|22|63)\d\d$/.test(code) && name.length < 4) add(`${name}州`, code, true, false)
  return found
}

/** The place with exactly this name. */
export const placeNamed = (name: string): Place | undefined => places.get(name)

/** All place names: for tables derived from them. */
export const allPlaces = (): IterableIterator<[string, Place]> => places.entries()

/** Longest place at the start of the text, at most `max` characters. */
export function placeAtStart(text: string): { name: string; place: Place } | undefined {
  for (let length = Math.min(MAX_PLACE, text.length); length >= 2; length--) {
    const place = places.get(text.slice(0, length))
    if (place) return { name: text.slice(0, length), place }
  }
  return undefined
}

/** Longest place at the end of the text. */
export function placeAtEnd(text: string): { name: string; place: Place } | undefined {
  for (let length = Math.min(MAX_PLACE, text.length); length >= 2; length--) {
    const place = places.get(text.slice(-length))
    if (place) return { name: text.slice(-length), place }
  }
  return undefined
}

/** Two places agree when one lies in the other (or they are the same). */
export const placesAgree = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

/** How two lists of places relate: same province only, one in the other, conflict, or one side says nothing. */
export function comparePlaces(
  a: readonly string[],
  b: readonly string[],
): 'equal' | 'inside' | 'missing' | 'province' | 'conflict' {
  if (!a.length && !b.length) return 'equal'
  if (!a.length || !b.length) return 'missing'
  let best: 'equal' | 'inside' | 'province' | 'conflict' = 'conflict'
  for (const x of a) {
    for (const y of b) {
      if (x === y) return 'equal'
      if (placesAgree(x, y)) best = 'inside'
      else if (best === 'conflict' && x.slice(0, 2) === y.slice(0, 2)) best = 'province'
    }
  }
  return best
}
