import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EntityManager } from 'typeorm'
import { decodeTime, encodeTime } from 'ulid'
import { queryPrepared } from '../db/prepared'
import { loadStored } from '../matching'
import { hash48 } from '../matching/keys/hash'
import { mentionKeys } from '../matching/keys/mention-keys'
import { Beginnings } from './beginnings'
import { BloomFilter } from './bloom'
import { Pairs } from './pairs'

const PAGE = 1000
/** Names taken in before somebody else's request may go on: about a millisecond. */
const NAMES_PER_TURN = 50
/** Rows whose transaction took its number but commits later are at most so far behind the newest. */
const BEHIND = 1000
/** Keys a customer brings on the average. */
const KEYS_PER_CUSTOMER = 7
const LEAST_CAPACITY = 100_000
/** Room to grow before the filter is built anew. */
const HEADROOM = 1.5
/** A fuller filter lets more through; twice its keys still rules out 97 of 100. */
const OVERFULL = 2

interface FormRow {
  seq: number
  matchForm: string
}

/**
 * Which keys any registered name has, in a few bytes per customer. It only says "surely not": whatever passes is
 * looked up and compared. Names that are gone stay in it until the next start, which costs a look-up and nothing else.
 */
export class MentionIndex {
  private filter = new BloomFilter(LEAST_CAPACITY)
  /** First two characters of a name: most places of a text are passed over by this alone. */
  private starts = new Pairs()
  private beginnings = new Beginnings()
  private highest = 0
  private aliasesUntil = ''
  /** The newest customers when they were last counted. */
  private counted = ''
  ready = false

  /** May a registered name have this key? Before the index is filled everything may be. */
  mayHave(key: number): boolean {
    return !this.ready || this.filter.has(key)
  }

  mayStart(first: number, second: number): boolean {
    return !this.ready || this.starts.has(first, second)
  }

  /** May a registered name begin with these characters of the text? */
  mayBegin(text: string, start: number, length: number): boolean {
    return !this.ready || this.beginnings.has(text, start, length)
  }

  /** About how many customers there are. */
  get customers(): number {
    return this.highest
  }

  /** Pieces of talk that a search found to be no customer's name, until anything may have changed. */
  readonly nobody = new Set<string>()

  get bytes(): number {
    return this.filter.bytes + this.starts.bytes + this.beginnings.bytes
  }

  /** Fills the index from the registry, page by page, leaving time for other work in between. */
  async load(read: EntityManager): Promise<void> {
    const [{ n }] = await read.query('SELECT COUNT(*) AS n FROM customer')
    this.filter = new BloomFilter(Math.max(LEAST_CAPACITY, Math.ceil(Number(n) * HEADROOM * KEYS_PER_CUSTOMER)))
    this.starts = new Pairs()
    this.beginnings = new Beginnings()
    this.highest = 0
    this.aliasesUntil = (await newestOf(read)).alias
    while (await this.readPage(read, this.highest));
    this.ready = true
  }

  /**
   * Takes in what any server has added since: new customers, and customers with a new alias. Asked before every
   * message. Row numbers and alias ids become visible in another order than they are given out (a transaction
   * commits late, a server's clock is behind), so now and then the newest are looked through once more.
   */
  async refresh(read: EntityManager, thoroughly: boolean): Promise<void> {
    if (!this.ready) return
    if (this.filter.count > this.filter.capacity * OVERFULL) return this.load(read)
    const newest = await newestOf(read)
    if (thoroughly || newest.seq > this.highest || newest.alias > this.aliasesUntil) this.nobody.clear()
    if (newest.seq > this.highest || (thoroughly && (await this.cameLate(read)))) {
      let after = Math.max(0, this.highest - BEHIND)
      while (await this.readPage(read, after)) after = this.highest
    }
    if (newest.alias > this.aliasesUntil) await this.readAliases(read, this.aliasesUntil)
    else if (thoroughly && newest.alias) await this.readAliases(read, shortlyBefore(this.aliasesUntil), BEHIND)
    if (newest.alias > this.aliasesUntil) this.aliasesUntil = newest.alias
  }

  /** Customers do not go away: one that became visible behind the newest shows in their number. */
  private async cameLate(read: EntityManager): Promise<boolean> {
    const after = Math.max(0, this.highest - BEHIND)
    const [row] = await queryPrepared<{ n: number }>(read, 'SELECT COUNT(*) AS n FROM customer WHERE seq > ?', [after])
    const counted = `${row?.n} behind ${after}`
    if (counted === this.counted) return false
    this.counted = counted
    return true
  }

  private async readAliases(read: EntityManager, after: string, most?: number): Promise<void> {
    const rows: FormRow[] = await read.query(
      `SELECT c.seq AS seq, c.match_form AS matchForm FROM customer_alias a JOIN customer c ON c.id = a.customer_id
       WHERE a.id > ? ORDER BY a.id DESC ${most ? `LIMIT ${most}` : ''}`,
      [after],
    )
    for (const row of rows) this.add(row.matchForm)
  }

  private async readPage(read: EntityManager, after: number): Promise<boolean> {
    const rows: FormRow[] = await read.query(
      `SELECT seq, match_form AS matchForm FROM customer WHERE seq > ? ORDER BY seq LIMIT ${PAGE}`,
      [after],
    )
    for (const [i, row] of rows.entries()) {
      this.add(row.matchForm)
      if (i % NAMES_PER_TURN === NAMES_PER_TURN - 1) await nextTurn()
    }
    const last = rows.at(-1)
    if (last) this.highest = Math.max(this.highest, Number(last.seq))
    return rows.length === PAGE
  }

  private add(matchForm: string): void {
    for (const view of loadStored(matchForm).names) {
      const core = view.brand + view.trade
      if (core.length < 2) continue
      this.starts.add(core.charCodeAt(0), core.charCodeAt(1))
      this.beginnings.add(core)
      for (const text of mentionKeys(view)) this.filter.add(hash48(text))
    }
  }
}

async function newestOf(read: EntityManager): Promise<{ seq: number; alias: string }> {
  const [row] = await queryPrepared<{ seq: number | null; alias: string | null }>(
    read,
    'SELECT (SELECT MAX(seq) FROM customer) AS seq, (SELECT MAX(id) FROM customer_alias) AS alias',
    [],
  )
  return { seq: Number(row?.seq ?? 0), alias: row?.alias ?? '' }
}

/** Clocks of servers differ by less. */
const CLOCKS_DIFFER_MS = 10_000

/** An id as it was made a little earlier: ids begin with their time. */
const shortlyBefore = (id: string): string => encodeTime(Math.max(0, decodeTime(id) - CLOCKS_DIFFER_MS), 10)
