import type { EntityManager } from 'typeorm'
import type { Context } from '../context'
import {
  CONVINCING,
  canonicalName,
  type Evidence,
  explainSentence,
  type HardKey,
  loadStored,
  type PairScore,
  type Prepared,
  queryKeys,
  type Relation,
  scorePair,
} from '../matching'
import { hash48 } from '../matching/keys/hash'
import type { OwnershipRow } from '../ownership/ownership.entity'
import { type About, type AboutColumns, ownershipOf } from './about-candidates'
import { type CandidateRow, findCandidatesWith, isFrequent } from './candidates'
import { registrySize } from './registry-size'

/** A registered customer that may be the one asked about. Unmasked: only presenters show it to people. */
export interface Match {
  customerId: string
  seq: number
  name: string
  ownership?: OwnershipRow
  score: number
  relation: Relation
  evidence: Evidence[]
  sentence: string
}

const MOST = 10
/** Below this a pair is not worth showing. */
const WORTH_SHOWING = 0.05

/** What a check needs of a context. */
export type Checking = Pick<Context, 'read' | 'vault'>

/**
 * Registered customers like the one asked about, best first, at most ten. Hard keys and telling soft keys come
 * first; only when they do not settle it, the wider keys are looked up. Cost grows with candidates, not customers.
 */
export async function findDuplicates(context: Context, prepared: Prepared, scope: string): Promise<Match[]> {
  return findAmong(context, prepared, { scope, rows: await registrySize(context), keys: queryKeys(prepared) })
}

/** The same for a caller that knows about how many customers there are, and the keys to look up. */
export async function findAmong(
  context: Checking,
  prepared: Prepared,
  { scope, rows, keys }: { scope: string; rows: number; keys: ReturnType<typeof queryKeys> },
): Promise<Match[]> {
  const name = prepared.fields.name
  const about: About = { scope, distinctKey: name && distinctKey(context, name) }
  const scoring = new Scoring(context, prepared, rows)
  const hashes = [...scoring.hardByHash.keys()]
  const first = await findCandidatesWith(context.read, about, { keys: keys.stage1, hashes })
  scoring.prepared = withoutSharedDomains(context.read, prepared)
  scoring.add(first)
  if (keys.stage2.length && scoring.highest < CONVINCING)
    scoring.add(await findCandidatesWith(context.read, about, { keys: keys.stage2 }))
  return scoring.best(MOST).map(({ row, result: { score, relation, evidence } }) => ({
    customerId: row.id,
    seq: row.seq,
    name: row.name,
    ownership: ownershipOf(row.id, row, scope),
    score,
    relation,
    evidence,
    sentence: explainSentence(evidence, relation),
  }))
}

/** A domain that many customers have is a provider's or a group's: it says nothing about one of them. */
export function withoutSharedDomains(read: EntityManager, prepared: Prepared): Prepared {
  return { ...prepared, domains: prepared.domains.filter(domain => !isFrequent(read, hash48(`w${domain}`))) }
}

type Found = CandidateRow & AboutColumns
interface Scored {
  row: Found
  result: PairScore
}

/** Candidates are scored once each, whichever way they were found. */
class Scoring {
  readonly hardByHash: Map<string, HardKey>
  highest = 0
  private readonly scored = new Map<number, Scored>()

  constructor(
    context: Checking,
    public prepared: Prepared,
    private readonly rows: number,
  ) {
    this.hardByHash = new Map(prepared.hardKeys.map(key => [context.vault.blindIndex(key.kind, key.value), key]))
  }

  add(rows: Found[]): void {
    const shared = new Map<number, HardKey[]>()
    for (const { seq, hash } of rows)
      if (hash) shared.set(seq, [...(shared.get(seq) ?? []), this.hardByHash.get(hash)!])
    for (const row of rows) {
      if (this.scored.has(row.seq)) continue
      const result = scorePair(this.prepared, loadStored(row.matchForm), {
        hard: shared.get(row.seq),
        rows: this.rows,
      })
      this.scored.set(row.seq, { row, result })
      if (result.score > this.highest) this.highest = result.score
    }
  }

  /** Without those that somebody entitled ruled out. */
  best(count: number): Scored[] {
    return [...this.scored.values()]
      .filter(({ row, result }) => result.score >= WORTH_SHOWING && !row.ruledOut)
      .sort((a, b) => b.result.score - a.result.score || a.row.seq - b.row.seq)
      .slice(0, count)
  }
}

/** How a name is remembered that is not a certain customer. */
export function distinctKey(context: Pick<Context, 'vault'>, name: string): string {
  return context.vault.blindIndex('distinct', canonicalName(name))
}
