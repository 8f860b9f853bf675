import type { EntityManager } from 'typeorm'

type Value = string | number | null

/**
 * Runs a writing statement and tells how many rows it changed, the same on every database.
 * The number decides claims: `UPDATE … WHERE id = ? AND <still free>` returned 1, or somebody else was first.
 */
export async function execute(manager: EntityManager, sql: string, values: Value[] = []): Promise<number> {
  const runner = manager.queryRunner
  if (!runner) throw new Error('execute needs an open transaction')
  const result = await runner.query(sql, values, true)
  return result.affected ?? 0
}

/** `?, ?, ?` for an IN list; the caller makes sure that the list is not empty. */
export const placeholders = (values: readonly unknown[]) => values.map(() => '?').join(', ')
