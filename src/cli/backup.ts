import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { loadConfig } from '../../config'
import { SqliteDatabase } from '../db/sqlite-driver'
import { mysqlClient } from './mysql-client'

/**
 * npm run backup [-- FILE]: a consistent copy while the server runs. SQLite: VACUUM INTO; MySQL family: a dump in
 * one transaction. The data key is not in it: a restore needs DATA_KEY.
 */
const config = loadConfig(process.env)
const stamp = new Date().toISOString().replace(/[:.]/g, '-')
const sqlite = config.databaseUrl.startsWith('sqlite:')
const target = process.argv[2] ?? `data/backup/baobei-${stamp}.${sqlite ? 'sqlite' : 'sql'}`
if (existsSync(target)) throw new Error(`${target} 已存在，请换一个文件名`)
mkdirSync(dirname(target), { recursive: true })

if (sqlite) {
  const database = new SqliteDatabase(config.databaseUrl.slice('sqlite:'.length), { readonly: true })
  database.prepare('VACUUM INTO ?').run(target)
  database.close()
} else {
  const { args, env, name } = mysqlClient(config.databaseUrl)
  const { status, error } = spawnSync('mariadb-dump', [...args, '--single-transaction', '--skip-lock-tables', name], {
    env,
    stdio: ['ignore', openSync(target, 'wx', 0o600), 'inherit'],
  })
  if (error) throw new Error(`需要 mariadb-dump（apt-get install mariadb-client）：${error.message}`)
  process.exitCode = status ?? 1
}
process.stdout.write(`备份已写入 ${target}\n恢复时需要同一个 DATA_KEY，请另外妥善保存\n`)
