// Measures the pure engine on labelled queries with an index in memory.
// usage: tsx bench/matching/evaluate.ts --registry FILE.jsonl --queries FILE.jsonl [--out PREDICTIONS.jsonl] [--category PREFIX]
import { createReadStream, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fieldsOf, type Row } from './fields'
import { MemoryIndex, type Work } from './in-memory'
import { type CategorisedQuery, calibration } from './quality'

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}

async function main(): Promise<void> {
  const index = new MemoryIndex()
  const ids: string[] = []
  let started = Date.now()
  for await (const line of createInterface({ input: createReadStream(option('registry')!) })) {
    const row = JSON.parse(line) as Row
    ids.push(row.id)
    index.add(fieldsOf(row))
  }
  const added = Date.now() - started
  index.build()
  console.error(
    `rows ${index.size}: prepared in ${added} ms, sorted in ${Date.now() - started - added} ms, memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
  console.error('per customer', JSON.stringify(index.averages))
  const out: string[] = []
  const times: number[] = []
  const asked: CategorisedQuery[] = []
  const answers: { id: string; score: number }[][] = []
  const work: Work = { lookups: 0, rows: 0, compared: 0 }
  let most = 0
  started = Date.now()
  for (const line of readFileSync(option('queries')!, 'utf8').split('\n')) {
    if (!line) continue
    const query = JSON.parse(line) as CategorisedQuery
    if (option('category') && !query.category?.startsWith(option('category')!)) continue
    const before = process.hrtime.bigint()
    const compared = work.compared
    const matches = index.match(fieldsOf(query.fields), work)
    times.push(Number(process.hrtime.bigint() - before) / 1000)
    most = Math.max(most, work.compared - compared)
    asked.push(query)
    answers.push(matches.map(m => ({ id: ids[m.row]!, score: Number(m.score.toFixed(4)) })))
    out.push(JSON.stringify({ queryId: query.queryId, matches: answers[answers.length - 1] }))
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!)
  const n = times.length
  console.error(
    `queries ${n} in ${Date.now() - started} ms: p50 ${at(0.5)} µs, p90 ${at(0.9)} µs, p99 ${at(0.99)} µs, worst ${at(1)} µs`,
  )
  console.error(
    `per query: look-ups ${(work.lookups / n).toFixed(1)}, rows ${(work.rows / n).toFixed(1)}, compared ${(work.compared / n).toFixed(1)}, most compared ${most}`,
  )
  const bins = calibration(
    asked.map(query => ({ ...query, gold: query.gold ?? [] })),
    answers.map(matches => matches.slice(0, 1)),
  )
  console.error(`first matches by score: ${bins.map((b, i) => `${i / 10} ${b.same} of ${b.pairs}`).join(', ')}`)
  const text = `${out.join('\n')}\n`
  if (option('out')) writeFileSync(option('out')!, text)
  else process.stdout.write(text)
}

void main()
