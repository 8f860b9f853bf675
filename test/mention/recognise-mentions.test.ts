import { RULES } from '../../config/rules'
import { importCustomers } from '../../src/customer/import-customers'
import { confirmSame } from '../../src/customer/judge-name'
import { pinyinOf } from '../../src/matching/chars/readings'
import { hash48 } from '../../src/matching/keys/hash'
import { foldLetters } from '../../src/matching/keys/letters'
import { RollingHash } from '../../src/matching/keys/rolling-hash'
import { recogniseMentions, startMentionIndex } from '../../src/mention'
import { BloomFilter } from '../../src/mention/bloom'
import { addSound } from '../../src/mention/sounds'
import { mentionsIn } from '../support/mentions'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const REGISTRY = [
  { name: '苏州云帆软件有限公司', phone: '13800000001', email: 'liu@yunfan-soft.cn', wechat: 'yunfan_liu' },
  { name: '立柱（温州）阀门有限公司', uscc: '91330300MA0000007C' },
  { name: '宁波海川物流有限公司' },
  { name: '老百姓大药房连锁股份有限公司' },
  { name: '浙江苏泊尔股份有限公司' },
  { name: '杭州海康威视数字技术股份有限公司' },
]

describe.each(ENGINES)('mentions in free text on %s', engine => {
  let world: TestWorld
  beforeAll(async () => {
    world = await createWorld(engine)
    await importCustomers(
      await world.as('admin'),
      REGISTRY.map((row, i) => ({ line: i + 1, ...row })),
    )
  })
  afterAll(() => world.close())

  const said = (text: string) => mentionsIn(world, text)

  const FOUND: [text: string, span: string, name: string][] = [
    ['请问苏州云帆软件有人跟吗', '苏州云帆软件', '苏州云帆软件有限公司'],
    ['把蘇州雲帆軟件有限公司转给我', '蘇州雲帆軟件有限公司', '苏州云帆软件有限公司'],
    ['云帆软件那边说价格还要再低', '云帆软件', '苏州云帆软件有限公司'],
    ['客户是温州立柱阀门，第一次接触', '温州立柱阀门', '立柱（温州）阀门有限公司'],
    ['立柱(温州)阀门要续约了', '立柱(温州)阀门', '立柱（温州）阀门有限公司'],
    ['跟宁波海穿物流约了周三', '宁波海穿物流', '宁波海川物流有限公司'],
    ['老百姓大药房长沙总部约了周四', '老百姓大药房', '老百姓大药房连锁股份有限公司'],
    ['海康威视的采购换人了', '海康威视', '杭州海康威视数字技术股份有限公司'],
    ['「王五：宁波海川物流退款了吗」\n- - - - -\n处理完了', '宁波海川物流', '宁波海川物流有限公司'],
    ['刚接到 １３８－００００－０００１ 的来电', '１３８－００００－０００１', '苏州云帆软件有限公司'],
    ['发我邮箱 LIU+a@yunfan-soft.cn 了', 'LIU+a@yunfan-soft.cn', '苏州云帆软件有限公司'],
    ['微信 yunfan_liu 加一下', 'yunfan_liu', '苏州云帆软件有限公司'],
    ['代码证 MA000000-7 那家还没付款', 'MA000000-7', '立柱（温州）阀门有限公司'],
    ['客户MA0000007要开票', 'MA0000007', '立柱（温州）阀门有限公司'],
    ['税号91330300MA0000007C', '91330300MA0000007C', '立柱（温州）阀门有限公司'],
    ['😀😀 宁波海川物流', '宁波海川物流', '宁波海川物流有限公司'],
  ]
  const NOTHING = [
    '老百姓用得起的CRM',
    '客户是北京新云帆软件有限公司，第一次接触',
    '上海立柱食品有限公司这家有人跟吗',
    '成都海川物流听说被收购了',
    '快递单号13800000001已经寄出',
    '订单号9138000000010，麻烦发货',
    '杭州海康机器人股份有限公司不是一家',
    '云 帆 都 是 别人 的',
    '型号MA0000008，麻烦发货',
    '下午三点开会，会议号468-329-066',
    '',
  ]

  for (const state of ['before the index is loaded', 'with the index'])
    describe(state, () => {
      beforeAll(async () => {
        if (state === 'with the index') await startMentionIndex(world.system)
      })
      it.each(FOUND)('%s', async (text, span, name) => {
        expect(await said(text)).toEqual([[span, name]])
      })
      it.each(NOTHING)('nothing in: %s', async text => {
        expect(await said(text)).toEqual([])
      })
    })

  it('knows a customer and an alias from the next second on', async () => {
    expect(await said('绍兴麦浪纺织那边要样品')).toEqual([])
    const admin = await world.as('admin')
    await importCustomers(admin, [{ line: 1, name: '绍兴麦浪纺织有限公司' }])
    world.clock.advance(1500)
    expect(await said('绍兴麦浪纺织那边要样品')).toEqual([['绍兴麦浪纺织', '绍兴麦浪纺织有限公司']])
    const [{ id }] = await world.database.read.query("SELECT id FROM customer WHERE name = '绍兴麦浪纺织有限公司'")
    await confirmSame(admin, { customerId: id, name: '金穗布行' })
    world.clock.advance(1500)
    expect(await said('客户金穗布行那边要样品')).toEqual([['金穗布行', '绍兴麦浪纺织有限公司']])
    expect(RULES.scope).toBe('all')
  })

  it('takes any text within bounded work', async () => {
    const odd = [
      '\u0000',
      '\ud800',
      '\u202e公司',
      '有限公司'.repeat(3000),
      '云帆'.repeat(5000),
      '（'.repeat(4000),
      '1'.repeat(9000),
      'a@'.repeat(4000),
    ]
    for (const text of odd) expect(Array.isArray(await recogniseMentions(world.system, text))).toBe(true)
  })
})

describe('parts of the scanner', () => {
  it('hashes step by step as the key table does', () => {
    for (const text of ['c云帆软件', 't云帆|软件', 'pyulhalluanjial', 'b'])
      expect(new RollingHash().start().addText(text).finish()).toBe(hash48(text))
  })

  it('folds sounds character by character as a whole', () => {
    for (const text of ['新港物流', '重庆银行', '晨光文具', '宁波中恒光电']) {
      const hash = new RollingHash().start()
      let state = 0
      for (let at = 0; at < text.length; at++) state = addSound(hash, text.charCodeAt(at), state)
      const plain = [...text].map(ch => pinyinOf(ch)).join('')
      expect(hash.finish()).toBe(hash48(foldLetters(plain)))
    }
  })

  it('never denies a key it was given, and passes few others', () => {
    const filter = new BloomFilter(10_000)
    for (let i = 0; i < 10_000; i++) filter.add(hash48(`in${i}`))
    let passed = 0
    for (let i = 0; i < 10_000; i++) {
      expect(filter.has(hash48(`in${i}`))).toBe(true)
      if (filter.has(hash48(`out${i}`))) passed++
    }
    expect(passed).toBeLessThan(100)
  })
})
