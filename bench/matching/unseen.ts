// Measures the engine on kinds of writing that the development data lack: the index in memory, quality by kind.
// usage: tsx bench/matching/unseen.ts --registry FILE.jsonl [--each 60] [--seed 20261] [--kind TEXT] [--misses FILE]
import { createReadStream, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fieldsOf, type Row } from './fields'
import { MemoryIndex } from './in-memory'
import { calibration } from './quality'
import { unseenQueries } from './unseen/queries'

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const THRESHOLD = 0.5

async function main(): Promise<void> {
  const rows: Row[] = []
  for await (const line of createInterface({ input: createReadStream(option('registry')!) }))
    rows.push(JSON.parse(line) as Row)
  const { extra, queries } = unseenQueries(
    rows as unknown as Record<string, string>[],
    Number(option('each') ?? 60),
    Number(option('seed') ?? 20_261),
  )
  const index = new MemoryIndex()
  const all = [...rows, ...(extra as unknown as Row[])]
  for (const row of all) index.add(fieldsOf(row))
  index.build()
  const kinds = new Map<
    string,
    { n: number; first: number; five: number; right: number; strangers: number; alarms: number }
  >()
  const misses: string[] = []
  const answers: { id: string; score: number }[][] = []
  const asked = queries.filter(({ kind }) => kind.includes(option('kind') ?? ''))
  for (const { kind, fields, gold } of asked) {
    const name = kind.replace(/^− /, '')
    const k = kinds.get(name) ?? { n: 0, first: 0, five: 0, right: 0, strangers: 0, alarms: 0 }
    kinds.set(name, k)
    const matches = index.match(fieldsOf(fields)).map(m => ({ ...m, id: all[m.row]!.id, name: all[m.row]!.company }))
    const alert = (matches[0]?.score ?? 0) >= THRESHOLD
    answers.push(matches)
    const note = () =>
      matches
        .slice(0, 2)
        .map(m => `${m.score.toFixed(3)} ${m.name}`)
        .join(' | ')
    if (!gold.length) {
      k.strangers++
      if (alert) {
        k.alarms++
        misses.push(`ALARM ${name}: ${JSON.stringify(fields)} → ${note()}`)
      }
      continue
    }
    k.n++
    const at = matches.findIndex(m => gold.includes(m.id))
    if (at === 0) k.first++
    if (at >= 0 && at < 5) k.five++
    if (at === 0 && alert) k.right++
    else
      misses.push(
        `MISS ${name}: ${JSON.stringify(fields)} ⇒ ${all.find(r => r.id === gold[0])!.company} @${at} → ${note()}`,
      )
  }
  const share = (part: number, of: number) => (of ? (part / of).toFixed(3) : '')
  console.log(
    '| kind | queries | recall@1 | recall@5 | alerted rightly | strangers | false alarms |\n| --- | --- | --- | --- | --- | --- | --- |',
  )
  const sum = { n: 0, first: 0, five: 0, right: 0, strangers: 0, alarms: 0 }
  for (const [name, k] of kinds) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += k[key]
    console.log(line(name, k))
  }
  console.log(line('all', sum))
  const precision = sum.right / (sum.right + sum.alarms)
  console.log(
    `F1 ${((2 * sum.right) / (sum.n + sum.right + sum.alarms)).toFixed(4)} (wrong alerts on positives count as misses only), precision ${precision.toFixed(4)}`,
  )
  const bins = calibration(
    asked.map((query, i) => ({ ...query, queryId: String(i) })),
    answers,
  )
  console.log(
    `score: pairs, share the same: ${bins.map((b, i) => `${i / 10}: ${b.pairs}, ${share(b.same, b.pairs)}`).join(' · ')}`,
  )
  if (option('misses')) writeFileSync(option('misses')!, `${misses.join('\n')}\n`)

  function line(name: string, k: typeof sum): string {
    return `| ${name} | ${k.n} | ${share(k.first, k.n)} | ${share(k.five, k.n)} | ${share(k.right, k.n)} | ${k.strangers} | ${share(k.alarms, k.strangers)} |`
  }
}

void main()
