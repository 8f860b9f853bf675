import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { EVALUATION_KEY, loadRegistry } from '../src/cli/evaluation-database'
import { ApiClient } from './lib/api'
import { BENCH_ENV } from './lib/callbacks'
import { load, type Shot } from './lib/load'
import { serve } from './lib/process'
import { writeRegistry } from './lib/registry'
import { percentile, printTable, round } from './lib/table'

const REPS = 40
const REPORTS = 1_500
const PER_SECOND = 50

/**
 * The report (报备) request with its duplicate check over HTTP.
 * `--registry FILE` for a registry of one's own, else `--size N` made-up companies (100,000).
 */
export async function benchReport(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { registry: { type: 'string' }, size: { type: 'string', default: '100000' } },
  })
  const folder = mkdtempSync(join(tmpdir(), 'baobei-bench-'))
  const file = values.registry ?? join(folder, 'registry.jsonl')
  if (!values.registry) await writeRegistry(file, Number(values.size))
  const database = join(folder, 'report.sqlite')
  const loaded = await loadRegistry(file, undefined)
  const [{ n }] = await loaded.context.read.query('SELECT COUNT(*) AS n FROM customer')
  await loaded.database.dataSource.query(`VACUUM INTO '${database}'`)
  await loaded.close()

  const wecom = await serve('dist/bench/servers/wecom.js', { BENCH_MEMBERS: String(REPS) })
  const env = {
    ...BENCH_ENV,
    DATA_KEY: EVALUATION_KEY,
    DATABASE_URL: `sqlite:${database}`,
    WECOM_API_BASE: wecom.origin,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
  }
  const server = await serve('dist/src/main.js', env)
  try {
    await measure(server.origin, Number(n))
  } finally {
    await Promise.all([server.stop(), wecom.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(origin: string, customers: number): Promise<void> {
  const tokens: string[] = []
  for (let rep = 0; rep < REPS; rep++) tokens.push((await ApiClient.login(origin, `u${rep}`)).token)
  const shot = (path: string, body: object, index: number): Shot => ({
    path: `/api/v1${path}`,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tokens[index % REPS]}` },
  })
  const reports = Array.from({ length: REPORTS }, (_, i) =>
    shot(
      '/registrations',
      { name: `杭州${brandOf(i)}仪表有限公司`, phone: `1452${String(i).padStart(7, '0')}`, requestKey: `bench-${i}` },
      i,
    ),
  )
  await load(origin, reports.slice(0, 100), 4, PER_SECOND)
  const result = await load(origin, reports.slice(100), 8, PER_SECOND)
  printTable(
    `Report with duplicate check over HTTP at ${customers.toLocaleString('en')} customers (${PER_SECOND}/s)`,
    ['answered', 'p50 ms', 'p99 ms', 'max ms', 'failed'],
    [
      [
        result.times.length,
        round(percentile(result.times, 0.5)),
        round(percentile(result.times, 0.99)),
        round(Math.max(...result.times)),
        result.failed,
      ],
    ],
  )
}

const CHARACTERS = '澜晟沐炫翊珩骁霆岚屿峤珵琛玥珺璟璇'
const brandOf = (n: number) =>
  [n, Math.floor(n / 17), Math.floor(n / 289)].map(x => CHARACTERS[x % CHARACTERS.length]).join('')
