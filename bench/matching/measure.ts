import { percentile } from '../lib/table'
import type { Row } from './fields'
import type { Method, Prediction } from './methods'

/** A labelled query. */
export interface LabelledQuery {
  queryId: string
  fields: Omit<Row, 'id'>
  /** Every acceptable customer; empty: nothing may be alerted. */
  gold: string[]
}

export interface Measured {
  name: string
  queries: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Median of primary-key look-ups between the queries; absent where the method uses no database. */
  yardstick?: number
  recall1: number
  f1: number
  falseAlarm: number
  threshold: number
}

interface Answer {
  gold: ReadonlySet<string>
  top?: Prediction
}

const MOST_WARM_UP = 20

/**
 * Asks until the queries or the time are used up; slow methods are measured on fewer queries, evenly drawn.
 * @param yardstick asked before every query, so that both meet the same state of machine and connection
 */
export async function measure(
  method: Method,
  queries: LabelledQuery[],
  budgetMs: number,
  yardstick?: Method,
): Promise<Measured> {
  const times: number[] = []
  const yardsticks: number[] = []
  const answers: Answer[] = []
  const warmUntil = Date.now() + budgetMs / 4
  for (const query of queries.slice(0, MOST_WARM_UP)) if (Date.now() < warmUntil) await method.find(query.fields)
  const until = Date.now() + budgetMs
  for (const query of shuffled(queries)) {
    if (Date.now() > until) break
    if (yardstick) yardsticks.push((await timed(yardstick, query)).ms)
    const { ms, found } = await timed(method, query)
    times.push(ms)
    const [top] = (await method.resolve?.(found)) ?? found
    answers.push({ gold: new Set(query.gold), top })
  }
  const threshold = method.calibrated ? 0.5 : bestThreshold(answers)
  const withGold = answers.filter(answer => answer.gold.size)
  const without = answers.filter(answer => !answer.gold.size)
  const share = (part: number, of: number) => (of ? part / of : 0)
  return {
    name: method.name,
    queries: answers.length,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    yardstick: yardstick && percentile(yardsticks, 0.5),
    recall1: share(withGold.filter(({ gold, top }) => top && gold.has(top.id)).length, withGold.length),
    f1: f1(answers, threshold),
    falseAlarm: share(without.filter(({ top }) => top && top.score >= threshold).length, without.length),
    threshold,
  }
}

async function timed(method: Method, { fields }: LabelledQuery): Promise<{ ms: number; found: Prediction[] }> {
  const started = process.hrtime.bigint()
  const found = await method.find(fields)
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, found }
}

/** F1 of the first match at or above the threshold: found rightly, against all alerts and all that should be found. */
function f1(answers: Answer[], threshold: number): number {
  let right = 0
  let alerts = 0
  let wanted = 0
  for (const { gold, top } of answers) {
    if (gold.size) wanted++
    if (!top || top.score < threshold) continue
    alerts++
    if (gold.has(top.id)) right++
  }
  return right ? (2 * right) / (alerts + wanted) : 0
}

function bestThreshold(answers: Answer[]): number {
  let best = 0
  for (let step = 0; step <= 50; step++) if (f1(answers, step / 50) > f1(answers, best)) best = step / 50
  return best
}

/** The same order every time. */
function shuffled<T>(list: T[]): T[] {
  const out = [...list]
  let state = 7
  for (let i = out.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const j = state % (i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}
