import type { EntityManager } from 'typeorm'
import {
  CONVINCING,
  explainSentence,
  loadStored,
  type Prepared,
  prepare,
  type QueryKey,
  queryKeys,
  type Stored,
  scorePair,
} from '../matching'
import { hash48 } from '../matching/keys/hash'
import { KeyCensus } from './key-census'
import { type Form, loadForms, lookUpPage } from './look-up-page'

export interface PageRequest {
  /** Row number after which the page begins. */
  after: number
  until: number
  size: number
}

/** A customer registered before that one is like. */
interface Likeness {
  otherId: string
  otherName: string
  score: number
  sentence: string
}

/** A customer and those registered before it that it resembles most, best first. */
export interface Resemblance {
  customerId: string
  name: string
  others: Likeness[]
}

export interface PageResult {
  /** Row number of the last customer compared; undefined at the end, and where the page began while it prepares itself. */
  last?: number
  compared: number
  found: Resemblance[]
}

const LEAST_SCORE = 0.5
/** More than one, because the best may be told apart already. */
const MOST_OTHERS = 3
/** Customers compared with one: those that share most keys. */
const MOST_COMPARED = 200

/**
 * Compares pages of customers with those registered before them. Reads only. The first answers compare nothing: they get to
 * know the registry's keys, in short turns, so that whoever asks can go on renewing leases and be stopped.
 */
export function pageComparer(read: EntityManager): (request: PageRequest) => Promise<PageResult> {
  const census = new KeyCensus(read)
  return async request => {
    if (census.ready) return comparePage(read, census, request)
    await census.step()
    return { last: request.after, compared: 0, found: [] }
  }
}

async function comparePage(
  read: EntityManager,
  census: KeyCensus,
  { after, until, size }: PageRequest,
): Promise<PageResult> {
  const rows: Form[] = await read.query(
    `SELECT seq, id, name, match_form AS matchForm FROM customer
     WHERE status = 'active' AND seq > ? AND seq <= ? ORDER BY seq LIMIT ${Math.trunc(size)}`,
    [after, until],
  )
  if (!rows.length) return { compared: 0, found: [] }
  const last = Number(rows.at(-1)!.seq)
  const searches = rows.map(row => new Search(row, census, until))
  const forms = new Map<number, Form & { stored: Stored }>()
  const look = async (searching: Search[], keysOf: (search: Search) => QueryKey[]) => {
    const hits = await lookUpPage(read, census, searching.flatMap(keysOf), last)
    const wanted = searching.map(search => search.closest(keysOf(search), hits))
    const missing = [...new Set(wanted.flat())].filter(seq => !forms.has(seq))
    for (const form of await loadForms(read, missing))
      forms.set(form.seq, { ...form, stored: loadStored(form.matchForm) })
    for (const [i, search] of searching.entries())
      for (const seq of wanted[i]!) if (forms.has(seq)) search.compare(forms.get(seq)!)
  }
  await look(searches, search => search.keys.stage1)
  await look(
    searches.filter(search => search.highest < CONVINCING),
    search => search.keys.stage2,
  )
  return { last, compared: rows.length, found: searches.flatMap(search => search.result() ?? []) }
}

type Scored = Form & ReturnType<typeof scorePair>

/** The search for earlier customers like one. */
class Search {
  readonly keys: ReturnType<typeof queryKeys>
  highest = 0
  private readonly prepared: Prepared
  private readonly seen = new Set<number>()
  private found: Scored[] = []

  constructor(
    private readonly row: Form,
    census: KeyCensus,
    private readonly registered: number,
  ) {
    const { entries, domains } = loadStored(row.matchForm)
    const aliases = entries.filter(entry => entry.alias).map(entry => entry.text)
    // A domain that many customers have is a provider's or a group's: it says nothing about one of them.
    const telling = domains.filter(domain => !census.isFrequent(hash48(`w${domain}`)))
    this.prepared = { ...prepare({ name: row.name, aliases }), domains: telling }
    this.keys = queryKeys(this.prepared)
  }

  /** Row numbers of earlier customers not compared yet, those that share most keys first. */
  closest(keys: QueryKey[], hits: Map<number, number[]>): number[] {
    const shared = new Map<number, number>()
    for (const { key } of keys)
      for (const seq of hits.get(key) ?? [])
        if (seq < this.row.seq && !this.seen.has(seq)) shared.set(seq, (shared.get(seq) ?? 0) + 1)
    const closest = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_COMPARED)
    return closest.map(([seq]) => seq)
  }

  compare(other: Form & { stored: Stored }): void {
    this.seen.add(other.seq)
    const result = scorePair(this.prepared, other.stored, { rows: this.registered })
    if (result.score < LEAST_SCORE) return
    this.highest = Math.max(this.highest, result.score)
    this.found.push({ ...other, ...result })
    this.found = this.found.sort((a, b) => b.score - a.score || a.seq - b.seq).slice(0, MOST_OTHERS)
  }

  result(): Resemblance | undefined {
    if (!this.found.length) return undefined
    const others = this.found.map(({ id, name, score, evidence, relation }) => ({
      otherId: id,
      otherName: name,
      score,
      sentence: explainSentence(evidence, relation).slice(0, 500),
    }))
    return { customerId: this.row.id, name: this.row.name, others }
  }
}
