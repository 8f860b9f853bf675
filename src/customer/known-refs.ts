import type { EntityManager } from 'typeorm'
import { placeholders } from '../db/execute'

const PER_STATEMENT = 500

/** Which ids of the system the customers come from are in the registry already. */
export async function knownRefs(read: EntityManager, refs: string[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (let from = 0; from < refs.length; from += PER_STATEMENT) {
    const chunk = refs.slice(from, from + PER_STATEMENT)
    const rows: { ref: string }[] = await read.query(
      `SELECT external_ref AS ref FROM customer WHERE external_ref IN (${placeholders(chunk)})`,
      chunk,
    )
    for (const row of rows) known.add(row.ref)
  }
  return known
}
