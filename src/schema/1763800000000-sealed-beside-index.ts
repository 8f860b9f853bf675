import type { MigrationInterface, QueryRunner } from 'typeorm'
import { type AddedColumn, addColumns, dropColumns } from './add-columns'

const COLUMNS: AddedColumn[] = [
  ['distinct_pair', 'sealed_name', 'long'],
  ['external_contact', 'sealed_unionid', 'long'],
]

/** Keeps the values of two blind indexes sealed beside them, so that a change of keys can compute them anew. */
export class SealedBesideIndex1763800000000 implements MigrationInterface {
  name = 'SealedBesideIndex1763800000000'
  up = (runner: QueryRunner) => addColumns(runner, COLUMNS)
  down = (runner: QueryRunner) => dropColumns(runner, COLUMNS)
}
