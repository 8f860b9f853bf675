import type { EntityManager } from 'typeorm'
import { findCandidates } from '../customer/candidates'
import { type Evidence, explainSentence, loadStored, type PairScore, prepare, queryKeys, scorePair } from '../matching'

export interface PageRequest {
  /** Row number after which the page begins. */
  after: number
  until: number
  size: number
}

/** A customer and the one registered before it that it resembles most. */
export interface Resemblance {
  customerId: string
  otherId: string
  score: number
  sentence: string
}

export interface PageResult {
  /** Row number of the last customer compared; undefined at the end. */
  last?: number
  compared: number
  found: Resemblance[]
}

interface Row {
  seq: number
  id: string
  name: string
  matchForm: string
}

const LEAST_SCORE = 0.5
const CERTAIN = 0.95

/** Compares one page of customers with those registered before them. Reads only. */
export async function comparePage(read: EntityManager, { after, until, size }: PageRequest): Promise<PageResult> {
  const rows: Row[] = await read.query(
    `SELECT seq, id, name, match_form AS matchForm FROM customer
     WHERE status = 'active' AND seq > ? AND seq <= ? ORDER BY seq LIMIT ${Math.trunc(size)}`,
    [after, until],
  )
  const found: Resemblance[] = []
  for (const row of rows) {
    const best = await mostAlike(read, row)
    if (best) found.push(best)
  }
  return { last: rows.length ? Number(rows.at(-1)!.seq) : undefined, compared: rows.length, found }
}

async function mostAlike(read: EntityManager, row: Row): Promise<Resemblance | undefined> {
  const prepared = prepare({ name: row.name })
  const { stage1, stage2 } = queryKeys(prepared)
  let best: { otherId: string; result: PairScore } | undefined
  const look = async (keys: typeof stage1) => {
    for (const other of await findCandidates(read, keys)) {
      if (Number(other.seq) >= Number(row.seq)) continue
      const result = scorePair(prepared, loadStored(other.matchForm))
      if (result.score >= LEAST_SCORE && result.score > (best?.result.score ?? 0)) best = { otherId: other.id, result }
    }
  }
  await look(stage1)
  if ((best?.result.score ?? 0) < CERTAIN) await look(stage2)
  if (!best) return undefined
  const { score, evidence, relation } = best.result
  return { customerId: row.id, otherId: best.otherId, score, sentence: sentenceOf(evidence, relation) }
}

const sentenceOf = (evidence: Evidence[], relation: PairScore['relation']) =>
  explainSentence(evidence, relation).slice(0, 500)
