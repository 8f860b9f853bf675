import { once } from 'node:events'
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import type { Row } from './fields'
import type { LabelledQuery } from './measure'

export interface Named {
  id: string
  name: string
}

/** Copies the first `size` lines of a registry file. @returns ids and names, without the rest */
export async function copyRegistry(from: string, to: string, size: number): Promise<Named[]> {
  const names: Named[] = []
  const out = createWriteStream(to)
  for await (const line of createInterface({ input: createReadStream(from) })) {
    if (names.length >= size) break
    if (!line) continue
    const { id, company } = JSON.parse(line) as Row
    names.push({ id, name: company ?? '' })
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
  return names
}

/** Queries with those of their answers that are registered. */
export function readQueries(file: string, names: Named[]): LabelledQuery[] {
  const known = new Set(names.map(row => row.id))
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines
    .map(line => JSON.parse(line) as LabelledQuery)
    .map(query => ({ ...query, gold: query.gold.filter(id => known.has(id)) }))
}
