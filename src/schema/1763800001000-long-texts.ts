import type { MigrationInterface, QueryRunner } from 'typeorm'
import { LONG_TEXT } from '../db/table-of'

const TYPE = `${LONG_TEXT} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`

interface TextColumn {
  t: string
  c: string
  nullable: 'YES' | 'NO'
}

/** Widens the text columns of databases that were made when they were TEXT (64 KB). Nothing to do on SQLite. */
export class LongTexts1763800001000 implements MigrationInterface {
  name = 'LongTexts1763800001000'

  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'better-sqlite3') return
    const short: TextColumn[] = await runner.query(
      `SELECT table_name AS t, column_name AS c, is_nullable AS nullable FROM information_schema.columns
       WHERE table_schema = DATABASE() AND data_type = 'text' ORDER BY table_name, column_name`,
    )
    for (const table of new Set(short.map(column => column.t))) {
      const changes = short
        .filter(column => column.t === table)
        .map(({ c, nullable }) => `MODIFY \`${c}\` ${TYPE} ${nullable === 'YES' ? 'NULL' : 'NOT NULL'}`)
      await runner.query(`ALTER TABLE \`${table}\` ${changes.join(', ')}`)
    }
  }

  /** Not taken back: longer texts would be cut. */
  async down(): Promise<void> {}
}
