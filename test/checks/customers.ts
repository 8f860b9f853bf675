/** Made-up customers for the checks: names that share nothing, and the ways in which colleagues would write one of them. */
export interface MadeUp {
  name: string
  phone: string
}

const TRADES = ['环保科技', '医疗器械', '餐饮管理', '教育咨询', '建筑工程', '物流', '纺织', '食品', '电子', '印刷']
const CITIES = ['杭州', '成都', '武汉', '青岛', '长沙', '厦门', '苏州', '西安', '郑州', '大连']

/** Characters of GB 2312, each used in one name only. Ordered by sound in the table, so a stride keeps sounds apart. */
const CHARACTERS = (() => {
  const decoder = new TextDecoder('gb2312')
  const all: string[] = []
  for (let high = 0xb0; high <= 0xd6; high++)
    for (let low = 0xa1; low <= 0xfe; low++) all.push(decoder.decode(new Uint8Array([high, low])))
  // No sign that stands for a place, a number or a form of company, so that the three characters stay a name.
  return all.filter(
    sign =>
      !/[省市县区镇村州海江河湖山东南西北中京津沪渝一二三四五六七八九十百千万亿公司厂店部会所院行社分有限国]/.test(
        sign,
      ),
  )
})()

/** Customer number `i`, up to 600. Numbers that reach nobody: 1380000…. */
export function madeUp(i: number): MadeUp {
  const stride = 1201
  const sign = (k: number) => CHARACTERS[((i * 3 + k) * stride) % CHARACTERS.length]!
  const core = sign(0) + sign(1) + sign(2)
  return {
    name: `${CITIES[i % CITIES.length]}${core}${TRADES[i % TRADES.length]}有限公司`,
    phone: `1380${String(i).padStart(7, '0')}`,
  }
}

const fullWidth = (text: string) =>
  text.replace(/[0-9A-Za-z]/g, sign => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0))
const phones: ((phone: string) => string)[] = [
  phone => phone,
  phone => `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
  phone => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`,
  fullWidth,
  phone => `0086${phone}`,
]
const names: ((name: string) => string)[] = [
  name => name,
  name => ` ${name.slice(0, 2)} ${name.slice(2)} `,
  name => name.replace('有限公司', ''),
  name => `${name.slice(2).replace('有限公司', '')}（${name.slice(0, 2)}）有限公司`,
  name => name.slice(2),
  name => name.slice(2, 5),
]

/** The same customer as colleague number `k` would write it. */
export function spelled({ name, phone }: MadeUp, k: number): { name: string; phone: string } {
  return { name: names[k % names.length]!(name), phone: phones[k % phones.length]!(phone) }
}

/** Similar names without a number: only the name can tell. */
export function similar({ name }: MadeUp, k: number): { name: string } {
  const ways = [names[0]!, names[1]!, names[2]!, names[3]!]
  return { name: ways[k % ways.length]!(name) }
}
