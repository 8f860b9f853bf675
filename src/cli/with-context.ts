import { ConfigError, loadConfig } from '../../config'
import { type Context, SYSTEM } from '../context'
import { contextFactory, realTime } from '../create-context'
import { openDatabase } from '../db/open'
import { createLogger } from '../log'
import { SCHEMA } from '../schema'

/** Runs a command with the system's context on the configured database, and ends the process with its exit code. */
export async function withContext(command: (context: Context) => Promise<number | undefined>): Promise<void> {
  try {
    const config = loadConfig(process.env)
    const database = await openDatabase(config.databaseUrl, SCHEMA)
    try {
      const makeContext = contextFactory({ config, database, log: createLogger('warn'), ...realTime })
      process.exitCode = (await command(makeContext(SYSTEM, 'cli', { patience: 'worker' }))) ?? 0
    } finally {
      await database.close()
    }
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = 1
  }
}
