import { loadConfig } from '../../config'
import { contactRun } from '../../src/contact/sync-state'
import { type Context, SYSTEM } from '../../src/context'
import { contextFactory, realTime } from '../../src/create-context'
import { openDatabase } from '../../src/db/open'
import type { Database } from '../../src/db/unit-of-work'
import { createLogger } from '../../src/log'
import { memberSync } from '../../src/organisation/sync-members'
import { SCHEMA } from '../../src/schema'
import { TEST_ENV } from './world'

/** Looks into the database of a server that runs in a process of its own (or did). */
export interface Inside {
  database: Database
  system: Context
  count(sql: string): Promise<number>
  close(): Promise<void>
}

export async function lookInside(
  databaseUrl: string,
  dataKey = Buffer.alloc(32, 5).toString('base64'),
): Promise<Inside> {
  const database = await openDatabase(databaseUrl, SCHEMA, { migrate: false })
  const config = loadConfig({ ...TEST_ENV, DATA_KEY: dataKey, DATABASE_URL: databaseUrl })
  const system = contextFactory({ config, database, log: createLogger('silent'), ...realTime })(SYSTEM, 'cli')
  return {
    database,
    system,
    count: async sql => Number((await database.read.query(sql))[0].n),
    close: () => database.close(),
  }
}

/** Waits until nothing waits any more: events are done, messages are sent or given up, the running server has sealed its audit entries. */
export async function untilIdle(inside: Inside, mostMs: number): Promise<void> {
  const end = Date.now() + mostMs
  const waiting = () =>
    inside.count(
      "SELECT (SELECT COUNT(*) FROM inbox WHERE status = 'waiting') + (SELECT COUNT(*) FROM outbox WHERE status = 'waiting') + (SELECT COUNT(*) FROM audit WHERE position IS NULL) AS n",
    )
  while ((await waiting()) > 0) {
    if (Date.now() > end) throw new Error(`${await waiting()} jobs are still waiting after ${mostMs / 1000} s`)
    await new Promise(done => setTimeout(done, 100))
  }
}

/** Waits for the first synchronisation: until it is over, members are unknown and contacts are history that warns nobody. */
export async function untilSynchronised(databaseUrl: string, mostMs = 90_000): Promise<void> {
  const inside = await lookInside(databaseUrl)
  try {
    const end = Date.now() + mostMs
    for (;;) {
      const [members, contacts] = [await memberSync.state(inside.system), await contactRun(inside.database.read)]
      if (members?.doneAt && contacts?.doneAt) return
      if (Date.now() > end) throw new Error(`not synchronised: ${JSON.stringify({ members, contacts })}`)
      await new Promise(done => setTimeout(done, 200))
    }
  } finally {
    await inside.close()
  }
}
