import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { SqliteDatabase } from '../../db/sqlite-driver'
import { CommandError } from '../command-error'
import { mysqlClient } from './mysql-client'

/**
 * Writes a consistent copy while servers run. SQLite: VACUUM INTO, which reads one state; MySQL family: a dump in one
 * transaction. The file appears under its name only when it is whole, and only its owner can read it.
 * @throws CommandError when the file exists already or the dump fails
 */
export function backupDatabase(databaseUrl: string, target: string): void {
  if (existsSync(target)) throw new CommandError(`${target} 已存在，请换一个文件名`)
  mkdirSync(dirname(target), { recursive: true })
  const part = `${target}.part`
  rmSync(part, { force: true })
  try {
    if (databaseUrl.startsWith('sqlite:')) copySqlite(databaseUrl.slice('sqlite:'.length), part)
    else dump(databaseUrl, part)
    renameSync(part, target)
  } finally {
    rmSync(part, { force: true })
  }
}

function copySqlite(path: string, part: string): void {
  if (!existsSync(path)) throw new CommandError(`没有数据库文件 ${path}`)
  const database = new SqliteDatabase(path, { readonly: true })
  try {
    database.prepare('VACUUM INTO ?').run(part)
  } finally {
    database.close()
  }
  chmodSync(part, 0o600)
}

function dump(databaseUrl: string, part: string): void {
  const { args, env, name } = mysqlClient(databaseUrl)
  const file = openSync(part, 'wx', 0o600)
  const { status, error } = spawnSync('mariadb-dump', [...args, '--single-transaction', '--skip-lock-tables', name], {
    env,
    stdio: ['ignore', file, 'inherit'],
  })
  closeSync(file)
  if (error) throw new CommandError(`需要 mariadb-dump（apt-get install mariadb-client）：${error.message}`)
  if (status !== 0) throw new CommandError('mariadb-dump 没有成功，备份没有写出')
}
