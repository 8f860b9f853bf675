import { randomBytes } from 'node:crypto'
import { seeded } from '../../sandbox/core/random'
import { lookInside, untilIdle, untilSynchronised } from '../support/look-inside'
import { freshDatabase } from '../support/mariadb'
import { openStage, type Stage } from '../support/server-process'
import { ENGINES, type Engine } from '../support/world'
import { hostileCallbacks, strike } from './hostile'
import { addGroup, events, settle } from './kill'
import { attempt, deliver, each, seal, textEvent } from './sender'
import { pick } from './size'

const HOUR = 3_600_000
const PLAN = pick({ events: 40, members: 6 }, { events: 1_500, members: 100 })

jest.setTimeout(pick(180_000, 1_800_000))

const databaseOf = (engine: Engine) =>
  engine === 'mariadb'
    ? freshDatabase(process.env.TEST_MARIADB_URL!, `chk${randomBytes(4).toString('hex')}`)
    : undefined

const people = Array.from({ length: PLAN.members }, (_, k) => ({ userId: `rep${k}`, name: `员工${k}` }))

async function open(engine: Engine): Promise<{ stage: Stage; url: string }> {
  const stage = await openStage({ databaseUrl: await databaseOf(engine), people })
  const { url } = await stage.server()
  await untilSynchronised(stage.databaseUrl)
  return { stage, url }
}

describe.each(ENGINES)('the running server on %s', engine => {
  it('gives each event one effect: doubled, shuffled, an hour late, signed with swapped parts', async () => {
    const { stage, url } = await open(engine)
    try {
      await addGroup(stage, url)
      const draw = seeded(Number(process.env.CHECK_SEED ?? 5))
      const expected = await events(stage, PLAN, url, { lateMs: HOUR })
      const twice = [...expected, ...expected].map(item => ({ item, at: draw() })).sort((a, b) => a.at - b.at)
      await each(twice, 12, async ({ item }) => {
        await deliver(url, item.event)
      })
      // The signature binds neither timestamp nor nonce: swapped, or with a digit moved from one to the other, it still fits.
      await each(expected, 8, async ({ event }) => {
        const once = seal(event)
        const { timestamp, nonce } = once
        await attempt(url, once)
        await attempt(url, { ...once, timestamp: nonce, nonce: timestamp })
        await attempt(url, { ...once, timestamp: `${timestamp}${nonce.slice(0, 1)}`, nonce: nonce.slice(1) })
      })
      // An hour later, sealed anew.
      await each(expected, 8, async ({ event }) => void (await attempt(url, seal(event, Date.now() + HOUR))))
      const { faults } = await settle(stage, { kills: 0 }, expected)
      expect(faults).toEqual([])
    } finally {
      await stage.close()
    }
  })

  it('refuses hostile callbacks, without a server error, and takes the next good one', async () => {
    const { stage, url } = await open(engine)
    const inside = await lookInside(stage.databaseUrl)
    try {
      const stored = () => inside.count('SELECT COUNT(*) AS n FROM inbox')
      const before = await stored()
      for (const route of ['/wecom/callback', '/wecom/bot'])
        for (const hostile of hostileCallbacks()) {
          const status = await strike(url, route, hostile)
          const refused = status === 0 || (status >= 400 && status < 500)
          expect({ route, name: hostile.name, status: refused ? 'refused' : status }).toMatchObject({
            status: 'refused',
          })
        }
      expect(await stored()).toBe(before)
      expect(await attempt(url, seal(textEvent('rep0', '查 13711112222')))).toBe(200)
      await untilIdle(inside, 60_000)
      const told = (await stage.sandbox.delivered()).filter(message => message.text.includes('查重：13711112222'))
      expect(told).toHaveLength(1)
    } finally {
      await inside.close()
      await stage.close()
    }
  })
})
