import type { MigrationInterface, QueryRunner } from 'typeorm'
import { tableOf } from '../db/table-of'
import { MergeEntity } from '../merging/merge.entity'
import { type AddedColumn, addColumns, dropColumns } from './add-columns'

const COLUMNS: AddedColumn[] = [
  ['customer', 'merged_into', 26],
  ['customer_alias', 'kind', 8],
]

/** Customers that became part of another, and what kind of name an alias is. */
export class MergedCustomers1763900000000 implements MigrationInterface {
  name = 'MergedCustomers1763900000000'

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, COLUMNS)
    await runner.createTable(tableOf(MergeEntity, runner.dataSource.options.type !== 'better-sqlite3'), true)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('customer_merge', true)
    await dropColumns(runner, COLUMNS)
  }
}
