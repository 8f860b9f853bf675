import type { EntityManager } from 'typeorm'
import type { QueryKey } from '../matching'
import type { KeyCensus } from './key-census'

const RARE_PER_STATEMENT = 500
const FREQUENT_PER_STATEMENT = 50
const FORMS_PER_STATEMENT = 500
/** No key and no row number has this value. */
const NOTHING = -1

interface Hit {
  k: number
  seq: number
}

export interface Form {
  seq: number
  id: string
  name: string
  matchForm: string
}

/**
 * Customers registered before row number `before` by key, for the keys of a whole page, in a few statements. A frequent key
 * is read up to its limit, so that it costs the same however many customers have it.
 */
export async function lookUpPage(
  read: EntityManager,
  census: KeyCensus,
  keys: QueryKey[],
  before: number,
): Promise<Map<number, number[]>> {
  const limits = new Map<number, number>()
  for (const { key, limit } of keys) if (census.exists(key)) limits.set(key, Math.max(limit, limits.get(key) ?? 0))
  const rare = [...limits.keys()].filter(key => !census.isFrequent(key))
  const frequent = [...limits].filter(([key]) => census.isFrequent(key))
  const found = new Map<number, number[]>()
  const take = (hits: Hit[]) => {
    for (const { k, seq } of hits) {
      const list = found.get(Number(k))
      if (list) list.push(Number(seq))
      else found.set(Number(k), [Number(seq)])
    }
  }
  const marks = Array(RARE_PER_STATEMENT).fill('?').join(', ')
  for (const chunk of chunksOf(rare, RARE_PER_STATEMENT, NOTHING))
    take(await read.query(`SELECT k, seq FROM match_key WHERE k IN (${marks}) AND seq < ?`, [...chunk, before]))
  const arm = 'SELECT k, seq FROM (SELECT k, seq FROM match_key WHERE k = ? AND seq < ? LIMIT ?) AS f'
  const arms = Array(FREQUENT_PER_STATEMENT).fill(arm).join(' UNION ALL ')
  for (const chunk of chunksOf(frequent, FREQUENT_PER_STATEMENT, [NOTHING, 1]))
    take(
      await read.query(
        arms,
        chunk.flatMap(([key, limit]) => [key, before, limit]),
      ),
    )
  return found
}

/** Active customers of these row numbers. */
export async function loadForms(read: EntityManager, seqs: number[]): Promise<Form[]> {
  const marks = Array(FORMS_PER_STATEMENT).fill('?').join(', ')
  const forms: Form[] = []
  for (const chunk of chunksOf(seqs, FORMS_PER_STATEMENT, NOTHING)) {
    const rows: Form[] = await read.query(
      `SELECT seq, id, name, match_form AS matchForm FROM customer WHERE status = 'active' AND seq IN (${marks})`,
      chunk,
    )
    for (const row of rows) forms.push({ ...row, seq: Number(row.seq) })
  }
  return forms
}

/** Lists of one length, the last one filled up, so that one statement is prepared once. */
function* chunksOf<T>(list: T[], size: number, filler: T): Generator<T[]> {
  for (let from = 0; from < list.length; from += size) {
    const chunk = list.slice(from, from + size)
    yield [...chunk, ...Array<T>(size - chunk.length).fill(filler)]
  }
}
