import type { DataSource } from 'typeorm'
import { isDuplicate } from './failures'

const LEASE = 'migrate'
const LEASE_MS = 60_000
const RETRY_MS = 200

/**
 * Runs the migrations, one server at a time. The lease row is the lock, because a database's own locks do not span the
 * nodes of a cluster; its table is made first and by a statement that may be repeated.
 * @param holder names this process
 */
export async function migrate(dataSource: DataSource, holder: string): Promise<void> {
  await dataSource.query(
    'CREATE TABLE IF NOT EXISTS lease (name VARCHAR(64) NOT NULL PRIMARY KEY, holder VARCHAR(64) NULL, until BIGINT NOT NULL)',
  )
  while (!(await take(dataSource, holder))) await new Promise(done => setTimeout(done, RETRY_MS))
  try {
    await dataSource.runMigrations({ transaction: 'each' })
  } finally {
    await dataSource.query('UPDATE lease SET holder = NULL, until = 0 WHERE name = ? AND holder = ?', [LEASE, holder])
  }
}

async function take(dataSource: DataSource, holder: string): Promise<boolean> {
  try {
    await dataSource.query('INSERT INTO lease (name, holder, until) VALUES (?, NULL, 0)', [LEASE])
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  // The lease decides between processes before there is a context, so the machine's clock is all there is.
  const now = Date.now()
  await dataSource.query('UPDATE lease SET holder = ?, until = ? WHERE name = ? AND until < ?', [
    holder,
    now + LEASE_MS,
    LEASE,
    now,
  ])
  const rows: { holder: string | null }[] = await dataSource.query('SELECT holder FROM lease WHERE name = ?', [LEASE])
  return rows[0]?.holder === holder
}
