import { ConfigError, loadConfig } from '../config'
import { lockSqliteFile, SecondServerError } from './db/single-server'
import { startServer } from './deps'
import { WrongInstallationError } from './installation'
import { createLogger } from './log'
import { warnOfLooseCommits } from './setup/checks/database'

/** Starts one server; ends with 1 and a clear word when it cannot. */
async function main(): Promise<void> {
  const config = loadConfig(process.env)
  const log = createLogger(config.logLevel)
  const sqlite = config.databaseUrl.startsWith('sqlite:') ? config.databaseUrl.slice('sqlite:'.length) : undefined
  const unlock = sqlite ? lockSqliteFile(sqlite) : undefined
  const server = await startServer(config, log)
  await warnOfLooseCommits(server.context)
  log.info({ port: server.port, mode: config.mode }, 'listening')

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    await server.stop()
    unlock?.()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
}

main().catch((error: unknown) => {
  const expected =
    error instanceof ConfigError || error instanceof SecondServerError || error instanceof WrongInstallationError
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
