import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { SqliteDatabase } from './sqlite-driver'

export class SecondServerError extends Error {}

/**
 * An SQLite database serves exactly one server. A small file beside it is locked exclusively for as long as the
 * process lives; the operating system frees it, also after kill -9.
 * @returns what gives the lock back
 * @throws SecondServerError when another process has it
 */
export function lockSqliteFile(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true })
  const lock = new SqliteDatabase(`${path}.lock`, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new SecondServerError(
      `数据库 ${path} 正被另一个服务进程使用。SQLite 只支持一个服务；要多台服务器，请改用 MySQL/MariaDB（DATABASE_URL=mysql://…）。`,
    )
  }
  return () => lock.close()
}
