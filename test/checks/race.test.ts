import { randomBytes } from 'node:crypto'
import { freshDatabase } from '../support/mariadb'
import { openStage } from '../support/server-process'
import { createWorld, ENGINES, type Engine } from '../support/world'
import { carelessRacers, startCareless } from './careless'
import { race } from './race'
import { memberRacers, people } from './racers'
import { pick, report } from './size'

const CLIENTS = pick(6, 24)
const CUSTOMERS = pick(20, 200)

jest.setTimeout(pick(120_000, 1_800_000))

describe('the race for a customer', () => {
  const databaseOf = (engine: Engine) =>
    engine === 'mariadb'
      ? freshDatabase(process.env.TEST_MARIADB_URL!, `race${randomBytes(4).toString('hex')}`)
      : undefined

  it.each<[Engine, number]>(ENGINES.map(engine => [engine, engine === 'sqlite' ? 1 : 2]))(
    'over HTTP on %s, %i server(s): one owner each, and every client gets a true answer',
    async (engine, servers) => {
      const stage = await openStage({ databaseUrl: await databaseOf(engine), people: people(CLIENTS) })
      try {
        const urls: string[] = []
        for (let i = 0; i < servers; i++) urls.push((await stage.server()).url)
        const racers = await memberRacers(stage.sandbox, urls[0]!, stage.databaseUrl, CLIENTS)
        const { calls, faults } = await race(racers, urls, CUSTOMERS)
        report(`race ${engine}: ${calls.length} calls, ${faults.length} faults`)
        expect(faults).toEqual([])
        expect(calls).toHaveLength(CUSTOMERS * (CLIENTS + servers))
      } finally {
        await stage.close()
      }
    },
  )

  it.each(ENGINES)(
    'is lost by a server that looks first and writes afterwards, and the checker says so (%s)',
    async engine => {
      const world = await createWorld(engine)
      const { url, server } = await startCareless(world.system)
      try {
        const { faults } = await race(carelessRacers(CLIENTS), [url], pick(10, 40))
        expect(faults.filter(fault => fault.includes('no order explains')).length).toBeGreaterThan(0)
        expect(faults.filter(fault => / [2-9]\d* winners/.test(fault)).length).toBeGreaterThan(0)
      } finally {
        server.closeAllConnections()
        await new Promise(done => server.close(done))
        await world.close()
      }
    },
  )
})
