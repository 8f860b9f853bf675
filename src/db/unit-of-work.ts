import type { DataSource, EntityManager, QueryRunner } from 'typeorm'
import { isConflict, isUnavailable } from './failures'
import { createSqliteGate } from './sqlite-gate'

const CONFLICT_TRIES = 10
/** Galera stalled writes for 6.5–7 s after losing a node, so workers wait longer than that; a request must answer. */
export const PATIENCE_MS = { request: 4_000, worker: 15_000 } as const
export type Patience = keyof typeof PATIENCE_MS

export interface Database {
  /** Runs `work` in one transaction and repeats the whole of it on conflicts. */
  transaction<T>(work: (manager: EntityManager) => Promise<T>, patience: Patience): Promise<T>
  /** Committed rows only; on SQLite a read-only connection. */
  readonly read: EntityManager
  readonly dialect: 'sqlite' | 'mysql'
  readonly dataSource: DataSource
  close(): Promise<void>
}

interface Options {
  writer: DataSource
  reader: DataSource
  galera: boolean
  sleep?: (ms: number) => Promise<void>
  random?: () => number
}

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

/**
 * The only way to write. On SQLite transactions pass a gate one after the other; on the MySQL family they run side by
 * side at READ COMMITTED, and on Galera each first waits until the node has seen all earlier commits.
 */
export function createUnitOfWork({ writer, reader, galera, sleep = pause, random = Math.random }: Options): Database {
  const dialect = writer.options.type === 'better-sqlite3' ? 'sqlite' : 'mysql'
  const gate = dialect === 'sqlite' ? createSqliteGate(writer) : undefined

  async function sideBySide<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = writer.createQueryRunner()
    try {
      if (galera) await runner.query('SET SESSION wsrep_sync_wait = 1')
      await runner.startTransaction('READ COMMITTED')
      const result = await work(runner.manager)
      await runner.commitTransaction()
      return result
    } catch (error) {
      await rollback(runner)
      throw error
    } finally {
      await runner.release()
    }
  }

  async function transaction<T>(work: (manager: EntityManager) => Promise<T>, patience: Patience): Promise<T> {
    let waited = 0
    for (let attempt = 1; ; attempt++) {
      try {
        return await (gate ? gate.run(work) : sideBySide(work))
      } catch (error) {
        const quick = isConflict(error) && attempt < CONFLICT_TRIES
        const patient = isUnavailable(error) && waited < PATIENCE_MS[patience]
        if (!quick && !patient) throw error
        const ms = (quick ? 5 : 200) * attempt * (0.5 + random())
        waited += ms
        await sleep(ms)
      }
    }
  }

  return {
    transaction,
    read: reader.manager,
    dialect,
    dataSource: writer,
    async close() {
      await gate?.idle()
      await reader.destroy()
      if (writer.isInitialized) await writer.destroy()
    },
  }
}

/** A connection that cannot even roll back is broken: the original error matters, the pool drops the connection. */
async function rollback(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return
  try {
    await runner.rollbackTransaction()
  } catch {
    Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 })
  }
}
