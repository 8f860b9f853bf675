import { CollisionEntity } from '../../src/collision/collision.entity'
import { applyContactChange, type ContactChange, prepareContactChange } from '../../src/contact/on-contact-changed'
import type { CustomerInput } from '../../src/customer/customer-input'
import { writeSetting } from '../../src/db/settings'
import type { NoticeMessage } from '../../src/delivery/messages'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { GroupEntity } from '../../src/group/group.entity'
import { submitRegistration } from '../../src/registration/submit-registration'
import { createWorld, type Engine, MONDAY_TEN, type TestWorld } from '../support/world'
import { FakeDirectory } from './fake-directory'

export const DAY = 86_400_000
export const MINUTE = 60_000
export const NOW = MONDAY_TEN

/** A company whose installation watches for ten days, one group, and WeCom in memory. */
export async function contactWorld(engine: Engine = 'sqlite') {
  const world = await createWorld(engine)
  const directory = new FakeDirectory()
  await world.system.transaction(async tx => {
    await writeSetting(tx, 'installedAt', NOW - 10 * DAY)
    await tx.manager.insert(GroupEntity, {
      id: tx.newId(),
      name: '销售群',
      departmentIds: [],
      chatId: 'group-1',
      sealedWebhookKey: null,
      wechatyRoomId: null,
      boundBy: 'admin',
      boundAt: tx.now(),
      endedAt: null,
    })
  })
  return Object.assign(helpers(world, directory), { world, directory })
}

export type ContactWorld = Awaited<ReturnType<typeof contactWorld>>

function helpers(world: TestWorld, directory: FakeDirectory) {
  const tell = async (event: Partial<ContactChange> & Pick<ContactChange, 'userId' | 'externalUserId'>) => {
    const full: ContactChange = { change: 'added', createdAt: world.clock.now, ...event }
    const context = world.makeContext(world.system.actor, 'callback')
    const prepared = await prepareContactChange(context, directory, full)
    await context.transaction(tx => applyContactChange(tx, full, prepared))
  }
  return {
    /** An event as the inbox worker handles it. */
    tell,
    register: async (userId: string, input: CustomerInput) =>
      submitRegistration(await world.as(userId), { ...input, requestKey: `${userId}-${JSON.stringify(input)}` }),
    collisions: () => world.database.read.find(CollisionEntity, { order: { id: 'ASC' } }),
    /** What was said, as `kind → who`. */
    said: async () => {
      const rows = await world.database.read.find(OutboxEntity, { order: { id: 'ASC' } })
      return rows.map(row => {
        const { to, notice } = row.message as NoticeMessage
        return `${notice.kind} → ${to.kind === 'member' ? to.userId : 'group'}`
      })
    },
    notices: async () => {
      const rows = await world.database.read.find(OutboxEntity, { order: { id: 'ASC' } })
      return rows.map(row => row.message as NoticeMessage)
    },
  }
}
