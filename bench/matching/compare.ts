import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { loadRegistry } from '../../src/cli/evaluation-database'
import { insertRows } from '../../src/customer/insert-rows'
import { printTable, round } from '../lib/table'
import type { Row } from './fields'
import { type LabelledQuery, type Measured, measure } from './measure'
import { exact, fts5, like, type Method, ours, primaryKey } from './methods'
import { flexSearch, miniSearch } from './search-libraries'

const USAGE = `npm run bench -- matching --registry FILE.jsonl --queries FILE.jsonl [--size N] [--db URL] [--seconds N] [--libraries no]

registry: {"id","company",…} a line; queries: {"queryId","fields":{…},"gold":[ids]} a line.
--db: a MariaDB or SQLite database to use (and keep); without it a temporary SQLite file.
--seconds: time for each method (20). --libraries no: without MiniSearch and FlexSearch, which want gigabytes at a million rows.`

/** Our duplicate check beside the usual ways, on the same rows in the same run. */
export async function benchMatching(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      registry: { type: 'string' },
      queries: { type: 'string' },
      size: { type: 'string' },
      db: { type: 'string' },
      seconds: { type: 'string', default: '20' },
      libraries: { type: 'string', default: 'yes' },
    },
  })
  if (!values.registry || !values.queries) {
    process.stderr.write(`matching: skipped, it needs labelled data\n${USAGE}\n`)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'baobei-bench-'))
  try {
    const rows = await readRegistry(values.registry, Number(values.size ?? Number.POSITIVE_INFINITY))
    const file = join(folder, 'registry.jsonl')
    writeFileSync(file, `${rows.map(row => JSON.stringify(row)).join('\n')}\n`)
    const known = new Set(rows.map(row => row.id))
    const queries = readQueries(values.queries, known)
    const loaded = await loadRegistry(file, values.db)
    const { context, database } = loaded
    const names = rows.map(row => ({ id: row.id, name: row.company ?? '' }))
    await prepareTables(loaded, names)
    const { read } = database
    const methods: (() => Method)[] = [
      () => primaryKey(read, rows.length),
      () => ours(context),
      () => exact(read),
      () => like(read),
      ...(database.dialect === 'sqlite' ? [() => fts5(read)] : []),
      ...(values.libraries === 'yes' ? [() => miniSearch(names), () => flexSearch(names)] : []),
    ]
    const measured: Measured[] = []
    for (const make of methods) {
      const method = make()
      process.stderr.write(`measuring ${method.name}\n`)
      measured.push(await measure(method, queries, Number(values.seconds) * 1000))
    }
    print(`${rows.length} customers, ${database.dialect === 'sqlite' ? 'SQLite' : 'MariaDB'}`, measured)
    await loaded.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function print(title: string, measured: Measured[]): void {
  const yardstick = measured[0]!.p50
  printTable(
    `Duplicate check: ${title}`,
    ['method', 'queries', 'p50 ms', 'p99 ms', '× primary key (p50)', 'recall@1', 'F1', 'false alarms', 'threshold'],
    measured.map((m, i) => [
      m.name,
      m.queries,
      round(m.p50, 3),
      round(m.p99, 2),
      round(m.p50 / yardstick, 1),
      ...(i === 0
        ? ['', '', '', '']
        : [m.recall1.toFixed(3), m.f1.toFixed(3), m.falseAlarm.toFixed(3), m.threshold.toFixed(2)]),
    ]),
  )
}

async function readRegistry(file: string, size: number): Promise<Row[]> {
  const rows: Row[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (rows.length >= size) break
    if (line) rows.push(JSON.parse(line) as Row)
  }
  return rows
}

function readQueries(file: string, known: ReadonlySet<string>): LabelledQuery[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines
    .map(line => JSON.parse(line) as LabelledQuery)
    .map(query => ({ ...query, gold: query.gold.filter(id => known.has(id)) }))
}

/** A plain table of names with an index, and a trigram index on SQLite. */
async function prepareTables(
  { context, database }: Awaited<ReturnType<typeof loadRegistry>>,
  names: { id: string; name: string }[],
): Promise<void> {
  const { dataSource, dialect } = database
  await dataSource.query('DROP TABLE IF EXISTS bench_name')
  await dataSource.query(
    'CREATE TABLE bench_name (seq INTEGER PRIMARY KEY, id VARCHAR(32) NOT NULL, name VARCHAR(200) NOT NULL)',
  )
  await context.transaction(tx =>
    insertRows(
      tx.manager,
      'bench_name',
      ['seq', 'id', 'name'],
      names.map((row, i) => [i + 1, row.id, row.name]),
    ),
  )
  await dataSource.query('CREATE INDEX ix_bench_name ON bench_name (name)')
  if (dialect !== 'sqlite') return
  await dataSource.query('DROP TABLE IF EXISTS bench_fts')
  await dataSource.query("CREATE VIRTUAL TABLE bench_fts USING fts5(id UNINDEXED, name, tokenize = 'trigram')")
  await dataSource.query('INSERT INTO bench_fts (id, name) SELECT id, name FROM bench_name')
}
