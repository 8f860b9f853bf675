import { CITIES, type Company, letters, pick, type Random, type Sounds, syllables, TRADES } from './material'

export type Fields = Record<string, string>
/** How a salesperson, a keyboard, an OCR or a spreadsheet would write a company. Undefined: this company cannot be written so. */
export type Kind = (company: Company, random: Random, sounds: Sounds) => Fields | undefined

const named = (company: string | undefined): Fields | undefined => (company ? { company } : undefined)
const head = (trade: string): string => (trade.length > 2 ? trade.slice(0, 2) : trade)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const FUZZY: [RegExp, string][] = [
  [/^n(?=[aeiou])/, 'l'],
  [/^l(?=[aeiou])/, 'n'],
  [/^f/, 'h'],
  [/^h(?=u)/, 'f'],
  [/^zh/, 'z'],
  [/^z(?!h)/, 'zh'],
  [/^sh/, 's'],
  [/^s(?!h)/, 'sh'],
  [/^ch/, 'c'],
  [/^c(?!h)/, 'ch'],
  [/ing$/, 'in'],
  [/in$/, 'ing'],
  [/eng$/, 'en'],
  [/en$/, 'eng'],
  [/ang$/, 'an'],
  [/an$/, 'ang'],
]

const LOOKS =
  '己已 己巳 日曰 末未 士土 人入 大太 千干 木本 天夫 王玉 力刀 贝见 今令 问间 自白 田由 申甲 鸟乌 风凤 侯候 拔拨 折拆 清请 情晴 科料 技枝 限眼 机杌 械诫 设没 电甩 子孑 息恩 品晶 易昜 旦且 永水 冰水 免兔 拓柘 治冶 泰秦 微徽 材村 明朋 汇江 住往 佳住 思恩 亨享 商商 食良 建健 特持 城诚 诚城 达迖 瑞端 鑫森 海诲 润涧 洋样 恒桓 博搏 飞气 龙尤 宝宜 辰晨 创怆 智知 盛威 宇字 丰半 金全 东车 光先 远运 正止 中申 新薪 成戌'.split(
    ' ',
  )
const looksLike = new Map<string, string>()
for (const pair of LOOKS) {
  if (!looksLike.has(pair[0]!)) looksLike.set(pair[0]!, pair[1]!)
}

const BEFORE = [
  '2024.3.15 ',
  '3月12日拜访',
  '【A级】',
  '★★★',
  '🔥',
  '客户编号0032：',
  '老客户-',
  '(急)',
  '小陈推荐：',
  '王姐介绍的',
  '华东区-',
  '展会客户：',
  '百度询盘 ',
  '微信群里的',
  '甲方：',
  '投标单位：',
  '总包-',
  '[待审核]',
  '对方公司是',
  '我的客户 ',
  '供应商：',
  'Re: ',
  '新线索 - ',
  '抖音线索：',
]
const AFTER = [
  ' 2024-03-15',
  '（3月已拜访）',
  ' 预算50万',
  '，意向金额12.5万元',
  '✅',
  ' 👍👍',
  '-采购部李工',
  '（陈总监）',
  ' 技术部',
  '3号楼502室',
  '（5楼）',
  ' A座1203',
  '——小刘跟进',
  '/张伟',
  '（合同已寄）',
  '【已付定金】',
  ' 待回款',
  '，老板姓周',
  '（月底签）',
  '等',
  ' 的刘总',
  '(二期)',
  ' 样品已寄出',
  '-复购',
  '（勿扰）',
  ' 询价',
  '*',
  '？',
  '（年采购200吨）',
  ' 决策人：吴总',
]

/** Kinds of writing, by name. */
export const POSITIVES: Record<string, Kind> = {
  'whole word by the same pinyin': (c, random, sounds) => {
    const read = syllables(c.brand)
    const other = [...c.brand].map((ch, i) => sounds.other(read[i]!, ch, random))
    return other.every(Boolean) ? named(c.city + other.join('') + c.trade + c.form) : undefined
  },
  'fuzzy pinyin, one character': (c, random, sounds) => {
    const read = syllables(c.brand)
    const at = Math.floor(random() * read.length)
    const rule = pick(
      FUZZY.filter(([from]) => from.test(read[at]!)),
      random,
    )
    const other = rule ? sounds.other(read[at]!.replace(rule[0], rule[1]), c.brand[at]!, random) : undefined
    return other ? named(c.city + c.brand.slice(0, at) + other + c.brand.slice(at + 1) + c.trade + c.form) : undefined
  },
  'brand in pinyin, rest Chinese': (c, random) =>
    named(
      pick(
        [
          c.city + letters(c.brand) + c.trade,
          c.city + letters(c.brand) + c.trade + c.form,
          `${c.city} ${capital(letters(c.brand))} ${c.trade}`,
          c.city + letters(c.brand[0]!) + c.brand.slice(1) + c.trade,
          c.city + c.brand.slice(0, -1) + letters(c.brand.slice(-1)) + c.trade,
        ],
        random,
      ),
    ),
  'place in letters': (c, random) => {
    const initials = syllables(c.city)
      .map(s => s[0]!)
      .join('')
    return named(
      pick(
        [
          initials.toUpperCase() + c.brand + c.trade,
          `${initials}${c.brand}${c.trade}${c.form}`,
          `${letters(c.city)}${c.brand}${c.trade}`,
          `${capital(letters(c.city))} ${c.brand}${c.trade}`,
        ],
        random,
      ),
    )
  },
  'Japanese and variant forms': c => {
    const forms: Record<string, string> = {
      广: '広',
      亚: '亜',
      经: '経',
      发: '発',
      气: '気',
      荣: '栄',
      樱: '桜',
      泽: '沢',
      滨: '浜',
      边: '辺',
      关: '関',
      应: '応',
      实: '実',
      团: '団',
      图: '図',
      铁: '鉄',
      德: '徳',
      乐: '楽',
      药: '薬',
      黑: '黒',
      丰: '豊',
      齐: '斉',
      竜: '龙',
      龙: '竜',
      剂: '剤',
      郑: '鄭',
      产: '産',
      岛: '島',
      峰: '峯',
      群: '羣',
      里: '裏',
      台: '臺',
      升: '昇',
    }
    const written = [...c.brand].map(ch => forms[ch] ?? ch).join('')
    return written === c.brand ? undefined : named(c.city + written + c.trade + c.form)
  },
  'misread character': (c, random) => {
    const places = [...c.name].map((ch, i) => (looksLike.has(ch) ? i : -1)).filter(i => i >= 0)
    if (!places.length) return undefined
    const at = pick(places, random)
    return named(c.name.slice(0, at) + looksLike.get(c.name[at]!) + c.name.slice(at + 1))
  },
  'misread character of the brand': (c, random) => {
    const places = [...c.brand].map((ch, i) => (looksLike.has(ch) ? i : -1)).filter(i => i >= 0)
    if (!places.length) return undefined
    const at = pick(places, random)
    return named(c.city + c.brand.slice(0, at) + looksLike.get(c.brand[at]!) + c.brand.slice(at + 1) + c.trade + c.form)
  },
  'two neighbours exchanged anywhere': (c, random) => {
    const core = c.city + c.brand + c.trade
    const at = Math.floor(random() * (core.length - 1))
    return core[at] === core[at + 1]
      ? undefined
      : named(core.slice(0, at) + core[at + 1] + core[at] + core.slice(at + 2) + c.form)
  },
  'one character lost anywhere': (c, random) => {
    const core = c.city + c.brand + c.trade
    const at = Math.floor(random() * core.length)
    return c.brand.length < 3 && at >= c.city.length && at < c.city.length + c.brand.length
      ? undefined
      : named(core.slice(0, at) + core.slice(at + 1) + c.form)
  },
  'misspelt place': (c, random, sounds) => {
    const read = syllables(c.city)
    const at = Math.floor(random() * c.city.length)
    const other = sounds.other(read[at]!, c.city[at]!, random)
    return other ? named(c.city.slice(0, at) + other + c.city.slice(at + 1) + c.brand + c.trade + c.form) : undefined
  },
  'parts in another order': (c, random) =>
    named(
      pick(
        [
          `${c.trade}${c.city}${c.brand}`,
          `${c.trade} ${c.brand} ${c.city}`,
          `${c.brand}${c.city}${c.trade}`,
          `${c.brand}${c.trade}${c.city}`,
          `${c.brand}${c.trade}-${c.city}`,
          `${c.brand}${c.trade}，${c.city}的`,
          `${c.city}的${c.brand}${c.trade}`,
          `${c.brand} ${c.trade} ${c.city}`,
          `${c.city}-${c.trade}-${c.brand}`,
          `${c.city}做${c.trade}的${c.brand}`,
        ],
        random,
      ),
    ),
  'one-character province': (c, random) => {
    const short = CITIES[c.city]!.abbreviation
    return named(
      pick(
        [
          `${short}${c.brand}${c.trade}`,
          `${c.brand}${c.trade}（${short}）`,
          `${short}·${c.brand}${c.trade}`,
          `【${short}】${c.brand}${c.trade}${c.form}`,
          `${c.brand}${c.trade}${c.form}(${short})`,
          `(${short})${c.brand}${c.trade}`,
        ],
        random,
      ),
    )
  },
  'province before or instead of the city': (c, random) => {
    const { province } = CITIES[c.city]!
    return province === c.city
      ? undefined
      : named(
          pick(
            [
              `${province}${c.city}${c.brand}${c.trade}${c.form}`,
              `${province}省${c.city}市${c.brand}${c.trade}`,
              `中国${province}${c.city}${c.brand}${c.trade}${c.form}`,
              `${province}-${c.city}-${c.brand}${c.trade}`,
              `${province}${c.brand}${c.trade}${c.form}`,
              `${c.brand}${c.trade}（${province}省${c.city}市）`,
            ],
            random,
          ),
        )
  },
  'development zone': (c, random) =>
    named(
      c.city +
        pick(
          [
            '高新区',
            '经济技术开发区',
            '开发区',
            '工业园区',
            '经开区',
            '市高新区',
            '保税区',
            '自贸区',
            '高新技术开发区',
          ],
          random,
        ) +
        c.brand +
        c.trade +
        c.form,
    ),
  'cut off': (c, random) => {
    const left = c.name.length - c.form.length
    const end = left + Math.floor(random() * c.form.length) - (random() < 0.3 && c.trade.length > 2 ? 1 : 0)
    return end >= c.name.length
      ? undefined
      : named(c.name.slice(0, Math.max(end, left - 1)) + pick(['', '…', '...', '……', '..'], random))
  },
  'words doubled': (c, random) =>
    named(
      pick(
        [
          c.city + c.city + c.brand + c.trade + c.form,
          c.city + c.brand + c.brand + c.trade + c.form,
          c.city + c.brand + c.trade + c.trade + c.form,
          `${c.name}${c.name}`,
          `${c.name} ${c.name}`,
          `${c.city}${c.brand} ${c.name}`,
          `${c.name}公司`,
          `${c.name}有限公司`,
        ],
        random,
      ),
    ),
  'line breaks and odd spaces': (c, random) => {
    const at = 1 + Math.floor(random() * (c.name.length - 1))
    return named(
      c.name.slice(0, at) + pick(['\n', '\r\n', '\t', ' \n ', '\u3000', '-', '\u200b', '·'], random) + c.name.slice(at),
    )
  },
  'remark before': (c, random) => named(pick(BEFORE, random) + c.name),
  'remark after': (c, random) => named(c.name + pick(AFTER, random)),
  'remark before a short name': (c, random) => named(pick(BEFORE, random) + c.city + c.brand + head(c.trade)),
  'remark after a short name': (c, random) => named(c.city + c.brand + c.trade + pick(AFTER, random)),
  'remarks on both sides': (c, random) =>
    named(pick(BEFORE, random) + c.city + c.brand + c.trade + pick(AFTER, random)),
  'former name in brackets': (c, random) => {
    const other = `${c.city}${pick(['瀚特', '沐凡', '卓岳', '启芃'], random)}${c.trade}有限公司`
    return named(
      pick(
        [
          `${other}（原${c.name}）`,
          `${other}(曾用名：${c.name})`,
          `${other}（原名${c.name}）`,
          `${c.name}（现更名为${other}）`,
          `${c.name}（已更名为：${other}）`,
          `${c.name}，现名${other}`,
          `${other}（前身为${c.name}）`,
          `${c.name}→${other}`,
          `${c.name}（曾用名：${other}）`,
        ],
        random,
      ),
    )
  },
  'organisation form by mouth': (c, random) =>
    named(
      c.city +
        c.brand +
        c.trade +
        pick(
          [
            '有限',
            '公司',
            '股份',
            '股份公司',
            '责任有限公司',
            '有限责任',
            '(股)',
            '（有限公司）',
            '股份制有限公司',
            '有限公司（总部）',
            '公司总部',
            '集团',
            '厂家',
          ].filter(f => !f.startsWith('股') || c.form.startsWith('股')),
          random,
        ),
    ),
  'English legal forms': (c, random) =>
    named(
      `${capital(letters(c.city))} ${capital(letters(c.brand))} ${TRADES[c.trade]} ${pick(['Co., Ltd.', 'Ltd', 'Limited', 'Inc.', 'LLC', 'Corp.', 'Company', 'Group Co Ltd', 'CO.,LTD', 'Pte. Ltd.', 'GmbH', 'S.A.', 'K.K.', 'PLC', ''], random)}`,
    ),
  'English words in another order': (c, random) => {
    const [city, brand, trade] = [capital(letters(c.city)), capital(letters(c.brand)), TRADES[c.trade]!]
    return named(
      pick(
        [
          `${brand} ${trade} (${city}) Co., Ltd.`,
          `${brand} ${trade} ${city}`,
          `${brand} (${city}) ${trade} Ltd`,
          `${brand} ${city} ${trade} Co Ltd`,
          `${trade} ${brand} ${city}`,
          `${city} ${trade} ${brand}`,
          `${brand.toUpperCase()} ${trade.toUpperCase()} ${city.toUpperCase()}`,
        ],
        random,
      ),
    )
  },
  'letters without spaces': (c, random) => {
    const [city, brand, trade] = [letters(c.city), letters(c.brand), TRADES[c.trade]!.replace(/[^A-Za-z]/g, '')]
    return named(
      pick(
        [
          `${capital(city)}${capital(brand)}${trade}`,
          `${city}${brand}${trade.toLowerCase()}`,
          `${city}_${brand}_${trade.toLowerCase()}`,
          `${city}-${brand}-${letters(c.trade)}`,
          `${capital(city)}${capital(brand)}${capital(letters(c.trade))}`,
        ],
        random,
      ),
    )
  },
  'a domain as the name': (c, random) => {
    const brand = letters(c.brand)
    return named(
      pick(
        [
          `${brand}-${TRADES[c.trade]!.split(' ')[0]!.toLowerCase()}.com`,
          `www.${brand}${letters(c.trade)}.com`,
          `${letters(c.city)}${brand}.com.cn`,
          `http://www.${letters(c.city)}${brand}${letters(c.trade)}.com/`,
          `${letters(c.city)}-${brand}.cn`,
        ],
        random,
      ),
    )
  },
  'numbers and letters by eye': c => {
    const digits: Record<string, string> = {
      一: '1',
      二: '2',
      三: '3',
      四: '4',
      五: '5',
      六: '6',
      七: '7',
      八: '8',
      九: '9',
    }
    const written = [...c.brand].map(ch => digits[ch] ?? ch).join('')
    return written === c.brand ? undefined : named(c.city + written + c.trade + c.form)
  },
}
