import { importCustomers } from '../../src/customer/import-customers'
import { startMentionIndex } from '../../src/mention'
import { mentionsIn } from '../support/mentions'
import { createWorld, type TestWorld } from '../support/world'

const CUSTOMERS = [
  '苏州云帆软件有限公司',
  '广州亨德尔科技有限公司',
  '智能科技有限公司',
  '深圳市兆新能源股份有限公司',
  '深圳滨江包装材料有限公司',
  '宁夏回族自治区人民医院',
  '广东省中医院',
  '西安市第四中学',
  '招商银行股份有限公司',
  '招商银行股份有限公司苏州分行',
  '福建七匹狼实业股份有限公司',
  '苏州贴地飞行医药有限公司',
  '沪士电子股份有限公司',
  '紫光国芯微电子股份有限公司',
  '广州利辉商贸有限公司',
  '重庆市涪陵榨菜集团股份有限公司',
  '华工科技产业股份有限公司',
  '贺州一亩田新能源有限公司',
  '青岛市水禾服装有限公司',
  '明天环境工程有限公司',
  '清远万事如意广告传媒股份有限公司',
  '家我企业管理咨询有限公司',
  '中国旅游集团中免股份有限公司',
  '上海家化联合股份有限公司',
  '伊佳建筑工程有限公司',
]

/** What tells a name from something that looks like it: a message with the words that name the customer, and one that names nobody. */
const PAIRS: [cause: string, said: string, words: string, customer: string, silent: string][] = [
  [
    'a blank inside a full name, and pieces on lines of their own',
    '广州亨 德尔科技有限公司?',
    '广州亨 德尔科技有限公司',
    '广州亨德尔科技有限公司',
    '广州亨\n德尔\n科技有限公司',
  ],
  [
    'a sign inside a full name',
    '【广州亨德尔】科技有限公司暂停合作',
    '广州亨德尔】科技有限公司',
    '广州亨德尔科技有限公司',
    '【广州亨德尔】隆印刷有限公司暂停合作',
  ],
  [
    'a place and a brand, and the beginning of a longer name',
    '苏州云帆合同寄回来了',
    '苏州云帆',
    '苏州云帆软件有限公司',
    '苏州云帆隆化学合同寄回来了',
  ],
  [
    'another company in another place',
    '中标人：苏州云帆，8523万元',
    '苏州云帆',
    '苏州云帆软件有限公司',
    '中标人：苏州云帆香港物流有限公司，8523万元',
  ],
  [
    'a name of trade words, and the trade',
    '智能科技有限公司在裁员',
    '智能科技有限公司',
    '智能科技有限公司',
    '哈密的智能科技公司在裁员',
  ],
  [
    'a brand of one character before a trade, and the trade',
    '跟兆新能源约了周三',
    '兆新能源',
    '深圳市兆新能源股份有限公司',
    '招新能源行业销售48名',
  ],
  ['a brand that is a place', '滨江包装那边下雨了', '滨江包装', '深圳滨江包装材料有限公司', '滨江那边下雨了'],
  [
    'a public body, and one that every town has',
    '宁夏人民医院门口堵死了',
    '宁夏人民医院',
    '宁夏回族自治区人民医院',
    '人民医院门口堵死了',
  ],
  [
    'a public body of a place and what it is',
    '广东省中医院 6666元 已付',
    '广东省中医院',
    '广东省中医院',
    '去中医院看腰 666元 已付',
  ],
  ['a body by its usual short form', '西安四中他们家说了算', '西安四中', '西安市第四中学', '高二中午他们家说了算'],
  [
    'a branch that is a customer of its own',
    '招商银行苏州分行要招标',
    '招商银行苏州分行',
    '招商银行股份有限公司苏州分行',
    '银行苏州分行都要排队',
  ],
  [
    'a brand somebody is called by',
    '有个叫七匹狼的来询价',
    '七匹狼',
    '福建七匹狼实业股份有限公司',
    '昨晚梦见七匹狼嚎了一夜',
  ],
  [
    'what only an organisation does, with a day between',
    '贴地飞行今天来参观',
    '贴地飞行',
    '苏州贴地飞行医药有限公司',
    '贴地飞行今天真刺激',
  ],
  ['a short name as the exchange writes it', '沪电股份\t9723', '沪电股份', '沪士电子股份有限公司', '转让股份\t9723'],
  [
    'what people say of an organisation',
    '都说紫光国微难搞，我看还行',
    '紫光国微',
    '紫光国芯微电子股份有限公司',
    '都说紫光灯难搞，我看还行',
  ],
  [
    'an interjection before a name, and a longer brand',
    '诶利辉商贸要不要参加展会',
    '利辉商贸',
    '广州利辉商贸有限公司',
    '百利辉商贸要不要参加展会',
  ],
  [
    'a trade word that is what they do',
    '涪陵榨菜招标你那边有路子不',
    '涪陵榨菜',
    '重庆市涪陵榨菜集团股份有限公司',
    '云帆招标代理你那边有路子不',
  ],
  [
    'a place that would cut a word',
    '兆易创新和华工科技都要回访',
    '华工科技',
    '华工科技产业股份有限公司',
    '兆易创新和化工行业都要回访',
  ],
  [
    'a brand of everyday characters in its place',
    '贺州一亩田 6526元 已付',
    '贺州一亩田',
    '贺州一亩田新能源有限公司',
    '贺州一亩地 6526元 已付',
  ],
  [
    'a like sound, and the tail of a longer name',
    '跟水河服装约了周三',
    '水河服装',
    '青岛市水禾服装有限公司',
    '汉中让水河服装约了周三',
  ],
  ['a brand that is a day', '预报说明天环境工程有投标', '明天环境工程', '明天环境工程有限公司', '预报说阿坝明天有暴雨'],
  [
    'what is said of it on the same line, and on the next',
    '万事如意要不要参加展会',
    '万事如意',
    '清远万事如意广告传媒股份有限公司',
    '万事如意\n要不要参加展会',
  ],
  [
    'a brand of characters that talk is made of',
    '家我企业管理去年就拜访过的',
    '家我企业管理',
    '家我企业管理咨询有限公司',
    '这家我去年就拜访过的',
  ],
  [
    'a customer, and a building called after it',
    '苏州云帆B座12楼的单子',
    '苏州云帆',
    '苏州云帆软件有限公司',
    '苏州云帆大厦B座12楼的单子',
  ],
  [
    'half a year between a short name and what it does',
    '上海家化下半年要扩产',
    '上海家化',
    '上海家化联合股份有限公司',
    '上海老家下半年要扩产',
  ],
  [
    'how often it was said before a name',
    '再强调一次伊佳建筑只能走代理',
    '伊佳建筑',
    '伊佳建筑工程有限公司',
    '再强调一次乐佳建筑只能走代理',
  ],
  [
    'a short name in a list',
    '海尔、中国中免、格力都问过了',
    '中国中免',
    '中国旅游集团中免股份有限公司',
    '唱歌、中国功夫、跳舞都问过了',
  ],
]

describe('what stands around a name', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await createWorld()
    await importCustomers(
      await world.as('admin'),
      CUSTOMERS.map((name, i) => ({ line: i + 1, name })),
      { duplicates: 'keep' },
    )
    await startMentionIndex(world.system)
  })
  afterAll(() => world.close())

  const named = (text: string) => mentionsIn(world, text)

  it.each(PAIRS)('%s', async (_, said, words, customer, silent) => {
    expect(await named(said)).toContainEqual([words, customer])
    expect(await named(silent)).toEqual([])
  })
})
