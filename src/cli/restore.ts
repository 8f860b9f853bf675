import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, openSync, rmSync } from 'node:fs'
import { loadConfig } from '../../config'
import { lockSqliteFile } from '../db/single-server'
import { mysqlClient } from './mysql-client'

/**
 * npm run restore -- FILE: puts a backup in place of the configured database. Stop the servers first (SQLite refuses
 * while one runs). Messages that waited at the time of the backup are older than the present: they are given up at the
 * next start rather than said twice, see docs/operating.md.
 */
const [source] = process.argv.slice(2)
if (!source || !existsSync(source)) throw new Error('用法：npm run restore -- 备份文件')
const config = loadConfig(process.env)

if (config.databaseUrl.startsWith('sqlite:')) {
  const path = config.databaseUrl.slice('sqlite:'.length)
  const unlock = lockSqliteFile(path)
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  copyFileSync(source, path)
  unlock()
} else {
  const { args, env, name } = mysqlClient(config.databaseUrl)
  const { status, error } = spawnSync('mariadb', [...args, name], { env, stdio: [openSync(source, 'r'), 'inherit', 'inherit'] })
  if (error) throw new Error(`需要 mariadb 客户端（apt-get install mariadb-client）：${error.message}`)
  process.exitCode = status ?? 1
}
process.stdout.write('恢复完成，可以启动服务\n')
