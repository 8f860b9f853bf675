/**
 * Invariant 2: no event lost, none applied twice; decision, audit and messages commit together.
 *
 * It could break wherever a statement fails: after half of the effect was written, after the effect but before the event was
 * marked done, after the commit but before anybody knew. Provoked: the n-th statement fails, for every n until a run has none;
 * the connection is lost right after a commit.
 */
import { handleText } from '../../src/chat/handle-text'
import { CollisionEntity } from '../../src/collision/collision.entity'
import type { Tx } from '../../src/context'
import { LEASE_MS } from '../../src/delivery/claim'
import { RegistrationEntity } from '../../src/registration/registration.entity'
import { inbox, outbox, received, recordingHandler, store, TestChannel, workerOn } from '../delivery/rig'
import { failing, failNth, loseCommit } from '../support/failing'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const NAME = '杭州青禾智能科技有限公司'

describe.each(ENGINES)('no event lost on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })

  const says = (userId: string) =>
    recordingHandler({
      async apply(tx, payload) {
        return handleText(asMember(tx, userId), payload, { kind: 'single' })
      },
      async say(tx, _payload, notice) {
        await tx.send({ type: 'notice', to: { kind: 'member', userId }, notice })
      },
    })
  const asMember = (tx: Tx, userId: string) =>
    tx.as({ kind: 'member', userId, name: userId, roles: ['rep'] }, 'app-message') as Tx

  async function settle(userId: string): Promise<void> {
    for (let i = 0; i < 4; i++) {
      await workerOn(world, [new TestChannel('app', true)], says(userId), `after${i}`).drain()
      world.clock.advance(LEASE_MS + 60_000)
    }
  }

  it('the n-th statement fails, for every n: the effect is there once in the end', async () => {
    let n = 1
    let runs = 0
    // Each of the first statements, then a sample of the many alike ones that write the keys of a customer.
    for (; n < 600; n += n < 25 ? 1 : 9) {
      runs++
      const key = `id:${n}`
      const text = `报备 ${NAME.replace('青禾', `青禾${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${n}`)} 1390000${String(n).padStart(4, '0')}`
      const before = await world.database.read.count(RegistrationEntity)
      await store(world, [received(key, text)])
      const stop = failNth(world.database, n)
      await workerOn(world, [new TestChannel('app', true)], says('zhangsan'), 'failing')
        .drain()
        .catch(failing)
      const struck = stop()
      const half = await world.database.read.count(RegistrationEntity)
      const row = (await inbox(world)).find(item => item.dedupeKey === key)!
      // All or nothing at every moment: the event is done exactly when its effect is there.
      expect({ n, done: row.status === 'done' }).toEqual({ n, done: half === before + 1 })
      await settle('zhangsan')
      expect({ n, registrations: await world.database.read.count(RegistrationEntity) }).toEqual({
        n,
        registrations: before + 1,
      })
      expect((await outbox(world)).filter(item => item.status === 'sent')).toHaveLength(runs)
      if (!struck) break
    }
    expect(n).toBeGreaterThan(8)
    expect(n).toBeLessThan(600)
  })

  it('the connection is lost right after a commit: nothing happens a second time', async () => {
    await store(world, [received('id:0', `报备 ${NAME} 13800000001`)])
    await settle('zhangsan')
    for (let n = 1; n <= 4; n++) {
      const stop = loseCommit(world.database, n)
      await store(world, [received(`id:${n}`, `报备 ${NAME} 13800000001`)]).catch(failing)
      await workerOn(world, [new TestChannel('app', true)], says('wangwu'), 'failing')
        .drain()
        .catch(failing)
      stop()
      await settle('wangwu')
    }
    const collisions = await world.database.read.find(CollisionEntity)
    expect(collisions).toMatchObject([{ times: 4 }])
    expect((await inbox(world)).every(row => row.status === 'done')).toBe(true)
    const warnings = (await outbox(world)).filter(row => row.message.notice.kind === 'collision-owner')
    expect(warnings).toHaveLength(1)
  })
})
