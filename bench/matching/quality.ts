import type { LabelledQuery } from './measure'
import type { Prediction } from './methods'

/** A query with its category, where the file names one. */
export interface CategorisedQuery extends LabelledQuery {
  category?: string
}

export interface Quality {
  recall1: number
  recall5: number
  precision: number
  f1: number
  /** Share of the queries without a registered customer that were alerted. */
  falseAlarms: number
  /** Mean square of score less truth (1 or 0) over the first matches: how far the scores are probabilities; 0 is perfect. */
  brier: number
  /** By category: the share answered rightly at the threshold; found, or left alone. */
  categories: ReadonlyMap<string, number>
}

const THRESHOLD = 0.5
const CUT = 5

/** Judges answers against labels. An alert is a first match at the threshold of the balanced rules; nothing is tuned. */
export function judge(queries: CategorisedQuery[], answers: Prediction[][]): Quality {
  let [wanted, first, firstFive, alerts, right, falseAlarms, answered, squares] = [0, 0, 0, 0, 0, 0, 0, 0]
  const categories = new Map<string, { queries: number; right: number }>()
  queries.forEach((query, i) => {
    const gold = new Set(query.gold)
    const matches = answers[i]!
    const alert = matches[0] !== undefined && matches[0].score >= THRESHOLD
    const found = matches[0] !== undefined && gold.has(matches[0].id)
    if (matches[0]) {
      answered++
      squares += (matches[0].score - (found ? 1 : 0)) ** 2
    }
    if (gold.size) wanted++
    if (found) first++
    if (matches.slice(0, CUT).some(match => gold.has(match.id))) firstFive++
    if (alert) alerts++
    if (alert && found) right++
    if (alert && !gold.size) falseAlarms++
    const category = categories.get(query.category ?? '') ?? { queries: 0, right: 0 }
    category.queries++
    if (gold.size ? alert && found : !alert) category.right++
    categories.set(query.category ?? '', category)
  })
  const share = (part: number, of: number) => (of ? part / of : 0)
  return {
    recall1: share(first, wanted),
    recall5: share(firstFive, wanted),
    precision: share(right, alerts),
    f1: share(2 * right, alerts + wanted),
    falseAlarms: share(falseAlarms, queries.length - wanted),
    brier: share(squares, answered),
    categories: new Map([...categories].map(([name, c]) => [name, share(c.right, c.queries)])),
  }
}

/** How many of the pairs that were scored lie in each tenth of the score, and which share of them is one customer. */
export function calibration(queries: CategorisedQuery[], answers: Prediction[][]): { pairs: number; same: number }[] {
  const bins = Array.from({ length: 10 }, () => ({ pairs: 0, same: 0 }))
  queries.forEach((query, i) => {
    for (const { id, score } of answers[i]!) {
      const bin = bins[Math.min(9, Math.floor(score * 10))]!
      bin.pairs++
      if (query.gold.includes(id)) bin.same++
    }
  })
  return bins
}

/** The same queries, each with the label of another one: an engine that keeps its score has not been measured at all. */
export function shuffledLabels(queries: CategorisedQuery[]): CategorisedQuery[] {
  let state = 11
  const labels = queries.map(query => query.gold)
  for (let i = labels.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const j = state % (i + 1)
    ;[labels[i], labels[j]] = [labels[j]!, labels[i]!]
  }
  return queries.map((query, i) => ({ ...query, gold: labels[i]! }))
}
