import type { MigrationInterface, QueryRunner } from 'typeorm'
import { tableOf } from '../db/table-of'
import { ENTITIES } from './entities'
import { createBlockingRows, createKeyTables, dropKeyTables } from './key-tables'

/**
 * Creates every table from its entity, whatever is there already. Later steps will be written by hand; each looks first
 * whether its change is there, so this one always creates the newest shape and a step may be repeated after a crash.
 */
export class FirstTables1760000000000 implements MigrationInterface {
  name = 'FirstTables1760000000000'

  async up(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.options.type !== 'better-sqlite3'
    for (const entity of ENTITIES) await runner.createTable(tableOf(entity, mysql), true)
    await createKeyTables(runner, mysql)
    if (mysql) await createBlockingRows(runner)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropKeyTables(runner)
    for (const entity of ENTITIES) await runner.dropTable(entity.options.tableName ?? entity.options.name, true)
  }
}
