import { importCustomers } from '../../src/customer/import-customers'
import { type Comparer, inlineComparer } from '../../src/stock-scan/comparer'
import { runScan } from '../../src/stock-scan/run-scan'
import { createScanSweep } from '../../src/stock-scan/scan-sweep'
import { startServer, type TestServer } from '../http/server'
import { assertInvariants } from '../support/invariants'
import { ENGINES } from '../support/world'

const SCAN = '/admin/stock-scan'
/** Two customers registered more than once among others, and a sister in another city that is none of them. */
const FIRST = [
  ['温州立柱阀门有限公司', 'zhangsan'],
  ['苏州云帆软件有限公司', 'zhangsan'],
  ['立柱阀门（温州）有限公司', 'wangwu'],
  ['温州立拄阀门有限公司', 'lisi'],
]
const LAST = [
  ['宁波海川物流有限公司', 'lisi'],
  ['苏州云帆软件股份公司', 'lisi'],
  ['成都立柱阀门有限公司', 'wangwu'],
]
/** One brand in many cities and trades: sisters, none of them a duplicate. */
const CITIES =
  '杭州 宁波 南京 无锡 合肥 福州 厦门 南昌 济南 青岛 郑州 武汉 长沙 广州 深圳 南宁 海口 成都 贵阳 昆明 西安 兰州 沈阳 长春 太原'
const TRADES = '机床 物流 软件 食品 服饰 化工 家具 医疗器械 建材 旅行社'
const FILLER = CITIES.split(' ').flatMap(city =>
  TRADES.split(' ').map(trade => [`${city}恒达${trade}有限公司`, 'zhaoliu']),
)

interface Cluster {
  root: { customerId: string; name: string; owner?: { userId: string } }
  members: { findingId: string; customerId: string; otherId: string; name: string; owner?: { userId: string } }[]
}

describe.each(ENGINES)('scanning the stock on %s', engine => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({}, undefined, engine)
    await importCustomers(
      await server.world.as('admin'),
      [...FIRST, ...FILLER, ...LAST].map(([name, ownerUserId], i) => ({ line: i + 1, name, ownerUserId })),
      { duplicates: 'keep' },
    )
  })
  afterEach(async () => {
    await assertInvariants(server.world)
    await server.close()
  })

  const send = async (userId: string, path: string, json?: object) =>
    server.call(`/api/v1${path}`, { token: await server.tokenOf(userId), json })
  const start = async () => (await send('admin', SCAN, {})).body.id as string
  const latest = async () => (await send('admin', SCAN)).body.scan
  const sweep = () => createScanSweep(server.world.system).turn()
  const scanned = async () => {
    const id = await start()
    await sweep()
    return id
  }
  const clusters = async (userId = 'admin'): Promise<Cluster[]> => (await send(userId, '/stock-clusters')).body.items
  const clusterOf = async (name: string, userId?: string) =>
    (await clusters(userId)).find(({ root }) => root.name === name)
  const names = (cluster: Cluster | undefined) => (cluster?.members ?? []).map(member => member.name).sort()
  const decide = (userId: string, findingId: string, json: object) =>
    send(userId, `/stock-findings/${findingId}/decision`, json)
  /** Runs page by page; `between` is called with the number of pages that compared something. */
  const run = (scanId: string, between: (pages: number) => Promise<void> | void) => {
    const comparer = inlineComparer(server.world.database.read)
    let pages = 0
    const open = (): Comparer => ({
      ...comparer,
      async page(request) {
        const result = await comparer.page(request)
        if (result.compared) await between(++pages)
        return result
      },
    })
    return runScan(server.world.system, { scanId, open, rowsPerPage: 100 })
  }

  it('finds clusters of the same customer, never two cities of one brand', async () => {
    await scanned()
    expect(await latest()).toMatchObject({
      status: 'done',
      progress: 1,
      compared: 257,
      found: 3,
      startedBy: { userId: 'admin' },
    })
    const valves = await clusterOf('温州立柱阀门有限公司')
    expect(names(valves)).toEqual(['温州立拄阀门有限公司', '立柱阀门（温州）有限公司'])
    expect(valves).toMatchObject({
      root: { owner: { userId: 'zhangsan' } },
      members: [{ sentence: expect.stringContaining('立柱') }, {}],
    })
    expect(names(await clusterOf('苏州云帆软件有限公司'))).toEqual(['苏州云帆软件股份公司'])
    expect(await clusters()).toHaveLength(2)
  })

  it('finds a customer by an alias, whichever of the two has it', async () => {
    const [{ id }] = await server.world.database.read.query(
      "SELECT id FROM customer WHERE name = '宁波海川物流有限公司'",
    )
    await send('admin', `/customers/${id}/aliases`, { name: '温州立柱阀门' })
    await scanned()
    expect(names(await clusterOf('温州立柱阀门有限公司'))).toContain('宁波海川物流有限公司')
  })

  it('is an administrator’s to start, one at a time', async () => {
    expect((await latest()) ?? null).toBeNull()
    for (const userId of ['zhangsan', 'east']) expect((await send(userId, SCAN, {})).status).toBe(403)
    const id = await start()
    const second = await send('admin', SCAN, {})
    expect([second.status, second.body.error.details.scanId]).toEqual([409, id])
    expect((await send('admin', `${SCAN}/${id}/stop`, {})).status).toBe(200)
    expect((await send('admin', `${SCAN}/${id}/stop`, {})).status).toBe(409)
    await start()
    expect((await send('admin', `${SCAN}/${id}/resume`, {})).status).toBe(409)
    expect((await send('admin', `${SCAN}/01JZZZZZZZZZZZZZZZZZZZZZZZ/stop`, {})).status).toBe(404)
  })

  it('stops between pages and goes on where it was, counting nothing twice', async () => {
    const id = await start()
    await run(id, async pages => {
      if (pages === 2) await send('admin', `${SCAN}/${id}/stop`, {})
    })
    expect(await latest()).toMatchObject({ status: 'stopped', compared: 100 })
    await sweep()
    expect(await latest()).toMatchObject({ status: 'stopped', compared: 100 })
    await send('admin', `${SCAN}/${id}/resume`, {})
    await sweep()
    expect(await latest()).toMatchObject({ status: 'done', compared: 257, found: 3 })
  })

  it('goes on after a crash from the last page written', async () => {
    const id = await start()
    const crash = run(id, pages => {
      if (pages === 2) throw new Error('power cut')
    })
    await expect(crash).rejects.toThrow('power cut')
    expect(await latest()).toMatchObject({ status: 'running', compared: 100 })
    await sweep()
    expect(await latest()).toMatchObject({ status: 'done', compared: 257, found: 3 })
  })

  it('is carried out by one server at a time', async () => {
    const id = await start()
    let others = 0
    await run(id, async () => {
      const before = await latest()
      await sweep()
      expect((await latest()).compared).toBe(before.compared)
      others++
    })
    expect(others).toBe(3)
    expect(await latest()).toMatchObject({ status: 'done', compared: 257 })
  })

  it('leaves the rest to the next server when this one stops', async () => {
    await start()
    const first = createScanSweep(server.world.system)
    first.stop()
    await first.turn()
    expect(await latest()).toMatchObject({ status: 'running', compared: 0 })
    await sweep()
    expect(await latest()).toMatchObject({ status: 'done', compared: 257 })
  })

  it('shows managers what they may decide', async () => {
    await scanned()
    expect(names(await clusterOf('温州立柱阀门有限公司', 'east'))).toEqual(['温州立拄阀门有限公司'])
    expect(await clusters('south')).toEqual([])
    expect(names(await clusterOf('温州立柱阀门有限公司', 'director'))).toHaveLength(2)
    expect((await send('zhangsan', '/stock-clusters')).status).toBe(403)
    const other = (await clusterOf('温州立柱阀门有限公司'))!.members.find(one => one.name.startsWith('立柱'))!
    expect((await decide('east', other.findingId, { decision: 'distinct' })).status).toBe(404)
  })

  it('merges two customers that are the same, and the others are found beside the one that is left', async () => {
    await scanned()
    const { root, members } = (await clusterOf('温州立柱阀门有限公司'))!
    const [first] = members
    const answer = await decide('director', first!.findingId, { decision: 'same', keepId: first!.customerId })
    expect(answer.status).toBe(200)
    expect((await send('admin', `/customers/${root.customerId}`)).body.id).toBe(first!.customerId)
    expect((await decide('director', first!.findingId, { decision: 'same' })).status).toBe(409)
    const left = await clusterOf(first!.name)
    const ownerId = left!.members[0]!.owner!.userId
    expect(left!.members.map(one => one.findingId)).toEqual([members[1]!.findingId])
    expect(left!.members[0]!.otherId).toBe(first!.customerId)
    expect(
      (await decide('director', members[1]!.findingId, { decision: 'same', keepId: root.customerId })).status,
    ).toBe(400)
    expect((await decide('director', members[1]!.findingId, { decision: 'same', ownerId })).status).toBe(200)
    expect(await clusterOf(first!.name)).toBeUndefined()
    const owners = await server.world.database.read.query(
      `SELECT owner_id FROM ownership WHERE customer_id = '${first!.customerId}' AND active_key IS NOT NULL`,
    )
    expect(owners).toEqual([{ owner_id: ownerId }])
    await scanned()
    expect(names(await clusterOf('苏州云帆软件有限公司'))).toHaveLength(1)
    expect(await clusterOf(first!.name)).toBeUndefined()
  })

  it('remembers that two are not the same, finds neither pair again, and takes it back', async () => {
    await scanned()
    const [member] = (await clusterOf('苏州云帆软件有限公司'))!.members
    expect((await decide('east', member!.findingId, { decision: 'distinct' })).status).toBe(200)
    expect(await clusterOf('苏州云帆软件有限公司')).toBeUndefined()
    const check = async () => (await send('zhaoliu', '/customers/check', { name: '苏州云帆软件股份公司' })).body.matches
    expect((await check()).map((match: { name: string }) => match.name)).not.toContain('苏州云帆软件有限公司')
    await scanned()
    expect(await clusterOf('苏州云帆软件有限公司')).toBeUndefined()
    expect((await decide('east', member!.findingId, { decision: 'undo' })).status).toBe(200)
    expect((await check()).map((match: { name: string }) => match.name)).toContain('苏州云帆软件有限公司')
    expect(names(await clusterOf('苏州云帆软件有限公司'))).toHaveLength(1)
    expect((await decide('east', member!.findingId, { decision: 'undo' })).status).toBe(409)
  })

  it('tells customers of one and the same name apart too, and then finds the next one', async () => {
    const same = ['a', 'b'].map((id, i) => ({ line: i + 1, id, name: '溫州立柱閥門有限公司' }))
    await importCustomers(await server.world.as('admin'), same, { duplicates: 'keep' })
    const pairs: string[] = []
    for (let scan = 0; scan < 8; scan++) {
      await scanned()
      const open = (await clusters()).flatMap(cluster => cluster.members).filter(one => one.name.startsWith('溫州'))
      for (const { findingId, customerId, otherId } of open) {
        pairs.push(`${customerId}|${otherId}`)
        expect((await decide('admin', findingId, { decision: 'distinct' })).status).toBe(200)
      }
    }
    expect(pairs.length).toBeGreaterThan(2)
    expect(new Set(pairs).size).toBe(pairs.length)
    expect(await latest()).toMatchObject({ found: 0 })
  })
})
