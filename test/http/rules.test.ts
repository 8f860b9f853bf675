import { ENGINES } from '../support/world'
import { startServer, type TestServer } from './server'

const RULES = '/api/v1/admin/match-rules'

describe.each(ENGINES)('the rules of the duplicate check on %s', engine => {
  let server: TestServer
  let token: string
  beforeEach(async () => {
    server = await startServer({}, undefined, engine)
    token = await server.tokenOf('admin')
  })
  afterEach(() => server.close())

  const get = async (path = RULES) => (await server.call(path, { token })).body
  const put = (basedOn: number, rules: unknown) =>
    server.call(RULES, { method: 'PUT', token, json: { basedOn, rules } })
  const report = async (userId: string, name: string) =>
    (
      await server.call('/api/v1/registrations', {
        token: await server.tokenOf(userId),
        json: { name, requestKey: `${userId}/${name}` },
      })
    ).body

  it('shows what is in force with everything a form needs', async () => {
    const { version, sets, readyMade, inForce, fields, entrances } = await get()
    expect({ version, inForce }).toEqual({ version: 0, inForce: { default: 'balanced' } })
    expect(readyMade.map((set: { name: string }) => set.name)).toEqual(['strict', 'balanced', 'loose'])
    expect(sets).toEqual(readyMade)
    expect(fields.phone).toEqual({ label: '电话', kinds: ['equal'] })
    expect(fields.brand.kinds).toContain('homophone')
    expect(entrances).toEqual(expect.arrayContaining(['api', 'import', 'callback']))
  })

  it('puts new rules in force at once, per entrance, and keeps every version', async () => {
    const { sets } = await get()
    await report('zhangsan', '杭州青禾智能科技有限公司')
    const set = await put(0, { sets, inForce: { default: 'balanced', api: 'strict' } })
    expect([set.status, set.body.version, set.body.setBy]).toEqual([200, 1, 'admin'])
    // A sister of another trade: balanced would warn, strict asks a leader.
    expect((await report('wangwu', '杭州青禾农业有限公司')).kind).toBe('pending')
    expect((await put(1, { sets, inForce: { default: 'loose' } })).body.version).toBe(2)
    expect((await report('wangwu', '杭州青禾物流有限公司')).kind).toBe('registered')
    const { items } = await get(`${RULES}/versions`)
    expect(items.map((item: { version: number }) => item.version)).toEqual([2, 1])
    expect((await get(`${RULES}/versions?cursor=2`)).items).toHaveLength(1)
    expect((await get(`${RULES}/versions/1`)).inForce).toEqual({ default: 'balanced', api: 'strict' })
    expect((await get(`${RULES}/versions/0`)).inForce).toEqual({ default: 'balanced' })
    expect((await server.call(`${RULES}/versions/9`, { token })).status).toBe(404)
  })

  it('never overwrites what another administrator has just set', async () => {
    const { sets } = await get()
    const both = await Promise.all(['loose', 'strict'].map(name => put(0, { sets, inForce: { default: name } })))
    expect(both.map(answer => answer.status).sort()).toEqual([200, 409])
    expect(both.find(answer => answer.status === 409)!.body.error.message).toContain('刷新')
  })

  it('lists everything that is wrong at once, each with its place', async () => {
    const { sets } = await get()
    const [strict] = sets
    const bad = {
      sets: [
        { ...strict, weights: { fone: 1 } },
        { ...strict, lines: [{ when: { field: 'phone', kinds: ['homophone'] }, action: 'block' }] },
        { ...strict, name: 'third', lines: [{ when: { field: 'form' }, action: 'warn' }] },
      ],
      inForce: { default: 'nobody' },
    }
    const { status, body } = await put(0, bad)
    expect([status, body.error.code]).toEqual([400, 'invalid_input'])
    expect(body.error.details.problems.map((one: { path: string }) => one.path)).toEqual([
      'sets.1.name',
      'inForce.default',
      'sets.0.weights',
      'sets.1.lines.0.when.kinds',
      'sets.2.lines.0.when.field',
    ])
    const shape = await put(0, {
      sets: [{ ...strict, title: '', lines: [{ when: {}, action: 'explode' }] }],
      inForce: {},
    })
    expect(shape.body.error.details.problems.map((one: { path: string }) => one.path)).toEqual(
      expect.arrayContaining(['sets.0.title', 'sets.0.lines.0.when', 'sets.0.lines.0.action', 'inForce.default']),
    )
    for (const { problem } of shape.body.error.details.problems) expect(problem).toMatch(/[\u4e00-\u9fff]/)
    expect((await get()).version).toBe(0)
  })

  it('tries rules on the registry or on a pair, and writes nothing', async () => {
    const { sets } = await get()
    await report('zhangsan', '杭州青禾智能科技有限公司')
    const customer = { name: '杭州青禾农业有限公司' }
    const attempt = (json: object) => server.call(`${RULES}/try`, { token, json })
    const now = await attempt({ customer })
    expect(now.body.matches[0]).toMatchObject({ name: '杭州青禾智能科技有限公司', relation: 'related' })
    expect(now.body.matches[0].actions).toMatchObject({ strict: 'approval', loose: 'allow' })
    const actionAt = (body: { entrances: { entrance: string; action: string }[] }, entrance: string) =>
      body.entrances.find(one => one.entrance === entrance)!.action
    const other = await attempt({ customer, rules: { sets, inForce: { default: 'loose', import: 'strict' } } })
    expect([actionAt(other.body, 'api'), actionAt(other.body, 'import')]).toEqual(['allow', 'approval'])
    const pair = await attempt({
      customer: { name: '甲', phone: '13800000001' },
      against: { name: '乙', phone: '138 0000 0001' },
    })
    expect(pair.body.matches[0]).toMatchObject({ relation: 'same', actions: { balanced: 'block' } })
    expect((await attempt({ customer, rules: { sets: [], inForce: {} } })).status).toBe(400)
    expect((await get()).version).toBe(0)
    expect(await server.world.database.read.query('SELECT id FROM registration')).toHaveLength(1)
  })
})
