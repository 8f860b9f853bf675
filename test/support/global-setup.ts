import { hasMariadb, startMariadb } from './mariadb'

/** Starts one private MariaDB for the whole run; each test file gets a database of its own in it. */
export default async function globalSetup(): Promise<void> {
  if (!hasMariadb()) {
    if (process.env.CI) throw new Error('MariaDB is missing: the flow tests must run on it')
    return
  }
  const server = await startMariadb()
  process.env.TEST_MARIADB_URL = server.url
  Object.assign(globalThis, { mariadbOfTheRun: server })
}
