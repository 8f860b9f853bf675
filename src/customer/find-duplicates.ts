import type { Context } from '../context'
import { placeholders } from '../db/execute'
import {
  canonicalName,
  type Evidence,
  explainSentence,
  type HardKey,
  loadStored,
  type Prepared,
  queryKeys,
  type Relation,
  scorePair,
} from '../matching'
import { activeOwnerships } from '../ownership/active-ownerships'
import type { OwnershipRow } from '../ownership/ownership.entity'
import { type CandidateRow, candidatesByIds, candidatesByKeys } from './match-keys'

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
/** From this score on nothing better is to be found among the rarer keys. */
const CERTAIN = 0.95

/**
 * Registered customers like the one asked about, best first, at most ten. Hard keys and telling soft keys come
 * first; only when they do not settle it, the wider keys are looked up. Cost grows with candidates, not customers.
 */
export async function findDuplicates(context: Context, prepared: Prepared, scope: string): Promise<Match[]> {
  const owned = await hardKeyOwners(context, prepared.hardKeys)
  const { stage1, stage2 } = queryKeys(prepared)
  const first = merge(
    await candidatesByIds(context.read, [...owned.keys()]),
    await candidatesByKeys(context.read, stage1),
  )
  let scored = score(prepared, first, owned)
  if (!scored.some(match => match.score >= CERTAIN) && stage2.length) {
    const wider = await candidatesByKeys(context.read, stage2)
    scored = score(prepared, merge(first, wider), owned)
  }
  const kept = await withoutDistinct(context, prepared, scored)
  const best = kept
    .filter(match => match.score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score || a.seq - b.seq)
    .slice(0, MOST)
  const owners = await activeOwnerships(
    context.read,
    best.map(match => match.customerId),
    scope,
  )
  return best.map(match => ({ ...match, ownership: owners.get(match.customerId) }))
}

/** Customers that have one of the hard keys, with the keys they share. */
async function hardKeyOwners(context: Context, keys: HardKey[]): Promise<Map<string, HardKey[]>> {
  const byHash = new Map(keys.map(key => [context.vault.blindIndex(key.kind, key.value), key]))
  const owners = new Map<string, HardKey[]>()
  if (!byHash.size) return owners
  const hashes = [...byHash.keys()]
  const rows: { hash: string; customerId: string }[] = await context.read.query(
    `SELECT hash, customer_id AS customerId FROM hard_key WHERE hash IN (${placeholders(hashes)})`,
    hashes,
  )
  for (const row of rows) owners.set(row.customerId, [...(owners.get(row.customerId) ?? []), byHash.get(row.hash)!])
  return owners
}

function merge(...lists: CandidateRow[][]): CandidateRow[] {
  return [...new Map(lists.flat().map(row => [row.id, row])).values()]
}

function score(prepared: Prepared, candidates: CandidateRow[], owned: Map<string, HardKey[]>): Match[] {
  return candidates.map(row => {
    const result = scorePair(prepared, loadStored(row.matchForm), { hard: owned.get(row.id) })
    return {
      customerId: row.id,
      seq: row.seq,
      name: row.name,
      score: result.score,
      relation: result.relation,
      evidence: result.evidence,
      sentence: explainSentence(result.evidence, result.relation),
    }
  })
}

/** Drops customers of which a manager has said that this name is not them. */
async function withoutDistinct(context: Context, prepared: Prepared, matches: Match[]): Promise<Match[]> {
  if (!matches.length || !prepared.fields.name) return matches
  const ids = matches.map(match => match.customerId)
  const key = distinctKey(context, prepared.fields.name)
  const rows: { customerId: string }[] = await context.read.query(
    `SELECT customer_id AS customerId FROM distinct_pair WHERE other_key = ? AND customer_id IN (${placeholders(ids)})`,
    [key, ...ids],
  )
  const distinct = new Set(rows.map(row => row.customerId))
  return matches.filter(match => !distinct.has(match.customerId))
}

/** How a name is remembered that is not a certain customer. */
export function distinctKey(context: Pick<Context, 'vault'>, name: string): string {
  return context.vault.blindIndex('distinct', canonicalName(name))
}
