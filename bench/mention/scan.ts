import { readFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { loadRegistry } from '../../src/cli/evaluation-database'
import { readLines } from '../../src/cli/jsonl'
import type { Context } from '../../src/context'
import { recogniseMentions, startMentionIndex } from '../../src/mention'
import { percentile, printTable, round } from '../lib/table'
import type { Row } from '../matching/fields'
import { type LabelledMessage, variedMessages } from './varied-messages'

const USAGE = `npm run bench -- scan --registry FILE.jsonl --messages FILE.jsonl [--count N] [--db URL]

registry: {"id","company",…} a line; messages: {"text","spans":[{"start","end"}]} or {"text","mentions":[{"words"}]} a line.
--count: different messages made of these (10000). --db: a database that holds the registry already.`

/** So many messages tell how fast the first ones are. */
const FIRST = 3000
/** Customers that are put into messages are drawn from about so many. */
const MOST_DRAWN = 20_000

/** Messages recognised per second of CPU: different ones right after the index is loaded, and the same again. */
export async function benchScan(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      registry: { type: 'string', default: '' },
      messages: { type: 'string', default: '' },
      count: { type: 'string', default: '10000' },
      db: { type: 'string' },
    },
  })
  if (!values.registry || !values.messages) {
    process.stderr.write(`scan: skipped, it needs labelled messages\n${USAGE}\n`)
    return
  }
  const { context, close } = await loadRegistry(values.db ? devNull : values.registry, values.db)
  const [{ n }] = await context.read.query('SELECT COUNT(*) AS n FROM customer')
  const messages = variedMessages(linesOf(values.messages), await someOf(values.registry, n), Number(values.count))
  const before = memory()
  const start = await cpuSeconds(() => startMentionIndex(context))
  const loaded = memory() - before
  const first = await recognise(context, messages)
  const again = await recognise(context, messages)
  const kept = memory() - before
  printTable(
    `${messages.length} messages`,
    [
      'customers',
      'start, CPU s',
      'index MB',
      'with what it remembers',
      `first ${FIRST}, /CPU s`,
      'all',
      'again',
      'p50 µs',
      'p99 µs',
    ],
    [
      [
        n,
        round(start),
        round(loaded / 1e6),
        round(kept / 1e6),
        Math.round(first.early),
        Math.round(first.all),
        Math.round(again.all),
        Math.round(percentile(first.times, 0.5)),
        Math.round(percentile(first.times, 0.99)),
      ],
    ],
  )
  await close()
}

/** Messages per second of CPU, the first of them and all, and microseconds of each on the clock. */
async function recognise(
  context: Context,
  messages: string[],
): Promise<{ early: number; all: number; times: number[] }> {
  const times: number[] = []
  let early = 0
  const one = async (text: string) => {
    const started = process.hrtime.bigint()
    await recogniseMentions(context, text)
    times.push(Number(process.hrtime.bigint() - started) / 1000)
  }
  const spent = await cpuSeconds(async () => {
    early = await cpuSeconds(async () => {
      for (const text of messages.slice(0, FIRST)) await one(text)
    })
    for (const text of messages.slice(FIRST)) await one(text)
  })
  return { early: Math.min(FIRST, messages.length) / early, all: messages.length / spent, times }
}

async function cpuSeconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** Bytes in use, without garbage. */
function memory(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const linesOf = (file: string): LabelledMessage[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))

/** Customers from all over the registry. */
async function someOf(file: string, rows: number): Promise<Row[]> {
  const step = Math.ceil(rows / MOST_DRAWN)
  const drawn: Row[] = []
  let at = 0
  for await (const row of readLines<Row>(file)) if (at++ % step === 0) drawn.push(row)
  return drawn
}
