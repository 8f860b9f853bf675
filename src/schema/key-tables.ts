import type { QueryRunner } from 'typeorm'
import { BLOCKING_ROWS } from '../customer/blocking'

/**
 * The soft keys of matching: a 48-bit key hash and the customer's row number, nothing else. The pair is the
 * primary key and the table is stored in its order, so a look-up reads one contiguous run per key. MySQL stores fifteen
 * digits in seven bytes, a BIGINT in eight.
 */
export async function createKeyTables(runner: QueryRunner, mysql: boolean): Promise<void> {
  await runner.query(
    mysql
      ? 'CREATE TABLE IF NOT EXISTS match_key (k DECIMAL(15) NOT NULL, seq INT UNSIGNED NOT NULL, PRIMARY KEY (k, seq))'
      : 'CREATE TABLE IF NOT EXISTS match_key (k INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (k, seq)) WITHOUT ROWID',
  )
}

/**
 * The rows that similar reports lock before they look for each other; SQLite has one writer at a time and needs none.
 * All of them are there from the start: InnoDB guards a row that was inserted in the same transaction by its transaction
 * number only, and at the moment of the commit that guard falls before other readers see what was committed.
 */
export async function createBlockingRows(runner: QueryRunner): Promise<void> {
  await runner.query('CREATE TABLE IF NOT EXISTS blocking_row (id INT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)')
  const side = Math.sqrt(BLOCKING_ROWS)
  const numbers = `SELECT 0 AS i${Array.from({ length: side - 1 }, (_, i) => ` UNION ALL SELECT ${i + 1}`).join('')}`
  await runner.query(
    `INSERT IGNORE INTO blocking_row (id, n) SELECT a.i * ${side} + b.i, 0 FROM (${numbers}) AS a CROSS JOIN (${numbers}) AS b`,
  )
}

export async function dropKeyTables(runner: QueryRunner): Promise<void> {
  await runner.query('DROP TABLE IF EXISTS blocking_row')
  await runner.query('DROP TABLE IF EXISTS match_key')
}
