import type { DataSource, EntityManager, QueryRunner } from 'typeorm'

type Work<T> = (manager: EntityManager) => Promise<T>

interface Turn {
  work: Work<unknown>
  resolve(result: unknown): void
  reject(error: unknown): void
}

/** Units of work that share one commit at most: bounds how long the first of them waits for its answer. */
const MOST_PER_COMMIT = 32

const nextTurn = () => new Promise(setImmediate)

/**
 * All transactions of an SQLite database pass here one after the other, because they share one connection. Those that
 * wait at the same moment share one commit and so one disk sync; each has a savepoint of its own, so a failing one takes
 * back only what it did. Nobody learns a result before it is on disk.
 */
export function createSqliteGate(writer: DataSource) {
  const waiting: Turn[] = []
  let pass: Promise<void> | undefined

  async function drain(): Promise<void> {
    // Statements block: whoever is ready to write has to be let in before the first of them runs.
    await nextTurn()
    while (waiting.length) await commitTogether(writer.createQueryRunner(), waiting.splice(0, MOST_PER_COMMIT))
    pass = undefined
  }

  return {
    run: <T>(work: Work<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Turn['resolve'], reject })
        pass ??= drain()
      }),
    /** Resolves when nothing is under way. */
    idle: async () => pass,
  }
}

async function commitTogether(runner: QueryRunner, turns: Turn[]): Promise<void> {
  const settle: (() => void)[] = []
  try {
    await runner.query('BEGIN IMMEDIATE')
    // TypeORM itself knows only BEGIN; told that a transaction is open, it starts none of its own.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 })
    for (const turn of turns) settle.push(await take(runner, turn))
    await runner.query('COMMIT')
  } catch (error) {
    await rollback(runner)
    for (const turn of turns) turn.reject(error)
    return
  } finally {
    Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 })
  }
  for (const tell of settle) tell()
}

/** Runs one unit inside its savepoint; what it returns tells the caller, once everything is committed. */
async function take(runner: QueryRunner, { work, resolve, reject }: Turn): Promise<() => void> {
  await runner.query('SAVEPOINT unit')
  try {
    const result = await work(runner.manager)
    await runner.query('RELEASE unit')
    return () => resolve(result)
  } catch (error) {
    await runner.query('ROLLBACK TO unit')
    await runner.query('RELEASE unit')
    return () => reject(error)
  }
}

/** A failed COMMIT (disk full, for example) leaves the transaction open; a failed BEGIN left none. */
async function rollback(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return
  await runner.query('ROLLBACK').catch(() => undefined)
}
