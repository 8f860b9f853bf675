import type { Context } from '../context'

export interface Queues {
  inbox: { waiting: number; dead: number }
  outbox: { waiting: number; dead: number; uncertain: number }
  /** How long the oldest due job has been waiting, milliseconds. */
  lagMs: { inbox: number; outbox: number }
}

/** What waits and what was given up; every question is answered by an index. */
export async function queues(context: Context): Promise<Queues> {
  const [inbox, outbox] = [await counts(context, 'inbox'), await counts(context, 'outbox')]
  return {
    inbox: { waiting: inbox.waiting ?? 0, dead: inbox.dead ?? 0 },
    outbox: { waiting: outbox.waiting ?? 0, dead: outbox.dead ?? 0, uncertain: outbox.uncertain ?? 0 },
    lagMs: { inbox: await lag(context, 'inbox'), outbox: await lag(context, 'outbox') },
  }
}

/** Done rows are the most by far and are not counted. */
async function counts(context: Context, box: 'inbox' | 'outbox'): Promise<Record<string, number>> {
  const rows: { status: string; n: number | string }[] = await context.read.query(
    `SELECT status, COUNT(*) AS n FROM ${box} WHERE status IN ('waiting', 'dead', 'uncertain') GROUP BY status`,
  )
  return Object.fromEntries(rows.map(row => [row.status, Number(row.n)]))
}

async function lag(context: Context, box: 'inbox' | 'outbox'): Promise<number> {
  const [row]: { oldest: number | string | null }[] = await context.read.query(
    `SELECT MIN(run_at) AS oldest FROM ${box} WHERE status = 'waiting'`,
  )
  return row?.oldest == null ? 0 : Math.max(0, context.now() - Number(row.oldest))
}

export async function count(context: Context, sql: string, values: (string | number)[] = []): Promise<number> {
  const [row]: { n: number | string }[] = await context.read.query(sql, values)
  return Number(row?.n ?? 0)
}
