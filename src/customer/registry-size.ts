import type { Context } from '../context'

const FRESH_MS = 60_000
const known = new Map<string, { rows: number; at: number }>()

/**
 * About how many customers are registered, for judging how telling a rare name is. Only its order of magnitude matters,
 * so it is asked once a minute rather than with every check.
 */
export async function registrySize(context: Context): Promise<number> {
  const { databaseUrl } = context.config
  const remembered = known.get(databaseUrl)
  if (remembered && Math.abs(context.now() - remembered.at) < FRESH_MS) return remembered.rows
  const [row] = await context.read.query('SELECT MAX(seq) AS highest FROM customer')
  const rows = Number(row.highest ?? 0)
  known.set(databaseUrl, { rows, at: context.now() })
  return rows
}
