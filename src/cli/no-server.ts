import type { EntityManager } from 'typeorm'
import { SEALER_LEASE } from '../audit/seal'
import { LeaseEntity } from '../db/lease.entity'
import { lockSqliteFile } from '../db/single-server'
import { CommandError } from './command-error'

/**
 * Makes sure that no server works on an SQLite database until the returned function is called; nothing to hold on the
 * MySQL family, see `refuseRunningServers`.
 * @throws SecondServerError while one runs
 */
export function keepServersOut(databaseUrl: string): () => void {
  return databaseUrl.startsWith('sqlite:') ? lockSqliteFile(databaseUrl.slice('sqlite:'.length)) : () => undefined
}

/**
 * Refuses while a server runs anywhere: one of them always holds the sealer's lease (15 s).
 * @throws CommandError
 */
export async function refuseRunningServers(read: EntityManager): Promise<void> {
  const lease = await read.findOneBy(LeaseEntity, { name: SEALER_LEASE })
  if (!lease?.holder || lease.until < Date.now()) return
  throw new CommandError('还有服务在运行。请先停止全部服务，等 15 秒后再执行。')
}
