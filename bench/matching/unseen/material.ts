import { pinyin } from 'pinyin-pro'

/** Place names with their province, its one-character name and a neighbour in another province: written down here, not taken from the engine. */
export const CITIES: Record<string, { province: string; abbreviation: string }> = Object.fromEntries(
  '苏州江苏苏 无锡江苏苏 南京江苏苏 常州江苏苏 南通江苏苏 徐州江苏苏 扬州江苏苏 杭州浙江浙 宁波浙江浙 温州浙江浙 嘉兴浙江浙 绍兴浙江浙 金华浙江浙 合肥安徽皖 芜湖安徽皖 广州广东粤 深圳广东粤 东莞广东粤 佛山广东粤 珠海广东粤 惠州广东粤 中山广东粤 厦门福建闽 福州福建闽 泉州福建闽 青岛山东鲁 济南山东鲁 烟台山东鲁 潍坊山东鲁 临沂山东鲁 郑州河南豫 洛阳河南豫 武汉湖北鄂 宜昌湖北鄂 长沙湖南湘 株洲湖南湘 南昌江西赣 赣州江西赣 成都四川川 绵阳四川川 贵阳贵州黔 昆明云南滇 南宁广西桂 柳州广西桂 桂林广西桂 西安陕西陕 兰州甘肃甘 太原山西晋 大同山西晋 石家庄河北冀 唐山河北冀 保定河北冀 沈阳辽宁辽 大连辽宁辽 长春吉林吉 哈尔滨黑龙江黑 上海上海沪 北京北京京 天津天津津 重庆重庆渝'
    .split(' ')
    .map(entry => {
      const abbreviation = entry.slice(-1)
      const found = /^(.+?)(黑龙江|..)$/.exec(entry.slice(0, -1))!
      return [found[1]!, { province: found[2]!, abbreviation }]
    }),
)

/** Trades with an English word of their own. */
export const TRADES: Record<string, string> = {
  机械设备: 'Machinery Equipment',
  机械: 'Machinery',
  电子科技: 'Electronic Technology',
  电子: 'Electronics',
  网络科技: 'Network Technology',
  信息技术: 'Information Technology',
  科技: 'Technology',
  贸易: 'Trading',
  商贸: 'Trading',
  进出口: 'Import & Export',
  新能源: 'New Energy',
  新材料: 'New Materials',
  环保科技: 'Environmental Protection Technology',
  医疗器械: 'Medical Devices',
  生物科技: 'Biotechnology',
  医药: 'Pharmaceutical',
  食品: 'Food',
  餐饮管理: 'Catering Management',
  服饰: 'Garments',
  纺织: 'Textile',
  家具: 'Furniture',
  建筑工程: 'Construction Engineering',
  装饰工程: 'Decoration Engineering',
  房地产开发: 'Real Estate Development',
  物业管理: 'Property Management',
  物流: 'Logistics',
  供应链管理: 'Supply Chain Management',
  汽车销售: 'Auto Sales',
  汽车零部件: 'Auto Parts',
  广告: 'Advertising',
  文化传媒: 'Culture Media',
  教育科技: 'Education Technology',
  投资管理: 'Investment Management',
  企业管理咨询: 'Enterprise Management Consulting',
  人力资源: 'Human Resources',
  包装材料: 'Packaging Materials',
  化工: 'Chemical',
  电气: 'Electric',
  自动化设备: 'Automation Equipment',
  珠宝: 'Jewelry',
  化妆品: 'Cosmetics',
  酒店管理: 'Hotel Management',
  园林绿化: 'Landscaping',
  塑胶: 'Plastic',
  半导体: 'Semiconductor',
}
const FORMS = ['股份有限公司', '有限责任公司', '集团有限公司', '有限公司']

/** A registered name taken apart by the lists above. */
export interface Company {
  id: string
  name: string
  city: string
  brand: string
  trade: string
  form: string
  row: Record<string, string>
}

const tradesByLength = Object.keys(TRADES).sort((a, b) => b.length - a.length)

/** A name of the plain shape place + brand + trade + form; undefined for any other shape. */
export function takeApart(row: Record<string, string>): Company | undefined {
  const name = row.company ?? ''
  const form = FORMS.find(f => name.endsWith(f))
  const city = Object.keys(CITIES).find(c => name.startsWith(c))
  if (!form || !city) return undefined
  const core = name.slice(city.length, -form.length).replace(/^市(?=..)/, '')
  const trade = tradesByLength.find(t => core.endsWith(t))
  const brand = trade ? core.slice(0, -trade.length) : ''
  if (!trade || !/^[\u4e00-\u9fa5]{2,4}$/.test(brand)) return undefined
  if (Object.keys(CITIES).some(c => brand.startsWith(c))) return undefined
  return { id: row.id!, name, city, brand, trade, form, row }
}

/** Numbers in [0, 1) that are the same at every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Random = () => number
export const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!

export const syllables = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array' })
export const letters = (text: string): string => syllables(text).join('').replace(/ü/g, 'v')

/** Characters that brands of the registry use at least a few times, by their sound. */
export class Sounds {
  readonly bySound = new Map<string, string[]>()
  constructor(brands: Iterable<string>) {
    const counts = new Map<string, number>()
    for (const brand of brands) for (const ch of brand) counts.set(ch, (counts.get(ch) ?? 0) + 1)
    for (const [ch, count] of counts) {
      if (count < 5) continue
      const sound = syllables(ch)[0]!
      this.bySound.set(sound, [...(this.bySound.get(sound) ?? []), ch])
    }
  }
  /** Another character with this sound. */
  other(sound: string, not: string, random: Random): string | undefined {
    const list = (this.bySound.get(sound) ?? []).filter(ch => ch !== not)
    return list.length ? pick(list, random) : undefined
  }
}
