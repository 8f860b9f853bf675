import { createRequire } from 'node:module'
import { SQLITE_CODE } from './sqlite-codes'

type Native = typeof import('@photostructure/sqlite')
const load = createRequire(__filename)

/** Node's own module where it exists (22.13 and later), the same API as a package before that. */
function native(): Native {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const builtIn = major > 22 || (major === 22 && minor >= 13)
  return load(builtIn ? 'node:sqlite' : '@photostructure/sqlite') as Native
}

type Bound = null | number | bigint | string | Uint8Array

/** One value as SQLite can bind it. A lone object would be taken for named parameters, so it is refused. */
function bindable(value: unknown): Bound {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`SQLite cannot bind a value of type ${Object.prototype.toString.call(value)}`)
}

function rethrow(error: unknown): never {
  const failure = error as Error & { errcode?: number; code?: string }
  if (failure.errcode !== undefined) failure.code = SQLITE_CODE[failure.errcode] ?? `SQLITE_${failure.errcode}`
  throw failure
}

class Statement {
  readonly reader: boolean
  constructor(
    private readonly statement: import('@photostructure/sqlite').StatementSyncInstance,
    /** Keeps the connection from being collected, and so closed, while a statement of it is in use. */
    readonly database: SqliteDatabase,
  ) {
    this.reader = statement.columns().length > 0
  }
  all(...values: unknown[]): unknown[] {
    return this.attempt(() => this.statement.all(...values.map(bindable)))
  }
  get(...values: unknown[]): unknown {
    return this.attempt(() => this.statement.get(...values.map(bindable)))
  }
  run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint } {
    return this.attempt(() => {
      const { changes, lastInsertRowid } = this.statement.run(...values.map(bindable))
      return { changes: Number(changes), lastInsertRowid }
    })
  }
  private attempt<T>(action: () => T): T {
    try {
      return action()
    } catch (error) {
      return rethrow(error)
    }
  }
}

/** The part of better-sqlite3's interface that TypeORM uses, on the `node:sqlite` API. */
export class SqliteDatabase {
  private readonly database: import('@photostructure/sqlite').DatabaseSyncInstance

  constructor(path: string, options: { readonly?: boolean; timeout?: number } = {}) {
    const { DatabaseSync } = native()
    this.database = new DatabaseSync(path, { readOnly: options.readonly ?? false, timeout: options.timeout ?? 5000 })
  }
  prepare(sql: string): Statement {
    try {
      return new Statement(this.database.prepare(sql), this)
    } catch (error) {
      return rethrow(error)
    }
  }
  exec(sql: string): this {
    try {
      this.database.exec(sql)
      return this
    } catch (error) {
      return rethrow(error)
    }
  }
  pragma(text: string): unknown[] {
    return this.prepare(`PRAGMA ${text}`).all()
  }
  close(): void {
    this.database.close()
  }
}
