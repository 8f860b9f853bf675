/** What a database error means for the transaction that met it. */
interface DriverError {
  code?: string | number
  errno?: number
  message?: string
}

function driverError(error: unknown): DriverError {
  const wrapped = error as { driverError?: DriverError } & DriverError
  return wrapped?.driverError ?? wrapped ?? {}
}

/** A unique key or primary key already has this value: somebody else was first. */
export function isDuplicate(error: unknown): boolean {
  const { code, errno } = driverError(error)
  return (
    code === 'ER_DUP_ENTRY' ||
    errno === 1062 ||
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  )
}

const CONFLICT_ERRNO = new Set([
  1213, // deadlock, or Galera certification failure
  1205, // lock wait timeout
  1020, // record has changed since last read
  9007, // TiDB write conflict
  8028, // TiDB schema changed
  8002, // TiDB select for update conflict
])
const CONFLICT_SQLITE = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_BUSY_RECOVERY'])

/** Thrown by a transaction that met another one in a way the database does not report: repeat the whole of it. */
export class TransactionConflict extends Error {}

/** Two transactions met; nothing of this one was kept, and repeating it at once is right. */
export function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflict) return true
  const { code, errno } = driverError(error)
  return CONFLICT_ERRNO.has(errno ?? 0) || CONFLICT_SQLITE.has(String(code))
}

const UNAVAILABLE_ERRNO = new Set([
  1040, // too many connections
  1047, // Galera: node not prepared
  1053, // server shutdown in progress
  1180, // error during commit (Galera)
  1927, // connection was killed
  2006, // server has gone away
  2013, // lost connection during query
])
const UNAVAILABLE_CODE = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ER_CON_COUNT_ERROR',
])

/** The database is away for a while; a commit under way may or may not have happened. */
export function isUnavailable(error: unknown): boolean {
  const { code, errno } = driverError(error)
  return UNAVAILABLE_ERRNO.has(errno ?? 0) || UNAVAILABLE_CODE.has(String(code))
}
