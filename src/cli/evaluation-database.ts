import { randomFillSync } from 'node:crypto'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../../config'
import { type Context, SYSTEM } from '../context'
import { contextFactory } from '../create-context'
import { importCustomers } from '../customer/import-customers'
import { KeyBuffer } from '../customer/key-buffer'
import { readJsonl } from '../customer/read-import'
import { openDatabase } from '../db/open'
import type { Database } from '../db/unit-of-work'
import { createLogger } from '../log'
import { SCHEMA } from '../schema'

/** A registry loaded for an evaluation. */
export interface EvaluationDatabase {
  context: Context
  database: Database
  close(): Promise<void>
}

const ROWS_PER_TURN = 2000
const REPORT_EVERY = 50_000
/** Nothing real is sealed with it: an evaluation's database is thrown away or holds test data only. */
export const EVALUATION_KEY = Buffer.alloc(32, 1).toString('base64')

/**
 * Opens a database and imports a registry file (JSON Lines with id, company and contact fields) through the
 * product's import. Rows that are there already are passed over.
 * @param url MariaDB or SQLite URL; without one a temporary SQLite file is used and removed at the end
 * @param throwaway nobody else uses the database, and a crash means starting anew: the load may be faster than safe
 */
export async function loadRegistry(
  file: string,
  url: string | undefined,
  { throwaway = !url } = {},
): Promise<EvaluationDatabase> {
  const folder = url ? undefined : mkdtempSync(join(tmpdir(), 'baobei-evaluation-'))
  const databaseUrl = url ?? `sqlite:${join(folder!, 'registry.sqlite')}`
  const database = await openDatabase(databaseUrl, SCHEMA)
  if (throwaway) await forgoDurability(database)
  const context = evaluationContext(databaseUrl, database)
  const keyBuffer = throwaway ? new KeyBuffer() : undefined
  const started = Date.now()
  let reported = 0
  const result = await importCustomers(context, readJsonl(createReadStream(file)), {
    duplicates: 'keep',
    rowsPerTurn: ROWS_PER_TURN,
    keyBuffer,
    onProgress({ lines, imported }) {
      if (lines - reported < REPORT_EVERY) return
      reported = lines
      console.error(`registry: ${lines} lines read, ${imported} imported, ${seconds(started)} s`)
    },
  })
  await keyBuffer?.flush(context)
  console.error(`registry: ${result.imported} imported, ${result.rejected.length} passed over, ${seconds(started)} s`)
  return {
    context,
    database,
    async close() {
      await database.close()
      if (folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const seconds = (since: number): string => ((Date.now() - since) / 1000).toFixed(1)

/** What is thrown away need not survive a power failure. */
async function forgoDurability({ dataSource, dialect }: Database): Promise<void> {
  if (dialect === 'mysql') {
    await dataSource.query('SET GLOBAL innodb_flush_log_at_trx_commit = 0')
    return
  }
  await dataSource.query('PRAGMA synchronous = OFF')
  await dataSource.query('PRAGMA cache_size = -524288')
  await dataSource.query('PRAGMA wal_autocheckpoint = 20000')
}

function evaluationContext(databaseUrl: string, database: Database): Context {
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    DATA_KEY: EVALUATION_KEY,
    ADMIN_USERIDS: 'evaluation',
    WECOM_CORP_ID: 'ww-evaluation',
    WECOM_AGENT_ID: '1',
    WECOM_SECRET: 'none',
    WECOM_TOKEN: 'none',
    WECOM_AES_KEY: 'A'.repeat(43),
  })
  const make = contextFactory({
    config,
    database,
    log: createLogger('warn'),
    now: Date.now,
    randomBytes: pooledBytes(),
  })
  return make(SYSTEM, 'cli')
}

/** Random bytes drawn in large pieces: a million rows ask for them ten million times. */
function pooledBytes(): (size: number) => Buffer {
  const pool = Buffer.alloc(65_536)
  let used = pool.length
  return size => {
    if (used + size > pool.length) {
      randomFillSync(pool)
      used = 0
    }
    used += size
    return Buffer.from(pool.subarray(used - size, used))
  }
}
