import type { EntityManager } from 'typeorm'
import { fillUp, queryPrepared } from '../db/prepared'
import type { QueryKey } from '../matching'
import { ABOUT, type About, type AboutColumns, aboutJoins, aboutValues } from './about-candidates'
import { HotKeys } from './hot-keys'

/** A registered customer that shares a key with the one asked about. */
export interface CandidateRow {
  seq: number
  id: string
  name: string
  matchForm: string
  /** The hard key (blind index) by which it was found. */
  hash: string | null
}

export interface Lookup {
  keys: QueryKey[]
  /** Blind indexes of hard keys. */
  hashes?: string[]
}

/** Rows read of all rare keys together. */
const MOST_ROWS = 1500
/** Of those at most so many customers are compared: the ones that share most keys. */
const MOST_CUSTOMERS = 200
/** From this many candidates on there may be a frequent key among those taken for rare. */
const SUSPICIOUS = 150
/** Lists are filled up to these lengths, so that the same few statements are prepared once and used again. */
const SIZES = [0, 1, 4, 8, 16, 24, 32, 48, 64, 96, 128]
/** No key and no hash has this value. */
const NO_KEY = -1

const hotKeys = new WeakMap<object, HotKeys>()

/** Keys that turned out frequent, per database. */
function hotKeysOf(manager: EntityManager): HotKeys {
  const source = manager.dataSource
  const known = hotKeys.get(source) ?? new HotKeys()
  hotKeys.set(source, known)
  return known
}

/**
 * Active customers that share a soft key or a hard key, in one statement. Work is bounded whatever the keys: rare keys
 * are read together up to a limit, frequent ones each up to theirs.
 */
export const findCandidates = (manager: EntityManager, lookup: Lookup): Promise<CandidateRow[]> =>
  lookUp<CandidateRow>(manager, lookup)

/** The same with what is known about each, so that a check needs no round trip more. */
export const findCandidatesWith = (
  manager: EntityManager,
  about: About,
  lookup: Lookup,
): Promise<(CandidateRow & AboutColumns)[]> => lookUp(manager, lookup, about)

async function lookUp<Row>(manager: EntityManager, { keys, hashes = [] }: Lookup, about?: About): Promise<Row[]> {
  if (!keys.length && !hashes.length) return []
  const hot = hotKeysOf(manager)
  const rare = keys.filter(({ key }) => !hot.has(key)).map(({ key }) => key)
  const frequent = keys.filter(({ key }) => hot.has(key))
  const lists = [
    fillUp(rare, SIZES, NO_KEY),
    fillUp(frequent, SIZES, { key: NO_KEY, limit: 1 }),
    fillUp(hashes, SIZES, ''),
  ] as const
  const rows = await queryPrepared<Row>(
    manager,
    statement(lists[0].length, lists[1].length, lists[2].length, about !== undefined),
    [
      ...lists[0],
      ...lists[1].flatMap(({ key, limit }) => [key, limit]),
      ...lists[2],
      ...(about ? aboutValues(about) : []),
    ],
  )
  if (rows.length >= SUSPICIOUS && rare.length) await hot.learn(manager, rare)
  return rows
}

/** Is this key known to be shared by many customers? */
export const isFrequent = (manager: EntityManager, key: number): boolean => hotKeysOf(manager).has(key)

const statements = new Map<string, string>()

function statement(rare: number, frequent: number, hashes: number, about: boolean): string {
  const shape = `${rare}/${frequent}/${hashes}/${about}`
  const known = statements.get(shape)
  if (known) return known
  const marks = (count: number) => Array(count).fill('?').join(', ')
  const parts = Array<string>(frequent).fill(
    'SELECT seq, NULL AS hash FROM (SELECT seq FROM match_key WHERE k = ? LIMIT ?) AS f',
  )
  if (rare)
    parts.unshift(
      `SELECT seq, NULL AS hash FROM (SELECT seq, COUNT(*) AS n FROM (SELECT seq FROM match_key WHERE k IN (${marks(rare)}) LIMIT ${MOST_ROWS}) AS r
       GROUP BY seq ORDER BY n DESC, seq LIMIT ${MOST_CUSTOMERS}) AS g`,
    )
  if (hashes)
    parts.push(
      `SELECT o.seq AS seq, h.hash AS hash FROM hard_key h JOIN customer o ON o.id = h.customer_id WHERE h.hash IN (${marks(hashes)})`,
    )
  const text = `SELECT c.seq AS seq, c.id AS id, c.name AS name, c.match_form AS matchForm, hit.hash AS hash${about ? `, ${ABOUT}` : ''}
    FROM (${parts.join(' UNION ALL ')}) AS hit JOIN customer c ON c.seq = hit.seq ${about ? aboutJoins : ''} WHERE c.status = 'active'`
  statements.set(shape, text)
  return text
}
