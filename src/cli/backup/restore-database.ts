import { spawnSync } from 'node:child_process'
import { closeSync, copyFileSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { openDatabase } from '../../db/open'
import { SqliteDatabase } from '../../db/sqlite-driver'
import { SCHEMA } from '../../schema'
import { CommandError } from '../command-error'
import { refuseRunningServers } from '../no-server'
import { mysqlClient } from './mysql-client'

/**
 * Puts a backup in place of the configured database. The caller keeps servers out of an SQLite database.
 * @returns where the replaced SQLite database was put, if there was one
 * @throws CommandError before anything is changed when the file is no whole backup or a server runs
 */
export async function restoreDatabase(databaseUrl: string, source: string): Promise<string | undefined> {
  if (!existsSync(source)) throw new CommandError(`没有备份文件 ${source}`)
  if (databaseUrl.startsWith('sqlite:')) return replaceSqlite(databaseUrl.slice('sqlite:'.length), source)
  assertWholeDump(source)
  await emptyMysql(databaseUrl)
  load(databaseUrl, source)
  return undefined
}

function replaceSqlite(path: string, source: string): string | undefined {
  assertWholeSqlite(source)
  mkdirSync(dirname(path), { recursive: true })
  const part = `${path}.restoring`
  copyFileSync(source, part)
  const aside = `${path}.before-${new Date().toISOString().replace(/[:.]/g, '-')}`
  const replaced = existsSync(path)
  // What is not yet in the main file stands in the log beside it: they move together.
  for (const suffix of ['-wal', '-shm', '']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  renameSync(part, path)
  return replaced ? aside : undefined
}

function assertWholeSqlite(source: string): void {
  const refuse = (why: string) => new CommandError(`${source} 不是完整的 SQLite 备份：${why}`)
  const database = new SqliteDatabase(source, { readonly: true })
  try {
    const [check] = database.pragma('quick_check') as { quick_check: string }[]
    if (check?.quick_check !== 'ok') throw refuse(check?.quick_check ?? '')
    database.prepare('SELECT COUNT(*) FROM migrations').get()
  } catch (error) {
    throw error instanceof CommandError ? error : refuse((error as Error).message)
  } finally {
    database.close()
  }
}

const END_OF_DUMP = '-- Dump completed'

/** The last line of a dump tells that nothing is missing. */
function assertWholeDump(source: string): void {
  const file = openSync(source, 'r')
  const { size } = fstatSync(file)
  const tail = Buffer.alloc(Math.min(size, 200))
  readSync(file, tail, 0, tail.length, size - tail.length)
  closeSync(file)
  if (!tail.includes(END_OF_DUMP)) throw new CommandError(`${source} 不是完整的备份：末尾没有“${END_OF_DUMP}”`)
}

/** Takes every table away, so that nothing newer than the backup is left beside it. */
async function emptyMysql(databaseUrl: string): Promise<void> {
  const database = await openDatabase(databaseUrl, SCHEMA, { migrate: false })
  try {
    const tables: { name: string }[] = await database.read.query(
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
    )
    if (tables.some(table => table.name === 'lease')) await refuseRunningServers(database.read)
    for (const { name } of tables) await database.dataSource.query(`DROP TABLE \`${name}\``)
  } finally {
    await database.close()
  }
}

function load(databaseUrl: string, source: string): void {
  const { args, env, name } = mysqlClient(databaseUrl)
  const file = openSync(source, 'r')
  const { status, error } = spawnSync('mariadb', [...args, name], { env, stdio: [file, 'inherit', 'inherit'] })
  closeSync(file)
  if (error) throw new CommandError(`需要 mariadb 客户端（apt-get install mariadb-client）：${error.message}`)
  if (status !== 0) throw new CommandError('mariadb 没有成功读入备份；修好原因后请再执行一次 restore')
}
