import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  DataSource,
  type DataSourceOptions,
  type EntityManager,
  type EntitySchema,
  type MigrationInterface,
} from 'typeorm'
import { migrate } from './migrate'
import { SqliteDatabase } from './sqlite-driver'
import { createUnitOfWork, type Database } from './unit-of-work'

/** What a database of this product holds; comes from src/schema, so that this folder knows no feature. */
export interface Schema {
  // biome-ignore lint/suspicious/noExplicitAny: entities of any row type
  entities: EntitySchema<any>[]
  migrations: (new () => MigrationInterface)[]
}

/**
 * Opens the database a URL names and brings its schema up to date.
 * @param url `sqlite:path` or `mysql://user:password@host:port/name`
 * @throws when the server cannot be reached or a migration fails; nothing half done stays behind
 */
export async function openDatabase(
  url: string,
  schema: Schema,
  options: { migrate?: boolean } = {},
): Promise<Database> {
  const database = url.startsWith('sqlite:')
    ? await openSqlite(url.slice('sqlite:'.length), schema)
    : await openMysql(url, schema)
  if (options.migrate !== false) await migrate(database.dataSource, randomUUID())
  return database
}

/** A connection that only reads, by SQL alone, for a thread beside the one that has the database open. */
export async function openForReading(url: string): Promise<{ read: EntityManager; close(): Promise<void> }> {
  const nothing: Schema = { entities: [], migrations: [] }
  const options = url.startsWith('sqlite:')
    ? sqliteOptions(url.slice('sqlite:'.length), true, nothing)
    : mysqlOptions(url, 'mysql', 10, nothing)
  const source = await new DataSource(options).initialize()
  return { read: source.manager, close: () => source.destroy() }
}

/** Data source options for a path: the writer syncs every commit to disk (a callback is answered only after that). */
export function sqliteOptions(path: string, readonly: boolean, schema: Schema): DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database: path,
    driver: SqliteDatabase,
    readonly,
    timeout: 5000,
    prepareDatabase: (connection: SqliteDatabase) => {
      if (!readonly) {
        connection.pragma('journal_mode = WAL')
        connection.pragma('synchronous = FULL')
        // Checkpoints sync the whole file: fewer of them, and the log still stays under 64 MB.
        connection.pragma('wal_autocheckpoint = 8000')
      }
      connection.pragma('cache_size = -65536')
      // As much as SQLite maps at most: a registry of a million customers has 1.8 GB, and pages outside cost twice as much.
      connection.pragma('mmap_size = 2147418112')
      connection.pragma('temp_store = MEMORY')
    },
    ...schema,
    synchronize: false,
    logging: false,
  }
}

async function openSqlite(path: string, schema: Schema): Promise<Database> {
  mkdirSync(dirname(path), { recursive: true })
  const writer = await new DataSource(sqliteOptions(path, false, schema)).initialize()
  const reader = await new DataSource(sqliteOptions(path, true, schema)).initialize()
  return createUnitOfWork({ writer, reader, galera: false })
}

async function openMysql(url: string, schema: Schema): Promise<Database> {
  const probe = await new DataSource(mysqlOptions(url, 'mysql', 1, { entities: [], migrations: [] })).initialize()
  const [row] = await probe.query('SELECT VERSION() AS version')
  const [wsrep] = await probe.query("SHOW VARIABLES LIKE 'wsrep_on'")
  await probe.destroy()
  const type = /mariadb/i.test(row.version) ? 'mariadb' : 'mysql'
  const writer = await new DataSource(mysqlOptions(url, type, 20, schema)).initialize()
  const reader = await new DataSource(mysqlOptions(url, type, 10, schema)).initialize()
  return createUnitOfWork({ writer, reader, galera: wsrep?.Value === 'ON' })
}

export function mysqlOptions(
  url: string,
  type: 'mysql' | 'mariadb',
  connections: number,
  schema: Schema,
): DataSourceOptions {
  return {
    type,
    url: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: false,
    poolSize: connections,
    connectTimeout: 5_000,
    // A server allows 16,382 prepared statements altogether.
    extra: { waitForConnections: true, maxPreparedStatements: 100 },
    ...schema,
    synchronize: false,
    logging: false,
  }
}
