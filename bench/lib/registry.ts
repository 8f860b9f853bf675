import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

const PLACES = [
  '杭州',
  '苏州',
  '宁波',
  '青岛',
  '武汉',
  '成都',
  '西安',
  '长沙',
  '厦门',
  '天津',
  '沈阳',
  '合肥',
  '南昌',
  '昆明',
  '济南',
  '无锡',
]
const FIRST = '安邦昌达鼎丰富贵恒宏华嘉金科隆明诺平启瑞盛泰通威祥兴旭耀益永裕源振正志众卓'
const TRADES = [
  '科技',
  '电子',
  '机械设备',
  '建筑工程',
  '环保科技',
  '生物医药',
  '供应链管理',
  '信息技术',
  '食品',
  '新材料',
  '物流',
  '文化传媒',
]

/** A registry of `size` different companies for scale tests, as JSON Lines. Names are put together and stand for nobody. */
export async function writeRegistry(file: string, size: number): Promise<void> {
  const out = createWriteStream(file)
  for (let n = 0; n < size; n++) {
    const place = PLACES[n % PLACES.length]
    const brand = [
      FIRST[Math.floor(n / 16) % FIRST.length],
      FIRST[Math.floor(n / 576) % FIRST.length],
      FIRST[Math.floor(n / 20_736) % FIRST.length],
    ].join('')
    const row = {
      id: `b${n}`,
      company: `${place}${brand}${TRADES[n % TRADES.length]}有限公司`,
      phone: `1451${String(n).padStart(7, '0')}`,
    }
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}
