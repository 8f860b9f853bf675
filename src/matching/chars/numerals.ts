const DIGITS = '零一二三四五六七八九'
const VALUE: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  百: 100,
}
/** What is counted: the 3rd building company, the 4th bureau, middle school no. 2. */
const COUNTED =
  /([零一二三四五六七八九十百]+)(?:建|局|冶|航局|公局|化建|中学|小学|中$|厂|院|处|队|公司|分公司|号|机床|棉|药厂|安装|医院|师|分局|工区|所)/

/** Chinese numeral below 1,000 as a number; NaN when it is none. */
export function numeralValue(text: string): number {
  let total = 0
  let current = 0
  let digits = ''
  for (const ch of text) {
    const value = VALUE[ch]
    if (value === undefined) return Number.NaN
    if (value >= 10) {
      total += (current || 1) * value
      current = 0
    } else {
      current = value
      digits += value
    }
  }
  return /[十百]/.test(text) ? total + current : Number(digits)
}

/** Writes Arabic digits as Chinese ones, so that 第1, 第一 and 1号, 一号 are one: 第12 becomes 第十二, 360 becomes 三六零. */
export function chineseDigits(text: string): string {
  const spoken = text.replace(/(?<=[零一二三四五六七八九\d])幺|幺(?=[零一二三四五六七八九\d幺])/g, '一')
  if (!/\d/.test(spoken)) return spoken
  return spoken
    .replace(/第(\d{1,2})(?!\d)/g, (_, n: string) => `第${ordinal(Number(n))}`)
    .replace(/(?<!\d)(\d{1,2})(?=局|建|冶|航局|公局|中学|小学|厂|院|处|队|号|公司)/g, (_, n: string) =>
      ordinal(Number(n)),
    )
    .replace(/\d/g, d => DIGITS[Number(d)]!)
}

function ordinal(n: number): string {
  if (n < 10) return DIGITS[n]!
  const tens = Math.floor(n / 10)
  return `${tens > 1 ? DIGITS[tens] : ''}十${n % 10 ? DIGITS[n % 10] : ''}`
}

/** The ordinal in a name (第三建筑 → 3, 中铁四局 → 4), or 0. */
export function ordinalIn(text: string): number {
  const found = /第([零一二三四五六七八九十百]+)/.exec(text) ?? COUNTED.exec(text)
  const value = found ? numeralValue(found[1]!) : 0
  return Number.isNaN(value) ? 0 : value
}

/** Whether a character is a Chinese digit. */
export const isNumeral = (ch: string): boolean => NUMERALS.has(ch.charCodeAt(0))
const NUMERALS = new Set(Object.keys(VALUE).map(ch => ch.charCodeAt(0)))

/** Whether two characters stand for two parts of one order, never for a slip: 三 and 四, 西南 and 西北, 甲 and 乙. */
export const inOneOrder = (a: string, b: string): boolean =>
  (isNumeral(a) && isNumeral(b)) || ORDERS.some(order => order.includes(a) && order.includes(b))
const ORDERS = ['东南西北', '甲乙丙丁']
