import type { QueryRunner } from 'typeorm'
import { LONG_TEXT } from '../db/table-of'

/** `long`, or the length of a short text. */
export type AddedColumn = [table: string, column: string, size: 'long' | number]

/** Adds text columns that may be null, those that are not there yet. */
export async function addColumns(runner: QueryRunner, columns: AddedColumn[]): Promise<void> {
  const mysql = runner.dataSource.options.type !== 'better-sqlite3'
  for (const [table, column, size] of columns) {
    if (await runner.hasColumn(table, column)) continue
    const type = size === 'long' ? (mysql ? LONG_TEXT : 'text') : `varchar(${size})`
    const collation = mysql ? ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : ''
    // TypeORM's addColumn would copy the whole table on SQLite.
    await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}${collation} NULL`)
  }
}

export async function dropColumns(runner: QueryRunner, columns: AddedColumn[]): Promise<void> {
  for (const [table, column] of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`)
}
