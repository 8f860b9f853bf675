import { AuditEntity } from '../../src/audit/audit.entity'
import { runCardAction } from '../../src/chat/card-actions'
import { getRules, setRules } from '../../src/customer/rules-in-force'
import type { Notice } from '../../src/delivery/messages'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { markLeft } from '../../src/organisation/leaver'
import { activeOwnership } from '../../src/ownership/active-ownerships'
import { OwnershipEntity } from '../../src/ownership/ownership.entity'
import { approveRegistration } from '../../src/registration/approve-registration'
import { listApprovals } from '../../src/registration/list-approvals'
import { refuseRegistration } from '../../src/registration/refuse-registration'
import { RegistrationEntity } from '../../src/registration/registration.entity'
import { submitRegistration } from '../../src/registration/submit-registration'
import { withdrawRegistration } from '../../src/registration/withdraw-registration'
import { startServer } from '../http/server'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const OURS = '杭州青禾智能科技有限公司'
/** A sister company: like ours, not ours. */
const SISTER = '上海青禾智能科技有限公司'

async function strict(world: TestWorld): Promise<void> {
  const admin = await world.as('admin')
  const { version, sets } = await getRules(admin)
  await setRules(admin, { sets, inForce: { default: 'strict' } }, version)
}

const report = async (world: TestWorld, userId: string, name: string, requestKey = `${userId}-${name}`) =>
  submitRegistration(await world.as(userId), { name, phone: name === OURS ? '13800000001' : undefined, requestKey })

describe.each(ENGINES)('a registration that needs a leader’s word, on %s', engine => {
  let world: TestWorld
  let id: string
  beforeEach(async () => {
    world = await createWorld(engine)
    await strict(world)
    await report(world, 'zhangsan', OURS)
    const pending = await report(world, 'wangwu', SISTER)
    expect(pending.kind).toBe('pending')
    id = pending.registration.id
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })

  const told = async (userId: string, kind: string): Promise<Notice[]> =>
    (await world.database.read.find(OutboxEntity, { order: { id: 'ASC' } })).flatMap(({ message }) =>
      message.type === 'notice' &&
      message.to.kind === 'member' &&
      message.to.userId === userId &&
      message.notice.kind === kind
        ? [message.notice]
        : [],
    )
  const row = (rowId = id) => world.database.read.findOneByOrFail(RegistrationEntity, { id: rowId })
  const taps = async (userId: string, key: string) =>
    (await world.as(userId, 'app-message')).transaction(tx => runCardAction(tx, key, { kind: 'single' }))
  const owners = async () =>
    (await world.database.read.find(OwnershipEntity)).filter(item => item.endedAt === null).map(item => item.ownerId)

  it('is put before the rep’s nearest leader once, with two buttons and what it is like', async () => {
    await report(world, 'wangwu', SISTER)
    const cards = await told('south', 'registration-approval')
    expect(cards).toHaveLength(1)
    expect(cards[0]!.actions!.map(action => action.key)).toEqual([`approve:${id}`, `refuse:${id}`])
    expect(cards[0]!.lines.map(line => line.label)).toContain('相似客户')
    expect(JSON.stringify(cards[0])).not.toContain('13800000001')
    const list = async (userId: string) => (await listApprovals(await world.as(userId), {})).items.map(item => item.id)
    expect(await list('south')).toEqual([id])
    expect(await list('admin')).toEqual([id])
    for (const other of ['wangwu', 'east', 'zhaoliu']) expect(await list(other)).toEqual([])
  })

  it('waits once, however often the rep reports the same name', async () => {
    expect(await report(world, 'wangwu', SISTER, 'another request')).toMatchObject({
      kind: 'pending',
      registration: { id },
    })
    expect(await told('south', 'registration-approval')).toHaveLength(1)
  })

  it('taken back, the same request is not taken for a success', async () => {
    await withdrawRegistration(await world.as('wangwu'), id)
    await expect(report(world, 'wangwu', SISTER)).rejects.toMatchObject({ code: 'conflict' })
    expect((await report(world, 'wangwu', SISTER, 'filled in anew')).kind).toBe('pending')
  })

  it('goes to the next leader when the one who was asked leaves', async () => {
    await world.system.transaction(tx => markLeft(tx, 'south', 'deleted'))
    expect((await row()).approverId).toBe('director')
    const [card] = await told('director', 'registration-approval')
    expect(card!.lines.map(line => line.label)).toContain('相似客户')
    await taps('director', `approve:${id}`)
    expect((await row()).status).toBe('registered')
  })

  it('同意 gives the rep the customer, changes the card and tells the rep; a second tap only shows it', async () => {
    const { card, changed } = await taps('south', `approve:${id}`)
    expect([changed, card.closed]).toEqual([true, '李经理已同意'])
    const registered = await row()
    expect(registered).toMatchObject({ status: 'registered', decidedBy: 'south' })
    expect((await activeOwnership(world.database.read, registered.customerId!, 'all'))?.ownerId).toBe('wangwu')
    expect(await told('wangwu', 'registration-decided')).toMatchObject([
      { title: expect.stringContaining('报备已通过') },
    ])
    expect(
      await world.database.read.countBy(AuditEntity, {
        subject: `registration:${id}`,
        action: 'registration.approved',
      }),
    ).toBe(1)
    for (const key of ['approve', 'refuse'])
      expect(await taps('south', `${key}:${id}`)).toMatchObject({ changed: false, card: { closed: '李经理已同意' } })
    expect(await told('wangwu', 'registration-decided')).toHaveLength(1)
    expect((await listApprovals(await world.as('admin'), {})).items).toEqual([])
  })

  it('不同意 leaves everything as it is, and the same request is not asked again', async () => {
    const before = await owners()
    await refuseRegistration(await world.as('south'), id, '同一集团，由张三跟进')
    expect(await row()).toMatchObject({ status: 'refused', reason: '同一集团，由张三跟进', customerId: null })
    expect(await owners()).toEqual(before)
    expect(await told('wangwu', 'registration-decided')).toMatchObject([{ title: expect.stringContaining('没有通过') }])
    await expect(report(world, 'wangwu', SISTER)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('同一集团'),
    })
    expect((await report(world, 'wangwu', SISTER, 'anew')).kind).toBe('pending')
  })

  it('is decided by leaders above the rep and administrators only', async () => {
    for (const stranger of ['zhaoliu', 'east', 'zhangsan'])
      for (const verb of ['approve', 'refuse'])
        await expect(taps(stranger, `${verb}:${id}`)).rejects.toMatchObject({ code: 'not_found' })
    await expect(approveRegistration(await world.as('wangwu'), id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(approveRegistration(await world.as('south'), '01HZZZZZZZZZZZZZZZZZZZZZZZ')).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await row()).toMatchObject({ status: 'pending' })
    await approveRegistration(await world.as('director'), id)
    expect(await row()).toMatchObject({ status: 'registered', decidedBy: 'director' })
  })

  it('two reps’ pending reports of one customer, approved at the same instant, give one owner', async () => {
    for (const city of ['北京', '成都', '武汉', '西安']) {
      const name = `${city}青禾智能科技有限公司`
      const first = await report(world, 'wangwu', name)
      const second = await report(world, 'lisi', name)
      if (first.kind !== 'pending' || second.kind !== 'pending') throw new Error(`${first.kind} ${second.kind}`)
      const [south, east] = [await world.as('south'), await world.as('east')]
      await Promise.all([
        approveRegistration(south, first.registration.id),
        approveRegistration(east, second.registration.id),
      ])
      const rows = [await row(first.registration.id), await row(second.registration.id)]
      expect(rows.map(item => item.status).sort()).toEqual(['collided', 'registered'])
      expect(new Set(rows.map(item => item.customerId)).size).toBe(1)
    }
  })

  it('of several answers at the same instant one is kept', async () => {
    const answers = await Promise.allSettled([
      approveRegistration(await world.as('south'), id),
      approveRegistration(await world.as('director'), id),
      refuseRegistration(await world.as('admin'), id),
      withdrawRegistration(await world.as('wangwu'), id),
    ])
    const { status } = await row()
    const decided = answers.slice(0, 3).filter(answer => answer.status === 'fulfilled')
    expect(decided.length).toBeLessThanOrEqual(1)
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict' })
    // Whoever withdraws what has just been approved gives the customer back.
    expect(await owners()).toEqual(status === 'registered' ? ['zhangsan', 'wangwu'] : ['zhangsan'])
  })

  it('withdrawn by the rep it leaves the desk, and the card says so', async () => {
    await withdrawRegistration(await world.as('wangwu'), id)
    const updates = (await world.database.read.find(OutboxEntity)).flatMap(({ message }) =>
      message.type === 'card-update' && message.subject === `registration:${id}` ? [message.notice.closed] : [],
    )
    expect(updates).toEqual(['申请人已撤回'])
    expect(await taps('south', `approve:${id}`)).toMatchObject({ changed: false, card: { closed: '申请人已撤回' } })
    expect((await listApprovals(await world.as('south'), {})).items).toEqual([])
  })
})

describe.each(ENGINES)('approvals over HTTP on %s', engine => {
  it('lists what waits, takes the decision once, and hides it from others', async () => {
    const server = await startServer({}, undefined, engine)
    const { world } = server
    await strict(world)
    await report(world, 'zhangsan', OURS)
    const { registration } = await report(world, 'wangwu', SISTER)
    const [south, zhaoliu] = [await server.tokenOf('south'), await server.tokenOf('zhaoliu')]
    const list = await server.call('/api/v1/registrations/approvals', { token: south })
    expect(list.body.items).toMatchObject([{ id: registration.id, name: SISTER, rep: { userId: 'wangwu' } }])
    const path = `/api/v1/registrations/${registration.id}/approval`
    expect((await server.call(path, { token: zhaoliu, json: { decision: 'approve' } })).status).toBe(404)
    expect((await server.call(path, { token: south, json: { decision: 'maybe' } })).status).toBe(400)
    const refused = await server.call(path, { token: south, json: { decision: 'refuse', reason: '同一集团' } })
    expect(refused).toMatchObject({ status: 200, body: { status: 'refused', reason: '同一集团' } })
    expect((await server.call(path, { token: south, json: { decision: 'approve' } })).status).toBe(409)
    await assertInvariants(world)
    await server.close()
  })
})
