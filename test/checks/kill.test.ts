import { randomBytes, randomInt } from 'node:crypto'
import { freshDatabase } from '../support/mariadb'
import { ENGINES } from '../support/world'
import { killRun } from './kill'
import { pick, report } from './size'

const PLAN = pick({ events: 60, kills: 2, members: 6 }, { events: 2_000, kills: 30, members: 100 })

jest.setTimeout(pick(180_000, 3_600_000))

describe('kill -9 at random moments', () => {
  it.each(ENGINES)('loses nothing that was acknowledged and tells nobody twice (%s)', async engine => {
    const seed = Number(process.env.CHECK_SEED ?? randomInt(1e9))
    process.stderr.write(`kill -9 on ${engine}: seed ${seed}\n`)
    const databaseUrl =
      engine === 'mariadb'
        ? await freshDatabase(process.env.TEST_MARIADB_URL!, `kill${randomBytes(4).toString('hex')}`)
        : undefined
    const { faults, attempts, uncertain } = await killRun({ ...PLAN, seed, databaseUrl })
    report(
      `kill ${engine}: ${PLAN.events} events in ${attempts} attempts, ${PLAN.kills} kills, ${uncertain} uncertain group messages, ${faults.length} faults`,
    )
    expect({ seed, faults }).toEqual({ seed, faults: [] })
  })
})
