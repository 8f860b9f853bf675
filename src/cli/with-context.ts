import { ConfigError, loadConfig } from '../../config'
import { type Context, SYSTEM } from '../context'
import { contextFactory, realTime } from '../create-context'
import { openDatabase } from '../db/open'
import { SecondServerError } from '../db/single-server'
import { createLogger } from '../log'
import { SCHEMA } from '../schema'
import { CommandError } from './command-error'
import { keepServersOut, refuseRunningServers } from './no-server'

/**
 * Runs a command with the system's context on the configured database, and ends the process with its exit code.
 * @param alone no server may run meanwhile
 */
export async function withContext(
  command: (context: Context) => Promise<number | undefined>,
  { alone = false } = {},
): Promise<void> {
  let letIn = () => {}
  try {
    const config = loadConfig(process.env)
    if (alone) letIn = keepServersOut(config.databaseUrl)
    const database = await openDatabase(config.databaseUrl, SCHEMA)
    try {
      const makeContext = contextFactory({ config, database, log: createLogger('warn'), ...realTime })
      const context = makeContext(SYSTEM, 'cli', { patience: 'worker' })
      if (alone) await refuseRunningServers(context.read)
      process.exitCode = (await command(context)) ?? 0
    } finally {
      await database.close()
    }
  } catch (error) {
    process.stderr.write(`${wordsFor(error)}\n`)
    process.exitCode = 1
  } finally {
    letIn()
  }
}

/** What the person at the terminal reads: plain words for what is their business, the whole stack for a bug of ours. */
export function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const expected = [ConfigError, CommandError, SecondServerError].some(kind => error instanceof kind)
  return (expected ? error.message : error.stack) ?? error.message
}
