import { parseArgs } from 'node:util'
import { RULES } from '../../config/rules'
import { fieldsOf } from '../customer/customer-input'
import { findDuplicates } from '../customer/find-duplicates'
import { placeholders } from '../db/execute'
import { prepare } from '../matching'
import { type EvaluationDatabase, loadRegistry, seconds } from './evaluation-database'
import { LineWriter, readLines } from './jsonl'
import { Latency } from './latency'

const USAGE = `npm run -s match -- --registry FILE.jsonl --queries FILE.jsonl [--out FILE] [--db URL]

Imports the registry and writes {"queryId","matches":[{"id","score"}]} per query, best first, at most 10.
score is the probability that it is the same customer; the balanced rule set alerts at 0.5.
registry: {"id","company","contact"?,"phone"?,"email"?,"uscc"?,"wechat"?}   queries: {"queryId","fields":{"company"?,…}}`

interface Query {
  queryId: string
  fields: { company?: string; contact?: string; phone?: string; email?: string; uscc?: string; wechat?: string }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      registry: { type: 'string' },
      queries: { type: 'string' },
      out: { type: 'string' },
      db: { type: 'string' },
    },
  })
  if (!values.registry || !values.queries) throw new Error(USAGE)
  const loaded = await loadRegistry(values.registry, values.db)
  const out = new LineWriter(values.out)
  const latency = new Latency()
  const started = Date.now()
  for await (const query of readLines<Query>(values.queries)) {
    const matches = await latency.measure(() => answer(loaded, query))
    await out.write({ queryId: query.queryId, matches: await withRegistryIds(loaded, matches) })
    if (latency.count % 1000 === 0) console.error(`queries: ${latency.count}, ${seconds(started)} s`)
  }
  await out.close()
  console.error(`queries: ${latency.count}, ${seconds(started)} s, per query ${latency}`)
  await loaded.close()
}

/** The product's duplicate check, from the fields as typed to explained matches. */
function answer({ context }: EvaluationDatabase, { fields: { company, ...contact } }: Query) {
  return findDuplicates(context, prepare(fieldsOf({ ...contact, name: company })), RULES.scope)
}

async function withRegistryIds({ context }: EvaluationDatabase, matches: { customerId: string; score: number }[]) {
  if (!matches.length) return []
  const ids = matches.map(match => match.customerId)
  const rows: { id: string; ref: string | null }[] = await context.read.query(
    `SELECT id, external_ref AS ref FROM customer WHERE id IN (${placeholders(ids)})`,
    ids,
  )
  const refs = new Map(rows.map(row => [row.id, row.ref ?? row.id]))
  return matches.map(({ customerId, score }) => ({
    id: refs.get(customerId)!,
    score: Math.round(score * 10_000) / 10_000,
  }))
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
