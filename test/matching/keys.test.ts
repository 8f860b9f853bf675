import { blockingKeys, indexKeys, loadStored, prepare, queryKeys, storedForm } from '../../src/matching'
import { hash48 } from '../../src/matching/keys/hash'
import { mentionKeys } from '../../src/matching/keys/mention-keys'

/** Whether the look-ups of a query would find a registered customer, and in which stage. */
function reach(query: string, registered: string): 1 | 2 | undefined {
  const keys = new Set(indexKeys(prepare({ name: registered })))
  const { stage1, stage2 } = queryKeys(prepare({ name: query }))
  return stage1.some(k => keys.has(k.key)) ? 1 : stage2.some(k => keys.has(k.key)) ? 2 : undefined
}

describe('48-bit hashes', () => {
  it('are exact integers below 2^48', () => {
    for (const text of ['', 'a', '润海', '长'.repeat(300)]) {
      expect(Number.isSafeInteger(hash48(text))).toBe(true)
      expect(hash48(text)).toBeLessThan(2 ** 48)
      expect(hash48(text)).toBeGreaterThanOrEqual(0)
    }
  })
  it('do not collide among 100,000 short texts', () => {
    const seen = new Set<number>()
    for (let i = 0; i < 100_000; i++) seen.add(hash48(`c${i.toString(36)}机械`))
    expect(seen.size).toBe(100_000)
  })
})

describe('keys', () => {
  it.each(['苏州润海机械有限公司', '北京东方雨虹防水技术股份有限公司', '周大福珠宝金行', '吉林省通化市人民医院'])(
    'who knows the mention keys asks less and misses nothing: %s',
    name => {
      const prepared = prepare({ name })
      const stored = new Set(indexKeys(prepared))
      const mentioned = new Set(loadStored(storedForm(prepared)).names.flatMap(mentionKeys).map(hash48))
      const all = Object.values(queryKeys(prepared)).flat()
      const asked = Object.values(queryKeys(prepared, key => mentioned.has(key))).flat()
      expect(asked.length).toBeLessThan(all.length)
      expect(asked.filter(({ key }) => stored.has(key))).toEqual(all.filter(({ key }) => stored.has(key)))
    },
  )

  it.each([
    ['苏州润海机械有限公司', 1],
    ['润海机械', 1],
    ['润海', 1],
    ['润海（苏州）机械设备', 1],
    ['苏州闰海机械有限公司', 2],
    ['苏州润悔机械有限公司', 2],
    ['苏州海润机械有限公司', 2],
    ['苏州润润海机械有限公司', 2],
    ['苏州润海机戒有限公司', 2],
    ['Suzhou Runhai Machinery', 1],
    ['su zhou run hai ji xie', 1],
  ] as const)('%s reaches 苏州润海机械有限公司 in look-up %i', (query, stage) => {
    expect(reach(query, '苏州润海机械有限公司')).toBe(stage)
  })
  it.each([
    ['先导智能', '无锡先导智能装备股份有限公司'],
    ['新钢股份', '新余钢铁股份有限公司'],
    ['郑煤机', '郑州煤矿机械集团股份有限公司'],
    ['惠泉啤酒', '福建省燕京惠泉啤酒股份有限公司'],
    ['澜海合金', '江苏澜海特种合金科技股份有限公司'],
    ['同安泰', '京药集团同安泰医药股份有限公司'],
    ['塞野牧场', '张掖塞野牧场股份有限公司'],
    ['永岭材料', '永岭特种材料科技股份有限公司'],
    ['苏恒柴', '恒柴股份有限公司'],
    ['湖建院', '湖州市建筑科学研究院集团股份有限公司'],
    ['衡化股份', '衡阳化工股份有限公司'],
  ])('the listed short name %s reaches %s', (query, registered) => {
    expect(reach(query, registered)).toBeDefined()
  })
  it('are few: at most 25 stored', () => {
    for (const name of [
      '润海',
      '苏州润海机械有限公司',
      '内蒙古呼和浩特市赛罕区天源恒通达农牧业机械设备制造集团股份有限公司',
    ]) {
      expect(indexKeys(prepare({ name })).length).toBeLessThanOrEqual(25)
    }
    expect(indexKeys(prepare({ name: '苏州润海机械有限公司' })).length).toBeLessThanOrEqual(16)
  })
  it('say how many rows are worth reading', () => {
    const { stage1, stage2 } = queryKeys(prepare({ name: '中华科技有限公司' }))
    for (const { limit } of [...stage1, ...stage2]) expect(limit).toBeLessThanOrEqual(120)
  })
})

describe('blocking keys', () => {
  const keys = (name: string) => blockingKeys(prepare({ name }))
  it('are one to three, sorted', () => {
    expect(keys('苏州润海机械有限公司').length).toBeGreaterThanOrEqual(1)
    expect(keys('苏州润海机械有限公司').length).toBeLessThanOrEqual(3)
    expect(keys('苏州润海机械有限公司')).toEqual([...keys('苏州润海机械有限公司')].sort())
  })
  it.each(['润海机械（苏州）公司', '苏州闰海机械有限公司', '蘇州潤海機械有限公司', '润海'])(
    'put %s in a row with 苏州润海机械有限公司',
    name => {
      const own = new Set(keys('苏州润海机械有限公司'))
      expect(keys(name).some(k => own.has(k))).toBe(true)
    },
  )
  it('do not make unrelated reports wait', () => {
    const own = new Set(keys('苏州润海机械有限公司'))
    expect(keys('苏州润和机械有限公司').some(k => own.has(k))).toBe(false)
  })
})
