import type { EntitySchemaColumnOptions } from 'typeorm'

type Column = EntitySchemaColumnOptions

/** Numbers, also where the driver hands a bigint over as text. */
const numeric = { to: (value: unknown) => value, from: (value: unknown) => (value === null ? null : Number(value)) }

/** Columns that mean the same on SQLite, MariaDB, MySQL and TiDB. */
export const column = {
  /** ULID primary key. */
  id: (): Column => ({ type: 'varchar', length: 26, primary: true }),
  /** Reference to a ULID, or a WeCom id. */
  ref: (): Column => ({ type: 'varchar', length: 64 }),
  /** Short text, compared byte by byte. */
  text: (length: number): Column => ({ type: 'varchar', length }),
  /** Free text; on the MySQL family up to 16 MB. */
  long: (): Column => ({ type: 'text' }),
  /** JSON in a text column (portable, unlike the databases' JSON types). */
  json: (): Column => ({ type: 'simple-json' }),
  /** Epoch milliseconds, UTC. */
  instant: (): Column => ({ type: 'bigint', transformer: numeric }),
  /** Safe integer. */
  int: (): Column => ({ type: 'bigint', transformer: numeric }),
  /** Row number given by the database. */
  serial: (): Column => ({ type: 'integer', primary: true, generated: 'increment' }),
}

export const optional = (options: Column): Column => ({ ...options, nullable: true })
export const primary = (options: Column): Column => ({ ...options, primary: true })
