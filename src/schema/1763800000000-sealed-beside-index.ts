import type { MigrationInterface, QueryRunner } from 'typeorm'
import { LONG_TEXT } from '../db/table-of'

const ADDED = [
  ['distinct_pair', 'sealed_name'],
  ['external_contact', 'sealed_unionid'],
] as const

/** Keeps the values of two blind indexes sealed beside them, so that a change of keys can compute them anew. */
export class SealedBesideIndex1763800000000 implements MigrationInterface {
  name = 'SealedBesideIndex1763800000000'

  async up(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.options.type !== 'better-sqlite3'
    const type = mysql ? `${LONG_TEXT} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin` : 'text'
    for (const [table, column] of ADDED) {
      if (await runner.hasColumn(table, column)) continue
      // TypeORM's addColumn would copy the whole table on SQLite.
      await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type} NULL`)
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of ADDED) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`)
  }
}
