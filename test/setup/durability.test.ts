import type { EntityManager } from 'typeorm'
import type { Logger } from '../../src/log'
import { examineDurability, warnOfLooseCommits } from '../../src/setup/checks/database'
import { createWorld, ENGINES } from '../support/world'

const FLUSH = 'innodb_flush_log_at_trx_commit'

/** A cluster cannot be had here: its answer to the one question asked. */
const cluster = (flush: string) =>
  ({
    dataSource: { options: { type: 'mariadb' } },
    query: async () => [
      { Variable_name: FLUSH, Value: flush },
      { Variable_name: 'wsrep_on', Value: 'ON' },
    ],
  }) as unknown as EntityManager

async function warnings(read: EntityManager): Promise<string[]> {
  const said: string[] = []
  const log = { warn: (_: object, message: string) => void said.push(message) } as unknown as Logger
  await warnOfLooseCommits({ read, log })
  return said
}

describe('commits that are not flushed', () => {
  it('are a fault on a cluster, told at the start and by the doctor', async () => {
    expect(await examineDurability(cluster('2'))).toMatchObject({ status: 'fail', fix: expect.stringContaining('= 1') })
    expect(await warnings(cluster('0'))).toEqual([expect.stringContaining(`${FLUSH} = 0`)])
    expect(await warnings(cluster('1'))).toEqual([])
  })

  it.each(ENGINES)('are not there as our tests run on %s', async engine => {
    const world = await createWorld(engine)
    expect(await warnings(world.database.read)).toEqual([])
    if (engine === 'mariadb') {
      await world.database.dataSource.query(`SET GLOBAL ${FLUSH} = 2`)
      const said = await warnings(world.database.read)
      await world.database.dataSource.query(`SET GLOBAL ${FLUSH} = 1`)
      expect(said).toEqual([expect.stringContaining(`${FLUSH} = 2`)])
    }
    await world.close()
  })
})
