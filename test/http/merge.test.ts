import { assertInvariants } from '../support/invariants'
import { ENGINES } from '../support/world'
import { startServer, type TestServer } from './server'

/** One company under two names that nothing in the texts connects. */
const KEPT = { name: '杭州云栖智造软件有限公司', phone: '13800000001', contact: '陈一' }
const GONE = { name: '蓝鲸贸易', phone: '13800000002', email: 'li@lanjing.cn' }
const DAY = 86_400_000

describe.each(ENGINES)('merging two customers on %s', engine => {
  let server: TestServer
  let kept: string
  let gone: string
  let requests = 0
  beforeEach(async () => {
    server = await startServer({}, undefined, engine)
    kept = (await report('zhangsan', KEPT)).customer.id
    server.world.clock.advance(DAY)
    gone = (await report('wangwu', GONE)).customer.id
    server.world.clock.advance(DAY)
  })
  afterEach(async () => {
    await assertInvariants(server.world)
    expect(
      await rows(
        "SELECT o.id FROM ownership o JOIN customer c ON c.id = o.customer_id WHERE o.active_key IS NOT NULL AND c.status <> 'active'",
      ),
    ).toEqual([])
    expect(
      await rows("SELECT k.k FROM match_key k JOIN customer c ON c.seq = k.seq WHERE c.status <> 'active'"),
    ).toEqual([])
    await server.close()
  })

  const rows = (sql: string) => server.world.database.read.query(sql)
  const send = async (userId: string, path: string, json?: object) =>
    server.call(`/api/v1${path}`, { token: await server.tokenOf(userId), json })
  const report = async (userId: string, input: object) =>
    (await send(userId, '/registrations', { ...input, requestKey: `r${requests++}` })).body
  const merge = (userId = 'director', more = {}) => send(userId, `/customers/${kept}/merge`, { otherId: gone, ...more })
  const detail = async (id: string, userId = 'zhangsan') => (await send(userId, `/customers/${id}`)).body
  const owners = async () =>
    (await rows('SELECT customer_id, owner_id FROM ownership WHERE active_key IS NOT NULL ORDER BY owner_id')).map(
      (row: { customer_id: string; owner_id: string }) => [row.customer_id, row.owner_id],
    )
  const told = async (userId: string, kind: string) =>
    (await rows(`SELECT message FROM outbox WHERE order_key = 'member:${userId}' AND message LIKE '%"${kind}"%'`))
      .length

  it('leaves one customer with everything of both, and the old id leads to it', async () => {
    await send('zhangsan', `/customers/${kept}/follow-ups`, { text: '电话沟通' })
    await send('wangwu', `/customers/${gone}/follow-ups`, { text: '上门拜访' })
    const answer = await merge()
    expect(answer.status).toBe(200)
    const one = await detail(gone)
    expect(one).toMatchObject({ id: kept, name: KEPT.name, owner: { userId: 'zhangsan' }, aliases: [GONE.name] })
    expect(
      one.contacts
        .map((contact: { phone?: string }) => contact.phone)
        .filter(Boolean)
        .sort(),
    ).toEqual([expect.stringContaining('13800000001'), expect.stringContaining('13800000002')])
    const told = one.timeline.map((entry: { text: string }) => entry.text)
    expect(told).toEqual(expect.arrayContaining(['电话沟通', '上门拜访', `「${GONE.name}」并入`, '归属结束：客户合并']))
    expect((await send('wangwu', `/customers/${gone}`)).status).toBe(404)
    expect((await send('zhangsan', `/customers/${gone}/follow-ups`, { text: '继续跟进' })).status).toBe(200)
  })

  it('is found by either name and every number from the next check on', async () => {
    await merge()
    for (const input of [{ name: KEPT.name }, { name: GONE.name }, { phone: GONE.phone }, { email: GONE.email }])
      expect((await send('zhaoliu', '/customers/check', input)).body).toMatchObject({
        verdict: 'collided',
        matches: [{ owner: { department: '华东一部' } }],
      })
    expect((await report('zhaoliu', { name: '某某公司', phone: GONE.phone })).kind).toBe('collided')
    expect((await report('zhangsan', { name: GONE.name })).kind).toBe('yours')
  })

  it('goes to the one who had it first, or to the owner the manager chooses, and tells both', async () => {
    await merge('director', { ownerId: 'wangwu' })
    expect(await owners()).toEqual([[kept, 'wangwu']])
    for (const userId of ['zhangsan', 'wangwu']) expect(await told(userId, 'customers-merged')).toBe(1)
    const audited = await rows("SELECT action FROM audit WHERE action IN ('customer.merged', 'ownership.ended')")
    expect(audited).toHaveLength(3)
  })

  it('keeps the owner of the earlier customer even when that one goes', async () => {
    await send('director', `/customers/${gone}/merge`, { otherId: kept })
    expect(await owners()).toEqual([[gone, 'zhangsan']])
  })

  it('is for who leads both owners, and only between two customers that exist', async () => {
    expect((await merge('zhangsan')).status).toBe(403)
    expect((await merge('east')).status).toBe(404)
    expect((await merge('director', { ownerId: 'lisi' })).status).toBe(400)
    expect((await merge('director', { otherId: kept })).status).toBe(400)
    expect((await merge('director', { otherId: '01JZZZZZZZZZZZZZZZZZZZZZZZ' })).status).toBe(404)
    expect(await owners()).toHaveLength(2)
    expect((await merge()).status).toBe(200)
    expect((await merge()).status).toBe(404)
  })

  it('carries collisions over and ends those that the merge settles', async () => {
    const settled = (await report('zhangsan', { name: GONE.name })).collision.id
    const other = (await report('zhaoliu', { name: KEPT.name })).collision.id
    const moved = (await report('lisi', { name: GONE.name })).collision.id
    await merge('director', { ownerId: 'wangwu' })
    const states = await rows('SELECT id, customer_id, status, active_key FROM collision')
    const state = (id: string) => states.find((row: { id: string }) => row.id === id)
    for (const id of [settled, other, moved]) expect(state(id).customer_id).toBe(kept)
    expect(state(other)).toMatchObject({ status: 'closed', active_key: null })
    expect(state(moved)).toMatchObject({ status: 'open', active_key: `${kept}|all|wangwu|lisi` })
    expect((await send('lisi', `/collisions/${moved}/dispute`, { statement: '我先' })).status).toBe(200)
  })

  it('waits for the ruling of a case about either', async () => {
    const { collision } = await report('lisi', { name: GONE.name })
    const dispute = (await send('lisi', `/collisions/${collision.id}/dispute`, {})).body
    const refused = await merge()
    expect([refused.status, refused.body.error.message]).toEqual([409, expect.stringContaining('争议')])
    await send('director', `/disputes/${dispute.id}/ruling`, { outcome: 'award', awardTo: 'lisi' })
    expect((await merge()).status).toBe(200)
    expect(await owners()).toEqual([[kept, 'zhangsan']])
    expect((await send('director', `/disputes/${dispute.id}`)).body.customer.name).toBe(KEPT.name)
  })

  it('takes a customer of the pool along, and brings an owner to one in the pool', async () => {
    await server.call(`/api/v1/registrations/${(await send('zhangsan', '/registrations')).body.items[0].id}/withdraw`, {
      token: await server.tokenOf('zhangsan'),
      json: {},
    })
    expect(await owners()).toEqual([[gone, 'wangwu']])
    await merge()
    expect(await owners()).toEqual([[kept, 'wangwu']])
  })

  it('is undone with everything back where it was, and what came since left where it is', async () => {
    const before = { keys: await rows('SELECT k, seq FROM match_key ORDER BY k, seq'), owners: await owners() }
    await send('wangwu', `/customers/${gone}/follow-ups`, { text: '上门拜访' })
    const { mergeId } = (await merge()).body
    await send('zhangsan', `/customers/${kept}/follow-ups`, { text: '合并之后' })
    expect((await send('east', `/merges/${mergeId}/undo`, {})).status).toBe(404)
    expect((await send('director', `/merges/${mergeId}/undo`, {})).status).toBe(200)
    expect(await rows('SELECT k, seq FROM match_key ORDER BY k, seq')).toEqual(before.keys)
    expect(await owners()).toEqual(before.owners)
    const texts = async (id: string, userId: string) =>
      (await detail(id, userId)).timeline.map((entry: { text: string }) => entry.text)
    expect(await texts(gone, 'wangwu')).toContain('上门拜访')
    expect(await texts(kept, 'zhangsan')).toEqual(expect.arrayContaining(['合并之后']))
    expect(await texts(kept, 'zhangsan')).not.toContain('上门拜访')
    expect((await detail(kept)).aliases).toEqual([])
    expect((await send('wangwu', '/customers/check', { phone: GONE.phone })).body.verdict).toBe('yours')
    expect((await send('director', `/merges/${mergeId}/undo`, {})).status).toBe(409)
    expect(await told('wangwu', 'merge-undone')).toBe(1)
  })

  it('undoes an ownership only when nobody has decided about it since', async () => {
    const { mergeId } = (await merge('director', { ownerId: 'wangwu' })).body
    const { collision } = await report('lisi', { name: GONE.name })
    const dispute = (await send('lisi', `/collisions/${collision.id}/dispute`, {})).body
    expect((await send('admin', `/merges/${mergeId}/undo`, {})).status).toBe(409)
    await send('director', `/disputes/${dispute.id}/ruling`, { outcome: 'award', awardTo: 'lisi' })
    expect((await send('admin', `/merges/${mergeId}/undo`, {})).status).toBe(200)
    expect(await owners()).toEqual([
      [kept, 'lisi'],
      [gone, 'wangwu'],
    ])
  })

  it('undoes merges in a row from the last one on', async () => {
    const third = (await report('lisi', { name: '宁波海川物流有限公司' })).customer.id
    const first = (await merge()).body.mergeId
    const second = (await send('director', `/customers/${third}/merge`, { otherId: kept })).body.mergeId
    expect((await detail(gone)).id).toBe(third)
    expect((await send('admin', `/merges/${first}/undo`, {})).status).toBe(409)
    for (const id of [second, first]) expect((await send('admin', `/merges/${id}/undo`, {})).status).toBe(200)
    expect((await detail(gone, 'wangwu')).id).toBe(gone)
    expect(await owners()).toHaveLength(3)
  })

  it('shares a number that both had without showing it twice', async () => {
    await send('director', `/customers/${gone}/shared-keys`, { kind: 'phone', value: KEPT.phone })
    await merge()
    const phones = (await detail(kept)).contacts.map((contact: { phone?: string }) => contact.phone).filter(Boolean)
    expect(phones).toHaveLength(2)
  })

  it('of many merges and reports at the same instant leaves one customer with one owner', async () => {
    const at = await Promise.all([
      merge(),
      send('director', `/customers/${gone}/merge`, { otherId: kept }),
      send('zhaoliu', '/registrations', { name: GONE.name, requestKey: 'race1' }),
      send('lisi', '/registrations', { name: KEPT.name, requestKey: 'race2' }),
      send('wangwu', `/customers/${gone}/follow-ups`, { text: '同时' }),
    ])
    expect(
      at
        .slice(0, 2)
        .map(answer => answer.status)
        .sort(),
    ).toEqual([200, 404])
    for (const answer of at.slice(2, 4)) expect([answer.status, answer.body.kind]).toEqual([200, 'collided'])
    expect(await owners()).toHaveLength(1)
    const [[left]] = await owners()
    const strays = async (table: string) =>
      (await rows(`SELECT customer_id FROM ${table}`)).filter(
        (row: { customer_id: string }) => row.customer_id !== left,
      )
    for (const table of ['follow_up', 'hard_key', 'registration', 'collision'])
      expect([table, await strays(table)]).toEqual([table, []])
  })

  it('and the opening of a case at the same instant end in one of the two', async () => {
    const { collision } = await report('lisi', { name: GONE.name })
    const [merged, opened] = await Promise.all([merge(), send('lisi', `/collisions/${collision.id}/dispute`, {})])
    expect([merged.status, opened.status].filter(status => status === 200)).toHaveLength(1)
    expect(merged.status === 200 ? opened.status : merged.status).toBe(409)
  })
})
