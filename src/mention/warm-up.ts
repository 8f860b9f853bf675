import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EntityManager } from 'typeorm'
import { loadStored } from '../matching'

/** One sentence for so many customers: a small registry is quick enough without. */
const CUSTOMERS_PER_SENTENCE = 30
const MOST_SENTENCES = 3000
const CUSTOMERS_PER_READING = 50
const SENTENCES_PER_TURN = 2

/** Talk of many kinds, so that every step of the scanner is taken: names in full and in part, lists, numbers, small talk. */
const SENTENCES: ((name: string, core: string, brand: string, other: string) => string)[] = [
  name => `${name}，采购部王经理，电话13812340000，我先报备一下`,
  (_, core) => `下午去${core}谈续约，样品已经寄出了`,
  (_, _core, brand) => `${brand}那边的合同什么时候能签？`,
  (_, core, _brand, other) => `这周拜访：1. ${core}、${other} 2. 老客户回访`,
  (_, _core, brand, other) => `客户反馈${brand}和${other}都在比价，谁在跟`,
  () => '晚上聚餐改到七点，地点在公司楼下，收到请回复',
  () => '运单号7734501298，发票周三寄出，会议号468-329-066',
  (name, _core, brand) => `「${name}有人跟吗」\n- - - - - - - - - -\n${brand}是我的，月底签约`,
  (_, core) => `邮件发到lin.qing@example.com了，${core}的李总说预算八十万`,
  name => `麻烦查一下 ${name} 归谁，税号91310000MA1FL1LC9X`,
  (_, _core, brand) => `微信号 wx_sales2024 是${brand}的技术负责人`,
  () => '上个月的报销还没批下来，系统又升级了，下周再说吧',
]

/**
 * Recognises made-up messages about customers from all over the registry. Until its code is compiled and the upper pages
 * of the key table are read, the scanner runs at a third of its speed; better before the first message than during it.
 */
export async function warmUp(
  read: EntityManager,
  customers: number,
  recognise: (text: string) => Promise<unknown>,
): Promise<void> {
  const most = Math.min(MOST_SENTENCES, Math.floor(customers / CUSTOMERS_PER_SENTENCE))
  const readings = Math.ceil(most / CUSTOMERS_PER_READING)
  for (let said = 0; said < most; ) {
    const after = Math.floor((said / CUSTOMERS_PER_READING / readings) * customers)
    const names = await namesAfter(read, after)
    if (!names.length) return
    for (const [i, [name, core, brand]] of names.entries()) {
      const other = names[(i + 1) % names.length]![1]
      await recognise(SENTENCES[said % SENTENCES.length]!(name, core, brand, other))
      if (++said % SENTENCES_PER_TURN === 0) await nextTurn()
    }
  }
}

async function namesAfter(read: EntityManager, seq: number): Promise<[string, string, string][]> {
  const rows: { matchForm: string }[] = await read.query(
    `SELECT match_form AS matchForm FROM customer WHERE seq > ? ORDER BY seq LIMIT ${CUSTOMERS_PER_READING}`,
    [seq],
  )
  return rows.flatMap(({ matchForm }) =>
    loadStored(matchForm)
      .entries.slice(0, 1)
      .map(
        ({ text, views: [view] }) =>
          [text, `${view?.brand}${view?.trade}`, `${view?.brand}`] as [string, string, string],
      ),
  )
}
