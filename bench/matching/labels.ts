import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Row } from './fields'
import type { CategorisedQuery } from './quality'

export interface Labelled {
  rows: Row[]
  queries: CategorisedQuery[]
}

/** A registry and labelled queries from files; labels outside the registry are dropped. */
export async function readLabelled(registry: string, queries: string): Promise<Labelled> {
  const rows: Row[] = []
  for await (const line of createInterface({ input: createReadStream(registry) }))
    if (line) rows.push(JSON.parse(line) as Row)
  const known = new Set(rows.map(row => row.id))
  const read = lines<CategorisedQuery>(queries)
  return { rows, queries: read.map(query => ({ ...query, gold: query.gold.filter(id => known.has(id)) })) }
}

interface Pair {
  registered: string
  query: string
  same: boolean
  kind: string
}

/** The project's own labelled pairs as a small registry and queries. */
export function ownLabelled(): Labelled {
  const pairs = lines<Pair>('test/matching/labelled-pairs.jsonl')
  const names = [...new Set(pairs.map(pair => pair.registered))]
  // A hard negative of one company may be the very name of another one.
  const gold = new Map<string, string[]>(names.map(name => [name, [name]]))
  for (const { query, registered, same } of pairs) if (same) gold.set(query, [...(gold.get(query) ?? []), registered])
  return {
    rows: names.map(name => ({ id: name, company: name })),
    queries: pairs.map(({ query, kind, same }, i) => ({
      queryId: String(i),
      category: `${same ? 'same' : 'other'} ${kind}`,
      fields: { company: query },
      gold: gold.get(query) ?? [],
    })),
  }
}

const lines = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as T)
