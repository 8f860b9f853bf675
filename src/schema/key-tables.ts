import type { QueryRunner } from 'typeorm'

/**
 * The soft keys of matching: a 48-bit key hash and the customer's row number, nothing else. The pair is the
 * primary key and the table is stored in its order, so a look-up reads one contiguous run per key.
 */
export async function createKeyTables(runner: QueryRunner, mysql: boolean): Promise<void> {
  await runner.query(
    mysql
      ? 'CREATE TABLE IF NOT EXISTS match_key (k BIGINT NOT NULL, seq INT UNSIGNED NOT NULL, PRIMARY KEY (k, seq))'
      : 'CREATE TABLE IF NOT EXISTS match_key (k INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (k, seq)) WITHOUT ROWID',
  )
}

export async function dropKeyTables(runner: QueryRunner): Promise<void> {
  await runner.query('DROP TABLE IF EXISTS match_key')
}
