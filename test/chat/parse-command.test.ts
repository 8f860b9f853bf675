import { type Command, parseCommand } from '../../src/chat/parse-command'

const verbs = (rows: [said: string, verb: Command['verb'], text: string][]) =>
  it.each(rows)('%s', (said, verb, text) => {
    const command = parseCommand(said)
    expect(command?.verb).toBe(verb)
    expect(command && 'text' in command ? command.text : '').toBe(text)
  })

describe('what a member writes', () => {
  describe('查', () => {
    verbs([
      ['查 杭州青禾智能', 'check', '杭州青禾智能'],
      ['查杭州青禾智能', 'check', '杭州青禾智能'],
      ['  查　　杭州青禾智能  ', 'check', '杭州青禾智能'],
      ['查：杭州青禾智能', 'check', '杭州青禾智能'],
      ['/查 杭州青禾智能。', 'check', '杭州青禾智能'],
      ['【查】杭州青禾智能', 'check', '杭州青禾智能'],
      ['查一下杭州青禾智能', 'check', '杭州青禾智能'],
      ['查询 13800000001', 'check', '13800000001'],
      ['查 １３８００００００01', 'check', '13800000001'],
      ['帮我查 杭州青禾智能', 'check', '杭州青禾智能'],
      ['请查杭州青禾智能', 'check', '杭州青禾智能'],
      ['杭州青禾智能 查', 'check', '杭州青禾智能'],
      ['杭州青禾智能 查一下', 'check', '杭州青禾智能'],
      ['查重 Ａｃｍｅ Ｌｔｄ', 'check', 'Acme Ltd'],
      ['查', 'check', ''],
    ])
  })

  describe('报备', () => {
    verbs([
      ['报备 杭州青禾智能 王经理 13800000001', 'register', '杭州青禾智能 王经理 13800000001'],
      ['报备：杭州青禾智能，王经理，13800000001', 'register', '杭州青禾智能,王经理,13800000001'],
      ['杭州青禾智能 13800000001 报备', 'register', '杭州青禾智能 13800000001'],
      ['帮忙报备 杭州青禾智能！', 'register', '杭州青禾智能'],
      ['登记客户 杭州青禾智能', 'register', '杭州青禾智能'],
      ['报备\n杭州青禾智能\n王经理\n13800000001', 'register', '杭州青禾智能 王经理 13800000001'],
    ])
  })

  describe('the rest', () => {
    verbs([
      ['我的客户', 'mine', ''],
      ['我的客户 青禾', 'mine', '青禾'],
      ['绑定', 'bind', ''],
      ['绑定本群', 'bind', ''],
      ['绑定 华东销售群', 'bind', '华东销售群'],
      ['帮助', 'help', ''],
      ['HELP', 'help', ''],
      ['？帮助？', 'help', ''],
      ['怎么用', 'help', ''],
    ])
  })

  describe('申诉', () => {
    verbs([
      ['申诉', 'appeal', ''],
      ['申诉 我上周就拜访过', 'appeal', '我上周就拜访过'],
      ['申诉：我上周就拜访过。', 'appeal', '我上周就拜访过'],
      ['我上周就拜访过 申诉', 'appeal', '我上周就拜访过'],
      ['申诉 2023年就签过合同', 'appeal', '2023年就签过合同'],
    ])
  })

  describe('裁决', () => {
    type Ruling = Extract<Command, { verb: 'rule' }>
    it.each<[string, Partial<Ruling>]>([
      ['裁决 #12 判给 张三', { no: 12, outcome: 'award', text: '张三' }],
      ['裁决#12判给张三', { no: 12, outcome: 'award', text: '张三' }],
      ['裁决 ＃１２ 判给张三', { no: 12, outcome: 'award', text: '张三' }],
      ['裁决 判给 张三 #12', { no: 12, outcome: 'award', text: '张三' }],
      ['裁决 12 张三', { no: 12, outcome: 'award', text: '张三' }],
      ['裁决 12号 张三', { no: 12, outcome: 'award', text: '张三' }],
      ['12号判给张三', { no: 12, outcome: 'award', text: '张三' }],
      ['#12 判给张三 先拜访', { no: 12, outcome: 'award', text: '张三 先拜访' }],
      ['判给张三', { no: undefined, outcome: 'award', text: '张三' }],
      ['裁决 #12 驳回', { no: 12, outcome: 'dismiss', text: '' }],
      ['裁决 #12 驳回 证据不足', { no: 12, outcome: 'dismiss', text: '证据不足' }],
      ['驳回 #12 裁决', { no: 12, outcome: 'dismiss', text: '' }],
      ['裁决 #12 维持', { no: 12, outcome: 'dismiss', text: '' }],
      ['裁决 #12 退回公海', { no: 12, outcome: 'release', text: '' }],
      ['裁决：#12，公海', { no: 12, outcome: 'release', text: '' }],
      ['裁决 #12 联合', { no: 12, outcome: 'joint', shares: undefined, text: '' }],
      ['裁决 #12 联合跟进 60:40', { no: 12, outcome: 'joint', shares: [60, 40], text: '' }],
      ['裁决 #12 联合 60 40', { no: 12, outcome: 'joint', shares: [60, 40], text: '' }],
      ['裁决 #12 联合 ６０％／４０％', { no: 12, outcome: 'joint', shares: [60, 40], text: '' }],
      ['裁决 联合 60：40 #12', { no: 12, outcome: 'joint', shares: [60, 40], text: '' }],
      ['裁决 12 判给张三，3号就签了合同', { no: 12, outcome: 'award', text: '张三,3号就签了合同' }],
      ['裁决 判给张三 3号就签了合同', { no: undefined, outcome: 'award', text: '张三 3号就签了合同' }],
      ['裁决 判给张三 12号', { no: 12, outcome: 'award', text: '张三' }],
      ['裁决 #12 驳回 归属不变', { no: 12, outcome: 'dismiss', text: '归属不变' }],
      ['12 号 驳回', { no: 12, outcome: 'dismiss', text: '' }],
      ['裁决', { no: undefined, outcome: undefined, text: '' }],
      ['裁决 #12', { no: 12, outcome: undefined, text: '' }],
    ])('%s', (said, ruling) => {
      expect(parseCommand(said)).toMatchObject({ verb: 'rule', ...ruling })
    })
  })

  describe('free talk is no command', () => {
    it.each([
      '',
      '   ',
      '。。。',
      '青禾智能那边我下午过去',
      '杭州青禾智能和王经理约了 13800000001',
      '这个客户我来跟',
      '上海检查设备有限公司',
      '北京查理科技有限公司 下周签约',
      '我去看一下报备的情况再说',
      '价格 12 万 客户接受',
      '3号客户归张三了吗',
      '我们3号开会讨论归属给谁',
      '5 月联合跟进的客户名单发我',
    ])('%s', said => {
      expect(parseCommand(said)).toBeUndefined()
    })
  })

  it('reads very long and odd input without failing', () => {
    for (const odd of [
      '查 '.repeat(5000),
      '#'.repeat(5000),
      '裁决 '.concat('9'.repeat(400)),
      '查\u0000\u202e\ud800',
      '１'.repeat(3000),
    ])
      expect(() => parseCommand(odd)).not.toThrow()
  })
})
