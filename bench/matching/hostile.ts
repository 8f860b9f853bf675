import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RULES } from '../../config/rules'
import { loadRegistry } from '../../src/cli/evaluation-database'
import type { Context } from '../../src/context'
import { findDuplicates } from '../../src/customer/find-duplicates'
import { prepare, queryKeys } from '../../src/matching'
import { recogniseMentions, startMentionIndex } from '../../src/mention'
import { HOSTILE_TEXTS } from '../../test/support/hostile-texts'
import { percentile, printTable, round } from '../lib/table'

/** Customers of one brand, beside as many of other brands. */
const ALIKE = 1_000
const TIMES = 25
const WARM_UP = 15
const PLACES = ['苏州', '杭州', '南京', '广州', '成都', '武汉', '西安', '长沙', '青岛', '大连']
const TRADES = ['机械', '食品', '机械设备', '贸易', '科技']

const QUERIES: [what: string, text: string][] = [
  ['an ordinary name', '苏州润海机械设备有限公司'],
  ['a brand of a thousand', '润海'],
  ['the same, misspelt', '闰海机械'],
  ...HOSTILE_TEXTS,
]

/** What the worst input costs: the whole duplicate check and a whole message, beside a primary-key look-up. */
export async function benchHostile(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baobei-bench-'))
  try {
    const file = join(folder, 'registry.jsonl')
    writeFileSync(file, registry())
    const loaded = await loadRegistry(file, `sqlite:${join(folder, 'bench.sqlite')}`, { throwaway: true })
    await startMentionIndex(loaded.context)
    await table(loaded.context)
    await loaded.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function registry(): string {
  const name = (i: number) => {
    const brand = i % 2 ? String.fromCodePoint(0x4e00 + i, 0x6e00 + i) : '润海'
    return `${PLACES[i % PLACES.length]}${brand}${TRADES[(i >> 3) % TRADES.length]}有限公司`
  }
  return Array.from({ length: 2 * ALIKE }, (_, i) => JSON.stringify({ id: `c${i}`, company: name(i) })).join('\n')
}

async function table(context: Context): Promise<void> {
  const rows: (string | number)[][] = []
  for (const [what, text] of QUERIES) {
    const { stage1, stage2 } = queryKeys(prepare({ name: text }))
    const key = await timesOf(() => context.read.query('SELECT name FROM customer WHERE seq = ?', [ALIKE]))
    const check = await timesOf(() => findDuplicates(context, prepare({ name: text }), RULES.scope))
    const message = await timesOf(() => recogniseMentions(context, text))
    rows.push([what, stage1.length + stage2.length, ...of(check), round(check.median / key.median), ...of(message)])
  }
  printTable(
    `Hostile input, ${ALIKE} customers of one brand among ${2 * ALIKE}`,
    ['input', 'keys', 'check ms', 'worst of 25', '× primary key', 'as a message ms', 'worst of 25'],
    rows,
  )
}

const of = ({ median, worst }: Times) => [round(median, 2), round(worst, 2)]

type Times = Awaited<ReturnType<typeof timesOf>>

/** After a few runs that do not count: compiling is no matter of the input. */
async function timesOf(work: () => Promise<unknown>): Promise<{ median: number; worst: number }> {
  const times: number[] = []
  for (let i = 0; i < WARM_UP; i++) await work()
  for (let i = 0; i < TIMES; i++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return { median: percentile(times, 0.5), worst: Math.max(...times) }
}
