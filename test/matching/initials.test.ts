import { explainSentence, indexKeys, loadStored, prepare, queryKeys, scorePair, storedForm } from '../../src/matching'

const XIANDAO = '无锡先导智能装备股份有限公司'
const MEIYA = '合肥美亚光电技术股份有限公司'
const ZHONGJI = '烟台中际旭创光通信股份有限公司'

function match(query: string, registered: string, rows?: number) {
  const asked = prepare({ name: query })
  return scorePair(asked, loadStored(storedForm(prepare({ name: registered }))), { rows })
}
function reaches(query: string, registered: string): boolean {
  const keys = new Set(indexKeys(prepare({ name: registered })))
  const { stage1, stage2 } = queryKeys(prepare({ name: query }))
  return [...stage1, ...stage2].some(k => keys.has(k.key))
}

describe('a brand in initials', () => {
  it.each([
    ['ZJXC', ZHONGJI],
    ['zjxc光通信', ZHONGJI],
    ['zj旭创', ZHONGJI],
    ['MY光电', MEIYA],
    ['合肥MY光电', MEIYA],
    ['HFMY光电', MEIYA],
    ['hfmygd', MEIYA],
    ['QDM农产品', '广州市钱大妈农产品有限公司'],
    ['qdmnc', '广州市钱大妈农产品有限公司'],
  ])('%s is looked up and reaches %s', (query, registered) => {
    expect(reaches(query, registered)).toBe(true)
    expect(match(query, registered, 20_000).score).toBeGreaterThan(0.05)
  })

  it.each(['ZJXC', 'zjxc光通信', 'zj旭创'])('%s alone is a possibility and no alert', query => {
    const { score, evidence, relation } = match(query, ZHONGJI)
    expect(score).toBeLessThan(0.5)
    expect(explainSentence(evidence, relation)).toContain('可能是同一客户，请核对')
  })

  it('says what it may be with the place and the whole trade', () => {
    const { score, evidence, relation } = match('合肥MY光电技术', MEIYA)
    expect(score).toBeGreaterThan(0.5)
    expect(explainSentence(evidence, relation)).toContain('“my”可以是“美亚”的首字母')
  })

  it('says less the more customers there are', () => {
    const scores = [10_000, 100_000, 1_000_000].map(rows => match('XD智能装备', XIANDAO, rows).score)
    expect(scores[0]).toBeGreaterThan(scores[1]! * 2)
    expect(scores[1]).toBeGreaterThan(scores[2]! * 2)
    expect(scores[2]).toBeLessThan(0.05)
  })

  it.each([
    ['南京MY光电技术', MEIYA],
    ['合肥MG光电技术', MEIYA],
    ['合肥MY物流', MEIYA],
    ['WXYZ', ZHONGJI],
    ['usb', ZHONGJI],
  ])('%s is not %s', (query, registered) => {
    expect(match(query, registered).score).toBeLessThan(0.3)
  })
})
