import { type CustomerFields, explainSentence, loadStored, prepare, scorePair, storedForm } from '../../src/matching'

const score = (a: CustomerFields, b: CustomerFields) => scorePair(prepare(a), prepare(b))
const names = (a: string, b: string) => score({ name: a }, { name: b })

describe('the same customer', () => {
  it.each([
    ['苏州润海机械设备有限公司', '苏州潤海機械設備有限公司'],
    ['苏州润海机械设备有限公司', '润海机械设备（苏州）股份有限公司'],
    ['苏州润海机械设备有限公司', '苏州闰海机械设备有限公司'],
    ['苏州润海机械设备有限公司', '苏州润悔机械设备有限公司'],
    ['苏州润海机械设备有限公司', 'Suzhou Runhai Machinery Equipment Co., Ltd.'],
    ['宁夏林海食品有限公司', '宁夏宁海食品有限公司'],
    ['重庆金诺电子科技有限公司', '重庆金诺科技电子有限公司'],
  ])('%s and %s', (a, b) => {
    expect(names(b, a)).toMatchObject({ relation: 'same' })
  })
})

describe('a short name that several companies carry', () => {
  const first = (query: string, ...registered: string[]) =>
    registered.map(name => ({ name, score: names(query, name).score })).sort((a, b) => b.score - a.score)[0]!.name
  it.each([
    ['澜海软件', '上海澜海软件股份有限公司', ['长沙澜海软件有限公司']],
    ['澜海集团', '哈尔滨澜海集团股份有限公司', ['哈尔滨澜海股份有限公司']],
    ['交建股份', '贵州省交通建设股份有限公司', ['中国交通建设股份有限公司']],
    ['澜海股份', '南京澜海化学股份有限公司', ['南京澜海科技股份有限公司']],
    ['澜海材料', '澜海金属材料股份有限公司', ['澜海超导材料智能科技股份有限公司']],
  ])('%s is rather %s', (query, meant, others) => {
    expect(first(query, ...others, meant)).toBe(meant)
  })
  it('is rather the start of a name than the slip of another', () => {
    expect(first('浩丰科技', '好丰科技有限公司', '北京浩丰创源科技股份有限公司')).toBe('北京浩丰创源科技股份有限公司')
  })
})

describe('two customers', () => {
  it('never merges one brand in two cities, and calls them related', () => {
    expect(names('杭州润海机械有限公司', '苏州润海机械有限公司')).toMatchObject({ relation: 'related' })
  })
  it('shows parent and subsidiary as related', () => {
    const found = names('润海（无锡）新能源有限公司', '润海集团股份有限公司')
    expect(found.relation).toBe('related')
    expect(found.score).toBeLessThan(0.5)
  })
  it('keeps numbered companies apart', () => {
    const found = names('湖北第二建筑工程有限公司', '湖北第三建筑工程有限公司')
    expect(found.relation).toBe('distinct')
    expect(found.score).toBeLessThan(0.1)
  })
  it('keeps a longer brand apart', () => {
    expect(names('苏州新润海机械有限公司', '苏州润海机械有限公司').score).toBeLessThan(0.5)
    expect(names('苏州润海达机械有限公司', '苏州润海机械有限公司').score).toBeLessThan(0.5)
  })
})

describe('what once raised a false alarm', () => {
  it.each([
    ['青岛华泰置业集团有限公司', '山东华泰纸业股份有限公司', 'trades that sound alike'],
    ['西安 Aolaola 电子科技', '西安奥劳拉文化传媒有限公司', 'a piece left out that says the business'],
    ['Ningbo 菠萝包物业管理', '拉萨市菠萝包物业服务有限公司', 'a piece left out that is a place'],
    ['沈阳贸易有限公司', '神洋贸易有限公司', 'a city as brand taken for a slip'],
    ['上海食全电子科技有限公司', '上海一全电子科技有限公司', 'a reading that nobody uses'],
    ['展丹咖啡（苏州解放路店）', '展丹咖啡（苏州人民路店）', 'two shops of a chain'],
    ['苏州第三小学', '苏州市第三中学', 'a school for another'],
    ['街盖酒店集团', '无锡街盖集团有限公司', 'a group without the business'],
    ['杭州人民医院', '杭州市余杭区人民医院', 'the body of a district'],
    ['浙江恒瑞医药有限公司', '江苏恒瑞医药股份有限公司', 'a known short name in another province'],
  ])('%s is not %s (%s)', (a, b) => {
    expect(names(a, b).relation).not.toBe('same')
  })
})

describe('branches', () => {
  it('belong to the same legal entity', () => {
    const found = names('苏州润海机械有限公司上海分公司', '苏州润海机械有限公司')
    expect(found.relation).toBe('same')
    expect(found.evidence.map(e => e.field)).toContain('branch')
  })
})

describe('hard keys', () => {
  it('decide against the name', () => {
    const found = score(
      { name: '海通贸易有限公司', phones: ['138-0013-8000'] },
      { name: '润海机械有限公司', phones: ['+8613800138000'] },
    )
    expect(found.score).toBeGreaterThan(0.9)
    expect(found.evidence[0]).toMatchObject({ field: 'phone', kind: 'equal' })
  })
  it('are given by the caller for a stored candidate', () => {
    const query = prepare({ phones: ['13800138000'] })
    const stored = loadStored(storedForm(prepare({ name: '润海机械有限公司', phones: ['13800138000'] })))
    expect(scorePair(query, stored).score).toBe(0)
    expect(scorePair(query, stored, { hard: query.hardKeys }).relation).toBe('same')
  })
  it.each(['MA1K3A8C-X', '机构代码MA1K3A8CX', '310115MA1K3A8CX', '91330300MA1K3A8CX1'])(
    'know the organisation by its code in %s, wherever it was registered',
    code => {
      const found = score({ usccs: [code] }, { name: '润海机械有限公司', usccs: ['91310115MA1K3A8CX6'] })
      expect(found.score).toBeGreaterThan(0.9)
      expect(found.evidence[0]).toMatchObject({ field: 'uscc', kind: 'equal' })
    },
  )
  it('do not take the code of another organisation for it', () => {
    const found = score({ usccs: ['MA000000-7'] }, { name: '润海机械有限公司', usccs: ['91310115MA1K3A8CX6'] })
    expect(found.score).toBe(0)
  })
  it('do not include a credit code with a wrong check digit', () => {
    expect(prepare({ usccs: ['913101150000000000'] }).hardKeys).toEqual([])
  })
})

describe('weak fields', () => {
  it('count together', () => {
    const a = { name: '润海商贸有限公司', contact: '李小明', websites: ['www.runhai.example'] }
    const b = { name: '苏州润海机械有限公司', contact: '李小明', websites: ['https://runhai.example'] }
    const alone = score({ name: a.name }, { name: b.name }).score
    expect(score(a, b).score).toBeGreaterThan(0.8)
    expect(alone).toBeLessThan(0.5)
  })
  it('a common contact alone decides nothing', () => {
    expect(
      score({ name: '海通贸易有限公司', contact: '李小明' }, { name: '润海机械有限公司', contact: '李小明' }).relation,
    ).not.toBe('same')
  })
})

describe('aliases', () => {
  it('stand for the customer', () => {
    const found = score({ name: '润海精工' }, { name: '苏州瑞恒机械有限公司', aliases: ['润海精工'] })
    expect(found.relation).toBe('same')
    expect(found.evidence.map(e => e.field)).toContain('name')
  })
})

describe('registry size', () => {
  it('makes an accidental likeness count less, an exact name not', () => {
    const query = prepare({ name: '闰海机械有限公司' })
    const candidate = prepare({ name: '苏州润海机械有限公司' })
    const at = (rows: number) => scorePair(query, candidate, { rows }).score
    expect(at(10_000)).toBeGreaterThan(at(10_000_000))
    const exact = prepare({ name: '苏州润海机械有限公司' })
    expect(scorePair(exact, candidate, { rows: 10_000_000 }).score).toBe(
      scorePair(exact, candidate, { rows: 100 }).score,
    )
  })
})

describe('the sentence', () => {
  it('says what agrees and what does not', () => {
    const found = names('杭州润海机械有限公司', '苏州润海机械有限公司')
    expect(explainSentence(found.evidence, found.relation)).toBe(
      '字号“润海”相同，行业一致，地区不同（杭州市、苏州市），可能是关联企业，不是同一客户。',
    )
  })
  it('names a homophone', () => {
    const found = names('苏州闰海机械有限公司', '苏州润海机械有限公司')
    expect(explainSentence(found.evidence, found.relation)).toContain('读音相同（同音字）')
  })
})

describe('the stored form', () => {
  it('gives the same score as the customer itself and holds no personal data', () => {
    const customer = prepare({
      name: '苏州润海机械设备有限公司',
      contact: '李小明',
      phones: ['13800138000'],
      emails: ['li@qq.com'],
    })
    const text = storedForm(customer)
    const query = prepare({ name: '润海机械设备' })
    expect(scorePair(query, loadStored(text))).toEqual(scorePair(query, customer))
    expect(text).not.toMatch(/李小明|138|qq/)
  })
})
