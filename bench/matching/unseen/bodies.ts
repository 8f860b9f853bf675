import { CITIES, letters, pick, type Random, type Sounds, TRADES } from './material'
import { unseenBrand } from './negatives'
import type { Fields } from './positives'

export interface Body {
  kind: string
  registered: string
  /** Ways to write it. */
  same: string[]
  /** Others, none of them registered. */
  other: string[]
  /** Fields of the registered row beside its name, and of every query. */
  fields?: Fields
  asked?: Fields
}

/** Registered name, ways to write it, others: `C` stands for a city, `B` for a brand, `T` for a trade, `P` for a person. */
const PATTERNS: [kind: string, registered: string, same: string, other: string][] = [
  [
    'hospital',
    'C市第一人民医院',
    'C一院 C市一院 C市一医院 C第一人民医院 C市第1人民医院 C市第一医院 C市人民第一医院 C市第一人民医院（东院区） C市第一人民医院采购科',
    'C市第二人民医院 C二院 C市第四医院 C市第一中医医院 C市第六人民医院 C市二医院',
  ],
  [
    'hospital',
    'C市中医医院',
    'C中医院 C市中医院 C市中医医院 C中医医院设备科',
    'C市口腔医院 C市传染病医院 C中西医结合医院',
  ],
  ['hospital', 'C市妇幼保健院', 'C妇幼保健院 C妇幼 C市妇保院 C市妇幼', 'C市儿童医院 C市康复医院'],
  [
    'school',
    'C市第三中学',
    'C三中 C市三中 C第三中学 C市第3中学 C市第三中学（高中部）',
    'C四中 C市第五中学 C第三小学 C市第三职业学校 C市十三中',
  ],
  ['school', 'C市实验小学', 'C实验小学 C市实小 C实小', 'C实验中学 C实验幼儿园'],
  [
    'university',
    'C师范大学',
    'C师大 C师范大学信息学院 C师范大学（南校区）',
    'C师范学院 C师范大学附属中学 C师范大学附属医院 C科技大学',
  ],
  ['university', 'C工业大学', 'C工大 C工业大学 C工业大学采购处', 'C工业职业技术学院 C农业大学 C工商大学'],
  [
    'authority',
    'C市市场监督管理局',
    'C市监局 C市市监局 C市场监管局 C市市场监管局 C市场监督管理局',
    'C城管局 C质检院 C市药品检验所',
  ],
  [
    'authority',
    'C市人力资源和社会保障局',
    'C人社局 C市人社局 C市人力资源社会保障局 C市人力资源与社会保障局',
    'C市医保局 C市民政局 C人才中心',
  ],
  ['authority', 'C市住房和城乡建设局', 'C住建局 C市住建局 C市住房城乡建设局', 'C市规划局 C住房公积金管理中心'],
  ['authority', 'C市公安局', 'C公安局 C市公安', 'C市公安局交警支队车管所 C市检察院 C市司法局'],
  ['authority', 'C市教育局', 'C教育局 C市教委 C市教育局（机关）', 'C教育考试院 C市体育局 C教育学院'],
  ['authority', '国家税务总局C市税务局', 'C税务局 C市税务局 C国税局', 'C财政局 C审计局'],
  [
    'bank',
    '中国工商银行股份有限公司C分行',
    '工行C分行 工商银行C分行 C工行 中国工商银行C分行 C工商银行 工商银行股份有限公司C分行',
    '',
  ],
  ['household', 'C市B便利店', 'CB便利店 B便利店（C） CB便利店（个体工商户） CB便利', 'CB服装店 CB便当店'],
  ['household', 'C市P小吃店', 'CP小吃店 P小吃店C P小吃（C） C市P小吃店（个体工商户）', 'CP理发店 CP烟酒店'],
  [
    'chain shop',
    'B咖啡（C人民路店）',
    'B咖啡C人民路店 CB咖啡人民路店 B咖啡（C市人民路店）',
    'B咖啡（C解放路店） B咖啡C火车站店 B咖啡（C万达广场店）',
  ],
  [
    'factory with a number',
    'C市第二机床厂',
    'C第二机床厂 C市第2机床厂 C二机床 C机床二厂',
    'C市第三机床厂 C第二纺织厂 C市第一机床厂',
  ],
  ['one number as name', 'C101BT有限公司', 'C一零一BT C幺零幺BT有限公司 C101BT', 'C102BT有限公司 C幺零二BT'],
  ['Hong Kong', 'B国际（香港）有限公司', '香港B国际有限公司 B國際（HK） (香港)B国际 B国际香港公司', '香港BT有限公司'],
  ['Taiwan', '台湾BT股份有限公司', '台灣BT BT（台湾） BT股份有限公司(台灣) 臺灣BT股份有限公司', '台湾B饮料有限公司'],
  ['group', 'CB集团有限公司', 'B集团 CB集团 B集团（C） B集团总部 CB集团公司', 'B集团C物业有限公司 B酒店集团'],
  ['partnership', 'CB律师事务所', 'B律所 B律师事务所C CB律所 C市B律师事务所', 'CB会计师事务所 B专利事务所（C）'],
  ['cooperative', 'C市BT专业合作社', 'CBT合作社 BT合作社 C市BT农民专业合作社', 'CBT家庭农场'],
]

/** Counties and districts under their name of before and of now: name now, names before. */
const OLD_PLACES =
  '杭州市萧山区 萧山市 萧山县/杭州市余杭区 余杭市/无锡市锡山区 锡山市/常州市武进区 武进市 武进县/南通市通州区 通州市/扬州市江都区 江都市/宁波市鄞州区 鄞县/绍兴市柯桥区 绍兴县/绍兴市上虞区 上虞市/广州市增城区 增城市/广州市番禺区 番禺市/佛山市顺德区 顺德市/佛山市南海区 南海市/青岛市即墨区 即墨市/青岛市黄岛区 胶南市/济南市章丘区 章丘市/北京市西城区 北京市宣武区 北京宣武区/北京市东城区 北京市崇文区/上海市黄浦区 上海市卢湾区/上海市静安区 上海市闸北区/上海市浦东新区 上海市南汇区/成都市双流区 双流县/成都市郫都区 郫县/襄阳市 襄樊市 襄樊/普洱市 思茅市/济南市莱芜区 莱芜市/江门市新会区 新会市/佛山市三水区 三水市/重庆市江津区 江津市/福州市长乐区 长乐市/南京市江宁区 江宁县/大连市金州区 金县/西安市鄠邑区 户县/唐山市丰润区 丰润县'
    .split('/')
    .map(line => line.split(' '))

/** Public bodies, shops and old names of places, as rows to be registered and ways to ask for them. */
export function bodies(random: Random, sounds: Sounds): Body[] {
  const out: Body[] = []
  const cities = Object.keys(CITIES)
  for (const [kind, registered, same, other] of PATTERNS) {
    // Every other city only, so that a body of a city without one is asked for too.
    const start = Math.floor(random() * 2)
    for (let i = start; i < cities.length; i += 2) {
      const put: Record<string, string> = {
        C: cities[i]!,
        B: unseenBrand(random, sounds),
        T: pick(Object.keys(TRADES), random),
        P: pick([...'王李张刘陈杨赵黄'], random) + pick(['建华', '红梅', '春兰', '永强', '秀珍'], random),
      }
      const fill = (text: string) => text.replace(/[CBTP](?![a-z])/g, letter => put[letter] ?? letter)
      const absent = cities[(i + 1) % cities.length]!
      const elsewhere = fill(registered).replace(put.C!, absent)
      out.push({
        kind,
        registered: fill(registered),
        same: same.split(' ').map(fill),
        other: [
          ...other.split(' ').filter(Boolean).map(fill),
          ...(registered.includes('C') && kind !== 'bank' ? [elsewhere] : []),
        ],
      })
    }
  }
  for (const [now, ...before] of OLD_PLACES) {
    for (let i = 0; i < 3; i++) {
      const rest = unseenBrand(random, sounds) + pick(Object.keys(TRADES), random)
      const absent = unseenBrand(random, sounds) + rest.slice(2)
      out.push({
        kind: 'former name of the place',
        registered: `${now}${rest}有限公司`,
        same: before.map(place => `${place}${rest}有限公司`),
        other: before.map(place => `${place}${absent}有限公司`),
      })
    }
  }
  for (let i = 0; i < 60; i++) out.push(weakFields(random, sounds))
  return out
}

/** A short name that alone would not do, with the contact person and the domain of the registered company. */
function weakFields(random: Random, sounds: Sounds): Body {
  const brand = unseenBrand(random, sounds)
  const city = pick(Object.keys(CITIES), random)
  const contact = pick([...'王李张刘陈杨赵黄'], random) + pick(['建华', '红梅', '春兰', '永强', '秀珍'], random)
  const domain = `${letters(brand)}-${Math.floor(random() * 900) + 100}.com`
  return {
    kind: 'several weak fields',
    registered: `${city}${brand}${pick(Object.keys(TRADES), random)}有限公司`,
    same: [brand, `${brand}公司`, `${city}${brand}`],
    other: [],
    fields: { contact, email: `office@${domain}` },
    asked: { contact, email: pick([`sales@${domain}`, `li.wei@mail.${domain}`], random) },
  }
}
