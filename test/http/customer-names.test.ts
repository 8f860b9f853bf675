import { assertInvariants } from '../support/invariants'
import { ENGINES } from '../support/world'
import { startServer, type TestServer } from './server'

const NAME = '杭州云栖智造软件有限公司'

describe.each(ENGINES)('what a customer is called on %s', engine => {
  let server: TestServer
  let id: string
  beforeEach(async () => {
    server = await startServer({}, undefined, engine)
    id = (await report('zhangsan', { name: NAME })).customer.id
  })
  afterEach(async () => {
    await assertInvariants(server.world)
    await server.close()
  })

  const send = async (userId: string, path: string, json?: object) =>
    server.call(`/api/v1${path}`, { token: await server.tokenOf(userId), json })
  let requests = 0
  const report = async (userId: string, input: object) =>
    (await send(userId, '/registrations', { ...input, requestKey: `r${requests++}` })).body
  const check = async (name: string) => (await send('wangwu', '/customers/check', { name })).body
  const verdict = (name: string, word: string) => send('east', `/customers/${id}/verdict`, { name, verdict: word })

  it('is found by an alias from the next check on, until the alias is removed', async () => {
    expect((await check('蓝鲸贸易')).verdict).toBe('free')
    const added = await send('east', `/customers/${id}/aliases`, { name: '蓝鲸贸易', kind: 'former' })
    expect(added.body.aliases).toMatchObject([
      { name: '蓝鲸贸易', kind: 'former', source: 'entered', addedBy: { userId: 'east' } },
    ])
    expect(await check('蓝鲸贸易')).toMatchObject({ verdict: 'collided', matches: [{ relation: 'same' }] })
    expect((await report('wangwu', { name: '蓝鲸贸易' })).kind).toBe('collided')
    expect((await send('east', `/customers/${id}/aliases`, { name: '蓝鲸贸易' })).status).toBe(409)
    expect((await send('east', `/aliases/${added.body.aliases[0].id}/remove`, {})).status).toBe(200)
    expect((await check('蓝鲸贸易')).verdict).toBe('free')
    expect((await send('east', `/aliases/${added.body.aliases[0].id}/remove`, {})).status).toBe(404)
  })

  it('refuses an alias that is the name of another customer, has no name in it, or is the twenty-first', async () => {
    await report('wangwu', { name: '宁波海川物流有限公司' })
    const taken = await send('east', `/customers/${id}/aliases`, { name: '寧波海川物流有限公司' })
    expect([taken.status, taken.body.error.message]).toEqual([409, expect.stringContaining('合并')])
    expect((await send('east', `/customers/${id}/aliases`, { name: '（）' })).status).toBe(400)
    for (let i = 0; i < 20; i++)
      await send('admin', `/customers/${id}/aliases`, {
        name: `${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'松柏'[(i / 10) | 0]}庄园`,
      })
    for (const first of ['甲松', '癸柏']) expect((await check(`${first}庄园`)).matches[0].name).toBe(NAME)
    const more = await send('admin', `/customers/${id}/aliases`, { name: '蓝鲸贸易' })
    expect([more.status, more.body.error.message]).toEqual([400, expect.stringContaining('最多 20 个')])
  })

  it('is decided by who leads the owner: not by reps, the owner, or managers elsewhere', async () => {
    const paths: [string, object?][] = [
      [`/customers/${id}/names`],
      [`/customers/${id}/aliases`, { name: '蓝鲸贸易' }],
      [`/customers/${id}/verdict`, { name: '蓝鲸贸易', verdict: 'same' }],
      [`/customers/${id}/shared-keys`, { kind: 'phone', value: '13800000001' }],
    ]
    for (const [path, json] of paths) {
      expect([path, (await send('zhangsan', path, json)).status]).toEqual([path, 403])
      expect([path, (await send('south', path, json)).status]).toEqual([path, 404])
    }
    const own = (await report('east', { name: '苏州晨光贸易有限公司' })).customer.id
    expect((await send('east', `/customers/${own}/names`)).status).toBe(403)
    expect((await send('director', `/customers/${own}/names`)).status).toBe(200)
  })

  it('remembers that a name is or is not the customer, and forgets it again', async () => {
    const short = '云栖智造软件'
    expect((await check(short)).verdict).toBe('collided')
    const apart = await verdict(short, 'distinct')
    expect(apart.body.notSame).toMatchObject([{ name: short, saidBy: { userId: 'east' } }])
    expect((await check(short)).verdict).toBe('free')
    expect((await verdict(short, 'undo')).body.notSame).toEqual([])
    expect((await check(short)).verdict).toBe('collided')
    expect((await verdict(short, 'undo')).status).toBe(409)
    expect((await verdict('蓝鲸贸易', 'same')).body.aliases).toMatchObject([{ name: '蓝鲸贸易', source: 'confirmed' }])
    expect((await check('蓝鲸贸易')).verdict).toBe('collided')
    expect((await verdict('蓝鲸贸易', 'undo')).body.aliases).toEqual([])
    expect((await check('蓝鲸贸易')).verdict).toBe('free')
  })

  it('ends a collision with a name that is another customer, and lets it be reported', async () => {
    const { collision } = await report('wangwu', { name: '云栖智造软件' })
    expect((await send('south', `/collisions/${collision.id}/verdict`, { verdict: 'distinct' })).status).toBe(404)
    expect((await send('east', `/collisions/${collision.id}/verdict`, { verdict: 'distinct' })).status).toBe(200)
    expect((await send('wangwu', `/collisions/${collision.id}`)).body.status).toBe('closed')
    const told: { message: string }[] = await server.world.database.read.query(
      "SELECT message FROM outbox WHERE message LIKE '%collision-taken-back%'",
    )
    expect(told).toHaveLength(2)
    expect((await report('wangwu', { name: '云栖智造软件' })).kind).toBe('registered')
  })

  it('leaves a disputed collision to its arbiter', async () => {
    const { collision } = await report('lisi', { name: '云栖智造软件' })
    await send('lisi', `/collisions/${collision.id}/dispute`, {})
    const answer = await send('east', `/collisions/${collision.id}/verdict`, { verdict: 'distinct' })
    expect([answer.status, answer.body.error.message]).toEqual([409, expect.stringContaining('裁决')])
    expect((await check('云栖智造软件')).verdict).toBe('collided')
  })

  it('lets one buyer serve two customers after the common leader has said that they are two', async () => {
    const phone = '13800000001'
    const first = (await report('lisi', { name: '宁波海川物流有限公司', phone })).customer.id
    const second = (await report('wangwu', { name: '苏州晨光贸易有限公司' })).customer.id
    const share = (userId: string) => send(userId, `/customers/${second}/shared-keys`, { kind: 'phone', value: phone })
    expect((await share('south')).status).toBe(404)
    expect((await share('director')).status).toBe(200)
    const names = (await send('director', `/customers/${first}/names`)).body
    expect(names.notSame.map((one: { name: string }) => one.name)).toEqual(['苏州晨光贸易有限公司'])
    const company = await send('director', `/customers/${second}/shared-keys`, {
      kind: 'email',
      value: 'a@haichuan.cn',
    })
    expect([company.status, company.body.error.message]).toEqual([400, expect.stringContaining('企业邮箱')])
  })
})
