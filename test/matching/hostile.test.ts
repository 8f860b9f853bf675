import { MemoryIndex } from '../../bench/matching/in-memory'
import { blockingKeys, indexKeys, loadStored, prepare, queryKeys, scorePair, storedForm } from '../../src/matching'
import { HOSTILE_TEXTS } from '../support/hostile-texts'

describe('hostile names', () => {
  it.each(HOSTILE_TEXTS)('%s: bounded keys, no crash, a stored form that reads back', (_, name) => {
    const prepared = prepare({
      name,
      aliases: Array(1_000).fill(name) as string[],
      phones: Array(1_000).fill(name) as string[],
    })
    expect(prepared.names.length).toBeLessThanOrEqual(21 * 8)
    expect(indexKeys(prepared).length).toBeLessThanOrEqual(25)
    const { stage1, stage2 } = queryKeys(prepared)
    expect(stage1.length + stage2.length).toBeLessThanOrEqual(240)
    expect(blockingKeys(prepared).length).toBeLessThanOrEqual(3)
    const stored = storedForm(prepare({ name }))
    expect(stored.length).toBeLessThan(1_000)
    const { score } = scorePair(prepared, loadStored(stored))
    expect(score).toBeGreaterThanOrEqual(0)
    expect(score).toBeLessThanOrEqual(1)
  })

  it('finds the customer behind invisible characters and emoji', () => {
    const registered = prepare({ name: '润海机械有限公司' })
    for (const name of ['润\u0000海\u200b机械有限公司', '🏢润海机械有限公司🔥', '\ud800润海机械有限公司']) {
      expect(scorePair(prepare({ name }), registered).score).toBeGreaterThan(0.9)
    }
  })
})

describe('a thousand customers of one brand', () => {
  const index = new MemoryIndex()
  const places = ['苏州', '杭州', '南京', '广州', '成都', '武汉', '西安', '长沙', '青岛', '大连']
  for (let i = 0; i < 1_000; i++) index.add({ name: `${places[i % 10]}润海${i % 3 ? '机械' : '食品'}有限公司` })

  it.each(['润海', '苏州润海机械有限公司', '闰海机械', '润海机械设备集团'])('%s: bounded comparisons', name => {
    const work = { lookups: 0, rows: 0, compared: 0 }
    const matches = index.match({ name }, work)
    expect(matches.length).toBeGreaterThan(0)
    expect(work.compared).toBeLessThanOrEqual(600)
    expect(work.lookups).toBeLessThanOrEqual(250)
  })
})
