import { ContactLinkEntity } from '../../src/contact/contact.entity'
import type { ContactChange } from '../../src/contact/on-contact-changed'
import { assertInvariants } from '../support/invariants'
import { ENGINES } from '../support/world'
import { type ContactWorld, contactWorld, MINUTE, NOW } from './contact-world'

const COMPANY = '杭州云帆科技有限公司'
const PHONE = '13800000000'
const KEPT = 'wmKept'
const LEFT = 'wmLeft'

/** Lisi adds two contacts of Zhangsan's customer, names them, and loses one of them again. */
const HISTORY: Omit<ContactChange, 'createdAt'>[] = [
  { change: 'half-added', userId: 'lisi', externalUserId: KEPT },
  { change: 'added', userId: 'lisi', externalUserId: KEPT },
  { change: 'added', userId: 'lisi', externalUserId: LEFT },
  { change: 'edited', userId: 'lisi', externalUserId: KEPT },
  { change: 'edited', userId: 'lisi', externalUserId: LEFT },
  { change: 'removed-by-customer', userId: 'lisi', externalUserId: LEFT },
]

/** A permutation that depends on the seed only (Fisher–Yates, multiplicative generator). */
function shuffled<Item>(items: Item[], seed: number): Item[] {
  const result = [...items]
  let state = seed * 2_654_435_761
  for (let i = result.length - 1; i > 0; i--) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    const j = state % (i + 1)
    ;[result[i], result[j]] = [result[j]!, result[i]!]
  }
  return result
}

async function afterwards(at: ContactWorld) {
  const links = await at.world.database.read.find(ContactLinkEntity, { order: { externalUserId: 'ASC' } })
  return {
    links: links.map(link => `${link.externalUserId} ${link.state}`),
    collisions: (await at.collisions()).map(row => `${row.claimantId} → ${row.ownerId}, times ${row.times}`),
    warned: (await at.said()).filter(line => line.startsWith('collision')).sort(),
  }
}

const EXPECTED = {
  links: [`${KEPT} active`, `${LEFT} removed-by-contact`],
  collisions: ['lisi → zhangsan, times 1'],
  warned: ['collision-claimant → lisi', 'collision-owner → zhangsan', 'collision-warning → group'],
}

describe.each(ENGINES)('each event twice, shuffled, an hour late (%s)', engine => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('one effect, order %i', async seed => {
    const at = await contactWorld(engine)
    await at.register('zhangsan', { name: COMPANY, phone: PHONE })
    for (const externalUserId of [KEPT, LEFT])
      at.directory.hold({ externalUserId }, { userId: 'lisi', addedAt: NOW, remarkMobiles: [PHONE] })
    const events = HISTORY.map((event, i) => ({ ...event, createdAt: NOW + i * 1000 }))
    at.world.clock.advance(60 * MINUTE)
    for (const event of shuffled([...events, ...events], seed)) {
      await at.tell(event)
      at.world.clock.advance(10)
    }
    expect(await afterwards(at)).toEqual(EXPECTED)
    await assertInvariants(at.world)
    await at.world.close()
  })

  it('one effect when two workers handle all of it at the same time', async () => {
    const at = await contactWorld(engine)
    await at.register('zhangsan', { name: COMPANY, phone: PHONE })
    for (const externalUserId of [KEPT, LEFT])
      at.directory.hold({ externalUserId }, { userId: 'lisi', addedAt: NOW, remarkMobiles: [PHONE] })
    const events = HISTORY.map((event, i) => ({ ...event, createdAt: NOW + i * 1000 }))
    at.world.clock.advance(MINUTE)
    await Promise.all([...events, ...events].map(event => at.tell(event)))
    expect(await afterwards(at)).toEqual(EXPECTED)
    await assertInvariants(at.world)
    await at.world.close()
  })
})
