import { importCustomers } from '../../src/customer/import-customers'
import { inlineComparer } from '../../src/stock-scan/comparer'
import { latestScan, resumeScan, startScan, stopScan } from '../../src/stock-scan/control-scan'
import { listClusters, resolveFinding } from '../../src/stock-scan/review-clusters'
import { runScan } from '../../src/stock-scan/run-scan'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const NAMES = [
  '温州立柱阀门有限公司',
  '苏州云帆软件有限公司',
  '立柱阀门（温州）有限公司',
  '溫州立柱閥門有限公司',
  '宁波海川物流有限公司',
  '苏州云帆软件股份公司',
  '成都立柱阀门有限公司',
]

describe.each(ENGINES)('scanning the stock on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
    const filler = Array.from(
      { length: 250 },
      (_, i) =>
        `${'赤橙黄绿青蓝紫'[i % 7]}${'松柏杨柳榆槐桦'[((i / 7) % 7) | 0]}${'甲乙丙丁戊己庚'[((i / 49) % 7) | 0]}机床厂`,
    )
    await importCustomers(
      await world.as('admin'),
      [...NAMES.slice(0, 4), ...filler, ...NAMES.slice(4)].map((name, i) => ({ line: i + 1, name })),
      { duplicates: 'keep' },
    )
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })
  const clustersOf = async (name: string) =>
    (await listClusters(await world.as('east'))).items.filter(cluster => cluster.root.name === name)

  it('finds clusters of the same customer, never two cities of one brand', async () => {
    const admin = await world.as('admin')
    const scan = await startScan(admin)
    await runScan(admin, scan.id, inlineComparer(world.database.read))
    expect(await latestScan(admin)).toMatchObject({ status: 'done', progress: 1, compared: 257 })
    const [valves] = await clustersOf('温州立柱阀门有限公司')
    expect(valves!.members.map(member => member.name).sort()).toEqual([
      '溫州立柱閥門有限公司',
      '立柱阀门（温州）有限公司',
    ])
    expect(valves!.text).toContain('可能重复登记了 2 次')
    expect((await clustersOf('苏州云帆软件有限公司'))[0]!.members).toHaveLength(1)
  })

  it('stops between pages and goes on where it was, counting nothing twice', async () => {
    const admin = await world.as('admin')
    const scan = await startScan(admin)
    await expect(startScan(admin)).rejects.toThrow('正在进行')
    const comparer = inlineComparer(world.database.read)
    let pages = 0
    const stopping = {
      ...comparer,
      page: async (request: Parameters<typeof comparer.page>[0]) => {
        const result = await comparer.page(request)
        if (++pages === 1) await stopScan(admin, scan.id)
        return result
      },
    }
    await runScan(admin, scan.id, stopping)
    expect(await latestScan(admin)).toMatchObject({ status: 'stopped', compared: 0 })
    await resumeScan(admin, scan.id)
    await runScan(admin, scan.id, comparer)
    expect(await latestScan(admin)).toMatchObject({ status: 'done', compared: 257 })
  })

  it('goes on after a crash from the last page written', async () => {
    const admin = await world.as('admin')
    const scan = await startScan(admin)
    const comparer = inlineComparer(world.database.read)
    let pages = 0
    const failing = {
      ...comparer,
      page: (request: Parameters<typeof comparer.page>[0]) =>
        ++pages === 2 ? Promise.reject(new Error('power cut')) : comparer.page(request),
    }
    await expect(runScan(admin, scan.id, failing)).rejects.toThrow('power cut')
    expect(await latestScan(admin)).toMatchObject({ status: 'running', compared: 200 })
    expect(await runScan(admin, scan.id, comparer)).toBe(true)
    expect(await latestScan(admin)).toMatchObject({ status: 'done', compared: 257 })
  })

  it('remembers what managers decide', async () => {
    const admin = await world.as('admin')
    const scan = await startScan(admin)
    await runScan(admin, scan.id, inlineComparer(world.database.read))
    const manager = await world.as('east')
    const [valves] = await clustersOf('温州立柱阀门有限公司')
    const [first, second] = valves!.members
    await resolveFinding(manager, { findingId: first!.findingId, resolution: 'same' })
    await resolveFinding(manager, { findingId: second!.findingId, resolution: 'distinct' }).catch(error =>
      // A spelling of the very same name cannot be told apart from it.
      expect(String(error)).toContain('登记的名称'),
    )
    await expect(resolveFinding(manager, { findingId: first!.findingId, resolution: 'same' })).rejects.toThrow('处理过')
    await expect(listClusters(await world.as('zhangsan'))).rejects.toThrow('只有主管')
  })
})
