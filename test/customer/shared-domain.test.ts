import { findDuplicates } from '../../src/customer/find-duplicates'
import { importCustomers } from '../../src/customer/import-customers'
import { prepare } from '../../src/matching'
import { createWorld, type TestWorld } from '../support/world'

describe('a company domain as evidence', () => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld()
  })
  afterEach(() => world.close())

  const brand = (i: number) =>
    ['松柏杨柳榆槐桦枫', '鹤雁鹭鸿鹏莺燕鹰', '溪泉涧潭渊汀渚湾']
      .map((set, level) => set[Math.floor(i / 8 ** level) % 8])
      .join('')
  const load = async (count: number) =>
    importCustomers(
      await world.as('admin'),
      Array.from({ length: count }, (_, i) => ({
        line: i + 1,
        name: `${brand(i)}机床有限公司`,
        email: `a${i}@shared-host.cn`,
      })),
      { duplicates: 'keep' },
    )
  const best = async () =>
    (
      await findDuplicates(world.system, prepare({ name: '松鹤溪食品有限公司', emails: ['b@shared-host.cn'] }), 'all')
    )[0]

  it('counts when few customers have it', async () => {
    await load(1)
    expect((await best())?.evidence.map(item => item.field)).toContain('domain')
  })

  it('counts for nothing when hundreds have it', async () => {
    await load(400)
    expect((await best())?.evidence.map(item => item.field) ?? []).not.toContain('domain')
  })

  it('counts for nothing between two rows of a file either, once hundreds have it', async () => {
    await load(400)
    const { duplicates } = await importCustomers(await world.as('admin'), [
      { line: 1, name: '武汉江豚建筑材料研究院有限公司', email: 'x@shared-host.cn' },
      { line: 2, name: '武汉江豚汽车销售有限公司', email: 'y@shared-host.cn' },
    ])
    expect(duplicates).toEqual([])
  })
})
