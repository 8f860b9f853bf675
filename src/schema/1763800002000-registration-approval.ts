import type { MigrationInterface, QueryRunner } from 'typeorm'
import { type AddedColumn, addColumns, dropColumns } from './add-columns'

const COLUMNS: AddedColumn[] = [
  ['registration', 'approver_id', 64],
  ['registration', 'decided_by', 64],
  ['registration', 'reason', 500],
]

/** Who is asked about a registration, who decided, and why. */
export class RegistrationApproval1763800002000 implements MigrationInterface {
  name = 'RegistrationApproval1763800002000'
  up = (runner: QueryRunner) => addColumns(runner, COLUMNS)
  down = (runner: QueryRunner) => dropColumns(runner, COLUMNS)
}
