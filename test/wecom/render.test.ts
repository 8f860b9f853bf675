import fc from 'fast-check'
import type { Notice } from '../../src/delivery/messages'
import { cutBytes, cutChars, oneLine } from '../../src/wecom/clean-text'
import { escapeMarkdown, escapeText } from '../../src/wecom/escape-markdown'
import { renderAppCard, renderAppCardUpdate, renderBotCard } from '../../src/wecom/render-card'
import { MARKDOWN_BYTES, renderMarkdown } from '../../src/wecom/render-markdown'
import { renderText } from '../../src/wecom/render-text'
import { APP_LIMITS, BOT_LIMITS, type Card, type CardLimits } from '../../src/wecom/template-card'

const links = { publicUrl: 'https://crm.example.com' }
const inApp = { ...links, miniProgramAppId: 'wx123' }

const notice: Notice = {
  kind: 'dispute-opened',
  tone: 'warning',
  title: '客户归属争议 D-1024',
  subtitle: '请裁决',
  lines: [
    { label: '客户', value: '深圳市某某科技有限公司' },
    { label: '负责人', value: '张三', userId: 'zhangsan' },
  ],
  body: '张三 03-01 报备；李四 03-05 添加',
  actions: [
    { key: 'award:D1:zhangsan', text: '判给张三', style: 'primary' },
    { key: 'release:D1', text: '退回公海', style: 'danger' },
    { key: 'dismiss:D1', text: '驳回' },
  ],
  page: 'pages/dispute/dispute?id=D1',
  subject: 'dispute:D1',
}
const closed: Notice = { ...notice, closed: '已由王经理裁决：归张三' }
const plain: Notice = { ...notice, actions: undefined }

const chars = (text: string | undefined): number => [...(text ?? '')].length

function expectWithinLimits(card: Card, limits: CardLimits): void {
  expect(chars(card.main_title?.title)).toBeGreaterThan(0)
  expect(chars(card.main_title?.title)).toBeLessThanOrEqual(limits.title)
  expect(chars(card.main_title?.desc)).toBeLessThanOrEqual(limits.desc)
  expect(chars(card.sub_title_text)).toBeLessThanOrEqual(limits.subTitle)
  expect(card.horizontal_content_list?.length ?? 0).toBeLessThanOrEqual(6)
  for (const row of card.horizontal_content_list ?? []) {
    expect(chars(row.keyname)).toBeGreaterThan(0)
    expect(chars(row.keyname)).toBeLessThanOrEqual(5)
    expect(chars(row.value)).toBeLessThanOrEqual(limits.value)
  }
  expect(card.button_list?.length ?? 0).toBeLessThanOrEqual(6)
  for (const button of card.button_list ?? []) expect(chars(button.text)).toBeLessThanOrEqual(10)
}

describe('a card of the app', () => {
  it('has buttons while there is something to decide', () => {
    expect(renderAppCard(notice, '01JABC', inApp)).toEqual({
      card_type: 'button_interaction',
      source: { desc: '报备', desc_color: 2 },
      main_title: { title: '客户归属争议 D-1024', desc: '请裁决' },
      sub_title_text: '张三 03-01 报备；李四 03-05 添加',
      horizontal_content_list: [
        { keyname: '客户', value: '深圳市某某科技有限公司' },
        { keyname: '负责人', value: '张三', type: 3, userid: 'zhangsan' },
      ],
      card_action: { type: 2, appid: 'wx123', pagepath: 'pages/dispute/dispute?id=D1' },
      task_id: '01JABC',
      button_list: [
        { text: '判给张三', style: 1, key: 'award:D1:zhangsan' },
        { text: '退回公海', style: 3, key: 'release:D1' },
        { text: '驳回', style: 2, key: 'dismiss:D1' },
      ],
    })
  })

  it('is a plain one otherwise, which WeCom takes only with something to open', () => {
    expect(renderAppCard(plain, '01JABC', links)).toMatchObject({
      card_type: 'text_notice',
      card_action: { type: 1, url: 'https://crm.example.com/open?page=pages%2Fdispute%2Fdispute%3Fid%3DD1' },
    })
    expect(renderAppCard({ ...plain, page: undefined }, 'x', links).card_action).toEqual({
      type: 1,
      url: 'https://crm.example.com/',
    })
    expect(renderAppCard(closed, 'x', links)).toMatchObject({
      card_type: 'text_notice',
      sub_title_text: expect.stringMatching(/^已由王经理裁决：归张三\n/),
    })
  })

  it('is the same for the same notice, so that a repeated send is recognised', () => {
    expect(JSON.stringify(renderAppCard(notice, 'x', links))).toBe(
      JSON.stringify(renderAppCard(structuredClone(notice), 'x', links)),
    )
  })

  it('of another message is another card: the same question twice gets two answers, though WeCom drops identical requests', () => {
    for (const card of [notice, plain, closed])
      expect(JSON.stringify(renderAppCard(card, 'x', links))).not.toBe(JSON.stringify(renderAppCard(card, 'y', links)))
  })

  it('says how the case ended instead of its buttons, without a task id', () => {
    const card = renderAppCardUpdate(closed, links)
    expect(card).toMatchObject({ card_type: 'button_interaction', replace_text: '已由王经理裁决：归张三' })
    expect(card.button_list).toHaveLength(1)
    expect(card).not.toHaveProperty('task_id')
    expect(renderAppCardUpdate({ ...closed, actions: [] }, links).button_list).toHaveLength(1)
    expect(renderAppCardUpdate(notice, links)).toMatchObject({ card_type: 'button_interaction' })
    expect(renderAppCardUpdate(notice, links)).not.toHaveProperty('replace_text')
  })

  it('refuses a task id that WeCom would refuse', () => {
    for (const id of ['', 'a b', 'dispute:1', '中', 'x'.repeat(129)])
      expect(() => renderAppCard(notice, id, links)).toThrow('task id')
  })
})

describe('a card of the bot', () => {
  it('keeps its task id and the tighter limits', () => {
    const card = renderBotCard({ ...notice, title: '长'.repeat(60), body: '长'.repeat(300) }, 'T1', links)
    expectWithinLimits(card, BOT_LIMITS)
    expect(card.task_id).toBe('T1')
    expect(renderBotCard(closed, 'T1', links)).toMatchObject({ card_type: 'text_notice', task_id: 'T1' })
  })
})

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '@',
      '>',
      '[',
      ']',
      '(',
      ')',
      '*',
      '`',
      '\r',
      '\n',
      '\u202e',
      '\u2066',
      '😀',
      '👨‍👩‍👧',
      '中',
      'a',
      '.',
      'http://',
      '\ud800',
    ),
    maxLength: 200,
  }),
)
const anyNotice: fc.Arbitrary<Notice> = fc.record({
  kind: fc.constant('k'),
  tone: fc.constantFrom('info', 'warning', 'success', 'danger'),
  title: anyText,
  subtitle: fc.option(anyText, { nil: undefined }),
  lines: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 12 }),
  body: fc.option(anyText, { nil: undefined }),
  actions: fc.option(fc.array(fc.record({ key: fc.constant('a:1'), text: anyText }), { maxLength: 9 }), {
    nil: undefined,
  }),
  page: fc.option(fc.constant('pages/a/a?id=(1)'), { nil: undefined }),
  closed: fc.option(anyText, { nil: undefined }),
})

describe('whatever a notice holds', () => {
  it('cards keep all limits and hold no control or direction marks', () => {
    fc.assert(
      fc.property(anyNotice, value => {
        for (const [card, limits] of [
          [renderAppCard(value, 'T', links), APP_LIMITS],
          [renderAppCardUpdate(value, links), APP_LIMITS],
          [renderBotCard(value, 'T', links), BOT_LIMITS],
        ] as const) {
          expectWithinLimits(card, limits)
          expect(JSON.stringify(card)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u00[01]|\\r|\\ud[89a-f]/)
        }
      }),
    )
  })

  it('markdown and text keep their bytes and carry no foreign markup', () => {
    fc.assert(
      fc.property(anyNotice, fc.constantFrom(400, 2048, 4096), (value, max) => {
        const markdown = renderMarkdown(value, max, links, '在应用里点')
        expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(max)
        expect(markdown).not.toMatch(/<@|@all|http:\/\/|\r/)
        expect(markdown.replace(/<font color="(comment|warning|info)">|<\/font>/g, '')).not.toContain('<')
        expect(markdown.replace(/\[查看详情\]\(https:\/\/crm\.example\.com\/open\?page=[^()]*\)$/, '')).not.toMatch(
          /\]\(/,
        )
        const text = renderText(value, max)
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(max)
        expect(text).not.toMatch(/[<>@\r\u202e]/)
        for (const out of [markdown, text]) expect(Buffer.from(out).toString()).toBe(out)
      }),
    )
  })
})

describe('markdown', () => {
  it('reads like this', () => {
    expect(renderMarkdown(notice, MARKDOWN_BYTES.webhook, links, '在与“报备”的私聊卡片里点按钮').split('\n')).toEqual([
      '**<font color="warning">客户归属争议 D-1024</font>**',
      '请裁决',
      '> 客户：深圳市某某科技有限公司',
      '> 负责人：张三',
      '张三 03-01 报备；李四 03-05 添加',
      '可选：判给张三、退回公海、驳回（在与“报备”的私聊卡片里点按钮）',
      '[查看详情](https://crm.example.com/open?page=pages%2Fdispute%2Fdispute%3Fid%3DD1)',
    ])
    expect(renderMarkdown(closed, 4096, links)).toContain('**已由王经理裁决：归张三**')
  })

  it.each([
    ['<@zhangsan>', '＜＠zhangsan＞'],
    ['@all', '＠all'],
    ['[点我](http://evil.cn/x)', '［点我］(http：／／evil．cn/x)'],
    ['**粗** `码` # 标题', '＊＊粗＊＊ ｀码｀ ＃ 标题'],
    ['a\r\n> 引用', 'a ＞ 引用'],
    ['\u202e倒过来', '倒过来'],
    ['<font color="warning">x</font>', '＜font color="warning"＞x＜/font＞'],
    ['www.evil.com', 'www．evil．com'],
    ['1.5 亿，3.2%', '1.5 亿，3.2%'],
    ['深圳（集团）股份有限公司', '深圳（集团）股份有限公司'],
  ])('disarms %j', (hostile, shown) => {
    expect(escapeMarkdown(hostile)).toBe(shown)
  })

  it('disarms plain text too', () => {
    expect(escapeText('<a href="http://x.cn">点</a> @all')).toBe('＜a href="http：／／x．cn"＞点＜/a＞ ＠all')
  })
})

describe('cutting', () => {
  it('keeps whole characters', () => {
    expect(cutChars('一二三四五', 5)).toBe('一二三四五')
    expect(cutChars('一二三四五六', 5)).toBe('一二三四…')
    expect(cutChars('a👨‍👩‍👧b', 4)).toBe('a…')
    expect(cutBytes('中文字', 9)).toBe('中文字')
    expect(cutBytes('中文字符', 9)).toBe('中文…')
    expect(cutBytes('a😀😀', 8)).toBe('a😀…')
    expect(oneLine(' a\u200b\r\nb\u0007 ')).toBe('a b')
  })
})
