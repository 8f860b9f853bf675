import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadRegistry } from '../../src/cli/evaluation-database'
import { freshDatabase, startMariadb } from '../../test/support/mariadb'
import { printTable, round } from '../lib/table'
import { type Measured, measure } from './measure'
import { measureLibrary } from './measure-library'
import { exact, fts5, like, ours, primaryKey } from './methods'
import { copyRegistry, readQueries } from './registry-file'
import { prepareTables } from './tables'

const USAGE = `npm run bench -- matching --registry FILE.jsonl --queries FILE.jsonl [--size N] [--engine sqlite|mariadb] [--seconds N] [--libraries no]

registry: {"id","company",…} a line; queries: {"queryId","fields":{…},"gold":[ids]} a line.
--engine: a temporary SQLite file (default) or a MariaDB of its own.
--seconds: time for each method (20). --libraries no: without MiniSearch and FlexSearch.
--megabytes, --build: most memory (6144) and seconds (300) for each of these two; what does not fit is said so.`

type Options = Record<
  'registry' | 'queries' | 'size' | 'engine' | 'seconds' | 'libraries' | 'megabytes' | 'build',
  string
>

/** Our duplicate check beside the usual ways, on the same rows in the same run. */
export async function benchMatching(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      registry: { type: 'string', default: '' },
      queries: { type: 'string', default: '' },
      size: { type: 'string', default: 'Infinity' },
      engine: { type: 'string', default: 'sqlite' },
      seconds: { type: 'string', default: '20' },
      libraries: { type: 'string', default: 'yes' },
      megabytes: { type: 'string', default: '6144' },
      build: { type: 'string', default: '300' },
    },
  })
  if (!values.registry || !values.queries) {
    process.stderr.write(`matching: skipped, it needs labelled data\n${USAGE}\n`)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'baobei-bench-'))
  const server = values.engine === 'mariadb' ? await startMariadb({ bufferPool: '2G' }) : undefined
  try {
    const url = server ? await freshDatabase(server.url, 'bench') : `sqlite:${join(folder, 'bench.sqlite')}`
    await compare(values, url, join(folder, 'registry.jsonl'))
  } finally {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compare(options: Options, url: string, file: string): Promise<void> {
  const names = await copyRegistry(options.registry, file, Number(options.size))
  const queries = readQueries(options.queries, names)
  const budgetMs = Number(options.seconds) * 1000
  const loaded = await loadRegistry(file, url, { throwaway: true })
  const { context, database } = loaded
  await prepareTables(loaded, names)
  const { read, dialect } = database
  const yardstick = primaryKey(read, names.length)
  const rows: (Measured | [name: string, reason: string])[] = []
  for (const method of [ours(context), exact(read), like(read), ...(dialect === 'sqlite' ? [fts5(read)] : [])]) {
    process.stderr.write(`measuring ${method.name}\n`)
    rows.push(await measure(method, queries, budgetMs, yardstick))
  }
  await loaded.close()
  for (const library of options.libraries === 'yes' ? (['MiniSearch', 'FlexSearch'] as const) : []) {
    process.stderr.write(`measuring ${library}\n`)
    const bounds = { megabytes: Number(options.megabytes), seconds: Number(options.build) }
    const measured = await measureLibrary({ library, names, queries, budgetMs }, bounds)
    rows.push(typeof measured === 'string' ? [library, measured] : measured)
  }
  print(`${names.length} customers, ${dialect === 'sqlite' ? 'SQLite' : 'MariaDB'}`, rows)
}

function print(title: string, rows: (Measured | [name: string, reason: string])[]): void {
  const [first] = rows as Measured[]
  printTable(
    `Duplicate check: ${title}`,
    ['method', 'queries', 'p50 ms', 'p99 ms', 'primary key p50 ms', '× primary key', 'recall@1', 'F1', 'false alarms'],
    rows.map(row => {
      if (Array.isArray(row)) return [...row, '', '', '', '', '', '', '']
      const yardstick = row.yardstick ?? first!.yardstick!
      return [
        row.name,
        row.queries,
        round(row.p50, 3),
        round(row.p99, 2),
        round(yardstick, 4),
        round(row.p50 / yardstick, 1),
        row.recall1.toFixed(3),
        row.f1.toFixed(3),
        row.falseAlarm.toFixed(3),
      ]
    }),
  )
}
