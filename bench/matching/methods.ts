import type { EntityManager } from 'typeorm'
import { RULES } from '../../config/rules'
import type { Context } from '../../src/context'
import { findDuplicates } from '../../src/customer/find-duplicates'
import { prepare } from '../../src/matching'
import { fieldsOf, type Row } from './fields'
import type { Named } from './registry-file'

export interface Prediction {
  id: string
  score: number
}

/** One way to look for a customer. Scores of the baselines are tuned afterwards, in their favour. */
export interface Method {
  name: string
  /** Scores are probabilities and 0.5 is the threshold; otherwise the best threshold is looked for. */
  calibrated?: boolean
  find(fields: Omit<Row, 'id'>): Promise<Prediction[]>
  /** Ids of the registry file for ids of the database; not part of what is timed. */
  resolve?(found: Prediction[]): Promise<Prediction[]>
}

const MOST = 10

/** Our duplicate check, whole: normalise, fetch, score, explain. */
export function ours(context: Context): Method {
  return {
    name: 'Baobei',
    calibrated: true,
    async find(fields) {
      const matches = await findDuplicates(context, prepare(fieldsOf(fields)), RULES.scope)
      return matches.map(({ customerId, score }) => ({ id: customerId, score }))
    },
    async resolve([top]) {
      if (!top) return []
      const [row] = await context.read.query('SELECT external_ref AS ref FROM customer WHERE id = ?', [top.id])
      return [{ ...top, id: row.ref }]
    },
  }
}

/** The yardstick: one row by its primary key. */
export function primaryKey(read: EntityManager, rows: number): Method {
  let at = 0
  return {
    name: 'primary key look-up',
    async find() {
      at = (at * 16_807 + 12_345) % rows
      await read.query('SELECT id, name FROM bench_name WHERE seq = ?', [at + 1])
      return []
    },
  }
}

export function exact(read: EntityManager): Method {
  return byName('exact name', read, name => ['SELECT id, name FROM bench_name WHERE name = ? LIMIT 10', [name]])
}

export function like(read: EntityManager): Method {
  const escaped = (name: string) => `%${name.replace(/[!%_]/g, '!$&')}%`
  return byName('LIKE %q%', read, name => [
    "SELECT id, name FROM bench_name WHERE name LIKE ? ESCAPE '!' LIMIT 10",
    [escaped(name)],
  ])
}

/** SQLite's full text index over trigrams, any of them, best rank first. */
export function fts5(read: EntityManager): Method {
  return byName('FTS5 trigram', read, name => {
    const chars = [...name.replace(/["\s]/g, '')]
    const grams = [...new Set(chars.slice(2).map((_, i) => `"${chars.slice(i, i + 3).join('')}"`))]
    if (!grams.length) return undefined
    return ['SELECT id, name FROM bench_fts WHERE bench_fts MATCH ? ORDER BY rank LIMIT 10', [grams.join(' OR ')]]
  })
}

function byName(name: string, read: EntityManager, sql: (name: string) => [string, unknown[]] | undefined): Method {
  return {
    name,
    async find({ company }) {
      const statement = company?.trim() && sql(company.trim())
      return statement ? ranked(company!, await read.query(...statement)) : []
    },
  }
}

/** Orders candidates by the share of pairs of characters that both names have (Dice). */
export function ranked(query: string, rows: Named[]): Prediction[] {
  const mine = pairs(query)
  return rows
    .map(row => {
      const theirs = pairs(row.name)
      const shared = [...mine].filter(pair => theirs.has(pair)).length
      return { id: row.id, score: (2 * shared) / (mine.size + theirs.size) }
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
}

/** Pairs of neighbouring characters; a single character stands for itself. */
export function pairs(text: string): Set<string> {
  const chars = [...text.replace(/\s/g, '').toLowerCase()]
  return new Set(chars.length < 2 ? chars : chars.slice(1).map((ch, i) => chars[i]! + ch))
}
