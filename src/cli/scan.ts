import { parseArgs } from 'node:util'
import { placeholders } from '../db/execute'
import { type MentionSpan, recogniseMentions, startMentionIndex } from '../mention'
import { type EvaluationDatabase, loadRegistry, seconds } from './evaluation-database'
import { LineWriter, readLines } from './jsonl'
import { Latency } from './latency'

const USAGE = `npm run -s scan -- --registry FILE.jsonl --messages FILE.jsonl [--out FILE] [--db URL]

Imports the registry and writes {"messageId","spans":[{"start","end","id","score"}]} per message; offsets are UTF-16 code units.
registry: {"id","company","contact"?,"phone"?,"email"?,"uscc"?,"wechat"?}   messages: {"messageId","text"}`

/** Spans below are not worth telling. */
const LEAST_SCORE = 0.5
const REPORT_EVERY = 10_000

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      registry: { type: 'string' },
      messages: { type: 'string' },
      out: { type: 'string' },
      db: { type: 'string' },
    },
  })
  if (!values.registry || !values.messages) throw new Error(USAGE)
  const loaded = await loadRegistry(values.registry, values.db)
  const loading = Date.now()
  await startMentionIndex(loaded.context)
  console.error(`index: loaded in ${seconds(loading)} s`)
  const out = new LineWriter(values.out)
  const latency = new Latency()
  const started = Date.now()
  const tell = () => {
    const rate = Math.round(latency.count / Math.max(0.001, (Date.now() - started) / 1000))
    console.error(`messages: ${latency.count}, ${seconds(started)} s, ${rate}/s, per message ${latency}`)
  }
  for await (const { messageId, text } of readLines<{ messageId: string; text: string }>(values.messages)) {
    const spans = await latency.measure(() => recogniseMentions(loaded.context, text))
    const refs = await registryIds(loaded, spans)
    await out.write({
      messageId,
      spans: spans
        .filter(span => span.score >= LEAST_SCORE)
        .map(({ start, end, customerId, score }) => ({ start, end, id: refs.get(customerId)!, score })),
    })
    if (latency.count % REPORT_EVERY === 0) tell()
  }
  await out.close()
  tell()
  await loaded.close()
}

async function registryIds({ context }: EvaluationDatabase, spans: MentionSpan[]): Promise<Map<string, string>> {
  if (!spans.length) return new Map()
  const ids = [...new Set(spans.map(span => span.customerId))]
  const rows: { id: string; ref: string | null }[] = await context.read.query(
    `SELECT id, external_ref AS ref FROM customer WHERE id IN (${placeholders(ids)})`,
    ids,
  )
  return new Map(rows.map(row => [row.id, row.ref ?? row.id]))
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
