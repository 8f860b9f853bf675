import { AuditEntity } from '../../src/audit/audit.entity'
import type { Context } from '../../src/context'
import { listDeadLetters, retryDeadLetter } from '../../src/delivery/dead-letters'
import { InboxEntity } from '../../src/delivery/inbox.entity'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { queueMessage } from '../../src/delivery/queue-message'
import { createReceiver } from '../../src/delivery/receive'
import { applyRetention } from '../../src/schedule/retention'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

describe.each(ENGINES)('dead letters on %s', engine => {
  let world: TestWorld
  let admin: Context
  beforeEach(async () => {
    world = await createWorld(engine)
    admin = await world.as('admin')
  })
  afterEach(() => world.close())

  const inbox = async (key: string, status: 'waiting' | 'done' | 'dead') => {
    const { id } = await createReceiver(world.system)({
      source: 'app',
      dedupeKey: key,
      kind: 'x',
      payload: 'SECRET 13900010001',
    })
    await world.system.transaction(tx =>
      tx.manager.update(InboxEntity, { id }, { status, attempts: 25, lastError: '坏了' }),
    )
    return id
  }

  it('are shown newest first, page by page, without their contents', async () => {
    const dead: string[] = []
    for (let i = 0; i < 25; i++) {
      dead.push(await inbox(`d${i}`, 'dead'))
      world.clock.advance(1)
    }
    await inbox('w', 'waiting')
    await inbox('f', 'done')
    const first = await listDeadLetters(admin, { box: 'inbox' })
    const second = await listDeadLetters(admin, { box: 'inbox', cursor: first.nextCursor })
    expect([...first.items, ...second.items].map(item => item.id)).toEqual(dead.reverse())
    expect(second.nextCursor).toBeUndefined()
    expect(first.items[0]).toMatchObject({ kind: 'x', attempts: 25, lastError: '坏了' })
    expect(JSON.stringify(first)).not.toContain('SECRET')
  })

  it('run again with all their tries, once, and leave a trace', async () => {
    const id = await inbox('d', 'dead')
    await retryDeadLetter(admin, 'inbox', id)
    expect(await world.database.read.findOneBy(InboxEntity, { id })).toMatchObject({
      status: 'waiting',
      attempts: 0,
      runAt: world.clock.now,
    })
    await expect(retryDeadLetter(admin, 'inbox', id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.database.read.findBy(AuditEntity, { subject: `inbox:${id}` })).toMatchObject([
      { action: 'inbox.retried', actorId: 'admin' },
    ])
  })

  it('whose contents were emptied by the retention say so instead of failing again', async () => {
    const id = await inbox('d', 'dead')
    world.clock.advance(31 * 86_400_000)
    await applyRetention(world.system)
    await expect(retryDeadLetter(admin, 'inbox', id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('30 天'),
    })
  })

  it('do not stay for ever', async () => {
    await inbox('d', 'dead')
    world.clock.advance(366 * 86_400_000)
    await applyRetention(world.system)
    expect((await listDeadLetters(admin, { box: 'inbox' })).items).toEqual([])
  })

  it('include messages of which nobody knows whether they arrived', async () => {
    await world.system.transaction(async tx => {
      await queueMessage(tx, {
        type: 'notice',
        to: { kind: 'member', userId: 'lisi' },
        notice: { kind: 'k', tone: 'info', title: 't', lines: [] },
      })
      await tx.manager.update(OutboxEntity, { status: 'waiting' }, { status: 'uncertain' })
    })
    const { items } = await listDeadLetters(admin, { box: 'outbox' })
    expect(items).toMatchObject([{ status: 'uncertain', kind: 'k', place: 'member:lisi' }])
  })

  it('are for administrators only, and what is done is done', async () => {
    const id = await inbox('f', 'done')
    await expect(retryDeadLetter(admin, 'inbox', id)).rejects.toMatchObject({ code: 'not_found' })
    const manager = await world.as('east')
    await expect(listDeadLetters(manager, { box: 'inbox' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(retryDeadLetter(manager, 'inbox', id)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
