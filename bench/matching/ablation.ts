import { parseArgs } from 'node:util'
import { printTable } from '../lib/table'
import { COMPONENTS } from './components'
import { fieldsOf } from './fields'
import type { MemoryIndex } from './in-memory'
import { type Labelled, ownLabelled, readLabelled } from './labels'
import type { Prediction } from './methods'
import { engineWith, type Original, type Replacements } from './modules'
import { judge, type Quality, shuffledLabels } from './quality'

const USAGE = `npm run bench -- ablation [--registry FILE.jsonl --queries FILE.jsonl] [--only WORD]

Takes one component of the matching engine out at a time and prints what it was worth.
Without files: the project's own labelled pairs. --only: components whose name holds the word.`

const WORST = 4
/** Smallest change of a category worth naming. */
const VISIBLE = 0.0075

/** A check of the matching engine on itself: each component taken out alone, and the labels shuffled. */
export async function benchAblation(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      registry: { type: 'string' },
      queries: { type: 'string' },
      only: { type: 'string', default: '' },
    },
  })
  if (!values.registry !== !values.queries) throw new Error(USAGE)
  const data = values.registry ? await readLabelled(values.registry, values.queries!) : ownLabelled()
  const whole = run(data, () => ({}))
  const before = judge(data.queries, whole.answers)
  const rows = [row('everything', before, before, 0)]
  for (const component of COMPONENTS.filter(c => c.name.includes(values.only))) {
    const { answers } = run(data, component.without, component.stored ? undefined : whole.index)
    const after = judge(data.queries, answers)
    rows.push(row(`− ${component.name}`, after, before, changed(whole.answers, answers)))
    process.stderr.write(`${rows.at(-1)!.join(' | ')}\n`)
  }
  const shuffled = judge(shuffledLabels(data.queries), whole.answers)
  rows.push([...row('labels shuffled', shuffled, before, 0).slice(0, -1), ''])
  printTable(
    `Matching without one component: ${data.rows.length} customers, ${data.queries.length} queries`,
    [
      'component',
      'F1',
      'recall@1',
      'precision',
      'false alarms',
      'Brier',
      'other answers',
      'categories that change most',
    ],
    rows,
  )
}

/** Answers of an engine with replacements, over a given index or one of its own. */
function run(
  { rows, queries }: Labelled,
  without: (original: Original) => Replacements,
  over?: MemoryIndex,
): { index: MemoryIndex; answers: Prediction[][] } {
  const Index = engineWith(without)
  const index = new Index(over)
  if (!over) {
    for (const row of rows) index.add(fieldsOf(row))
    index.build()
  }
  const answers = queries.map(({ fields }) =>
    index.match(fieldsOf(fields)).map(({ row, score }) => ({ id: rows[row]!.id, score })),
  )
  return { index, answers }
}

/** How many queries got another first match, or one on the other side of the threshold. */
function changed(before: Prediction[][], after: Prediction[][]): number {
  const alert = ([top]: Prediction[]) => (top && top.score >= 0.5 ? top.id : '')
  return before.filter((answer, i) => alert(answer) !== alert(after[i]!)).length
}

function row(name: string, after: Quality, before: Quality, others: number): (string | number)[] {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`
  return [
    name,
    after.f1.toFixed(4),
    after.recall1.toFixed(4),
    after.precision.toFixed(4),
    percent(after.falseAlarms),
    after.brier.toFixed(4),
    others,
    worst(after, before),
  ]
}

function worst(after: Quality, before: Quality): string {
  return [...before.categories]
    .map(([name, was]) => ({ name, was, is: after.categories.get(name)! }))
    .filter(({ was, is }) => Math.abs(is - was) >= VISIBLE)
    .sort((a, b) => a.is - a.was - (b.is - b.was))
    .slice(0, WORST)
    .map(({ name, was, is }) => `${name} ${was.toFixed(3)} → ${is.toFixed(3)}`)
    .join(', ')
}
