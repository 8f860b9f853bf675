import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type Config, loadConfig } from '../../config'
import { type Context, SYSTEM } from '../../src/context'
import { contextFactory } from '../../src/create-context'
import { openDatabase } from '../../src/db/open'
import { SCHEMA } from '../../src/schema'
import { freshDatabase } from '../support/mariadb'
import type { Engine } from '../support/world'
import { AES_KEY } from './vectors'

export const testConfig = (more: NodeJS.ProcessEnv = {}): Config =>
  loadConfig({
    DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
    WECOM_CORP_ID: 'wwcorp',
    WECOM_AGENT_ID: '1000002',
    WECOM_SECRET: 'app-secret',
    WECOM_TOKEN: 'token',
    WECOM_AES_KEY: AES_KEY,
    PUBLIC_URL: 'https://crm.example.com',
    ...more,
  })

export interface TestDatabase {
  /** A context of one more server on the same database; with a clock of its own that can be moved. */
  server(clock?: { now: number }): Context
  close(): Promise<void>
}

/** A fresh database of its own. */
export async function openTestDatabase(config = testConfig(), engine: Engine = 'sqlite'): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'baobei-wecom-'))
  const name = `w${createHash('sha1').update(folder).digest('hex').slice(0, 12)}`
  const url =
    engine === 'sqlite'
      ? `sqlite:${join(folder, 'test.sqlite')}`
      : await freshDatabase(process.env.TEST_MARIADB_URL!, name)
  const database = await openDatabase(url, SCHEMA)
  return {
    server(clock) {
      const now = clock ? () => clock.now : () => Date.now()
      return contextFactory({ config, database, log: pino({ level: 'silent' }), now, randomBytes })(SYSTEM, 'schedule')
    },
    async close() {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
