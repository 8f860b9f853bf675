import { CITIES, type Company, pick, type Random, type Sounds, syllables, TRADES } from './material'
import type { Fields } from './positives'

/** Another customer that looks like a registered one. Undefined: not possible for this company. */
export type Rival = (company: Company, random: Random, sounds: Sounds) => Company | undefined

const cities = Object.keys(CITIES)

/** A trade that shares no character and no English word. */
export function otherTrade(trade: string, random: Random): string {
  const far = Object.keys(TRADES).filter(
    t => ![...t].some(ch => trade.includes(ch)) && !TRADES[t]!.split(' ').some(w => TRADES[trade]!.includes(w)),
  )
  return pick(far, random)
}

export const otherCity = (city: string, random: Random): string =>
  pick(
    cities.filter(c => CITIES[c]!.province !== CITIES[city]!.province),
    random,
  )

const homophones = (text: string, random: Random, sounds: Sounds): string | undefined => {
  const read = syllables(text)
  const at = Math.floor(random() * text.length)
  const other = sounds.other(read[at]!, text[at]!, random)
  return other && text.slice(0, at) + other + text.slice(at + 1)
}

const renamed = (c: Company, part: Partial<Company>): Company => {
  const to = { ...c, ...part, row: {} }
  return { ...to, name: to.city + to.brand + to.trade + to.form }
}

const FAMILY = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const GIVEN = '建国 志强 晓梅 红霞 海燕 国栋 玉兰 永福 秀英 德明 雪松 子轩 丽娟 文斌 春生'.split(' ')

export const RIVALS: Record<string, Rival> = {
  'same brand, other trade': (c, random) => renamed(c, { trade: otherTrade(c.trade, random) }),
  'same brand and trade, other province': (c, random) => renamed(c, { city: otherCity(c.city, random) }),
  'subsidiary: other place and trade': (c, random) =>
    renamed(c, { city: otherCity(c.city, random), trade: otherTrade(c.trade, random) }),
  'affix before the brand': (c, random) => renamed(c, { brand: pick([...'新大金中华天东南博'], random) + c.brand }),
  'affix behind the brand': (c, random) => renamed(c, { brand: c.brand + pick([...'达泰源盛通丰科美宝'], random) }),
  'homophone, other trade': (c, random, sounds) => {
    const brand = homophones(c.brand, random, sounds)
    return brand ? renamed(c, { brand, trade: otherTrade(c.trade, random) }) : undefined
  },
  'homophone, other province': (c, random, sounds) => {
    const brand = homophones(c.brand, random, sounds)
    return brand ? renamed(c, { brand, city: otherCity(c.city, random) }) : undefined
  },
  'one character of the brand another': (c, random, sounds) => {
    if (c.brand.length > 3) return undefined
    const at = Math.floor(random() * c.brand.length)
    const other = pick(pick([...sounds.bySound.values()], random), random)
    return other === c.brand[at]
      ? undefined
      : renamed(c, { brand: c.brand.slice(0, at) + other + c.brand.slice(at + 1) })
  },
  'a person as brand': (c, random) => renamed(c, { brand: pick([...FAMILY], random) + pick(GIVEN, random) }),
  'unseen brand': (c, random, sounds) => renamed(c, { brand: unseenBrand(random, sounds) }),
  'three characters, one shared': (c, random, sounds) =>
    renamed(c, { brand: c.brand[0] + unseenBrand(random, sounds) }),
}

/** Two characters that brands use, put together by chance. */
export const unseenBrand = (random: Random, sounds: Sounds): string =>
  [0, 1].map(() => pick(pick([...sounds.bySound.values()], random), random)).join('')

/** Queries that name nobody in particular. */
export const NOBODY: Record<string, (company: Company, random: Random) => Fields> = {
  'only place and trade': (c, random) => ({
    company: pick([`${c.city}${c.trade}有限公司`, `${c.city}市${c.trade}公司`, `${c.city}做${c.trade}的`], random),
  }),
  'only a trade': (c, random) => ({ company: pick([`${c.trade}有限公司`, c.trade, `${c.trade}客户`], random) }),
}
