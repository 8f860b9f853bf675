import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { freePort } from './free-port'

const BINARY = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd'].find(existsSync)

export interface PrivateMariadb {
  /** Server URL without a database name. */
  url: string
  stop(): Promise<void>
}

export const hasMariadb = () => Boolean(BINARY)

/** A MariaDB of our own on a free port, with data that goes away with it. */
export async function startMariadb({ bufferPool = '256M' } = {}): Promise<PrivateMariadb> {
  if (!BINARY) throw new Error('MariaDB is not installed: apt-get install mariadb-server')
  const folder = mkdtempSync(join(tmpdir(), 'bbdb-'))
  const data = join(folder, 'd')
  const port = await freePort()
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', '--user=root', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore' },
  )
  const server = spawn(
    BINARY,
    [
      '--no-defaults',
      '--user=root',
      `--datadir=${data}`,
      `--tmpdir=${folder}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(folder, 's')}`,
      `--pid-file=${join(folder, 'p')}`,
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_bin',
      '--default-time-zone=+00:00',
      `--innodb-buffer-pool-size=${bufferPool}`,
      '--max-connections=400',
      '--innodb-flush-log-at-trx-commit=1',
    ],
    { stdio: 'ignore' },
  )
  await ready(port, server)
  return {
    url: `mysql://root@127.0.0.1:${port}`,
    async stop() {
      const gone = new Promise(done => server.once('exit', done))
      server.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Creates a database of its own for one test file. */
export async function freshDatabase(serverUrl: string, name: string): Promise<string> {
  const connection = await createConnection(serverUrl)
  await connection.query(`DROP DATABASE IF EXISTS \`${name}\``)
  await connection.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`)
  await connection.end()
  return `${serverUrl}/${name}`
}

async function ready(port: number, server: ChildProcess): Promise<void> {
  for (let i = 0; i < 1200; i++) {
    if (server.exitCode !== null) throw new Error('MariaDB ended at its start')
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' })
      await connection.end()
      return
    } catch {
      await new Promise(done => setTimeout(done, 50))
    }
  }
  throw new Error('MariaDB did not answer within a minute')
}
