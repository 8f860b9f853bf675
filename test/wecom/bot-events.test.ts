import { readBotEvent } from '../../src/wecom/bot-events'
import { withoutMention } from '../../src/wecom/mention'
import { receivedFromBot } from '../../src/wecom/received'

const base = { msgid: 'CAIQ1', aibotid: 'B', chatid: 'wrChatID', chattype: 'group', from: { userid: 'ZhangSan' } }

describe('messages to the bot', () => {
  it('keep the case of the chat id and lower the member', () => {
    expect(
      readBotEvent({ ...base, msgtype: 'text', text: { content: '@报备 查 腾讯' }, response_url: 'https://x/y' }),
    ).toEqual({
      messageId: 'CAIQ1',
      botId: 'B',
      createdAt: 0,
      chat: { kind: 'group', chatId: 'wrChatID' },
      userId: 'zhangsan',
      senderId: 'ZhangSan',
      responseUrl: 'https://x/y',
      type: 'text',
      text: '@报备 查 腾讯',
    })
  })

  it('read single chats, quotes, speech and text between pictures', () => {
    const single = { ...base, chatid: undefined, chattype: 'single' }
    expect(readBotEvent({ ...single, msgtype: 'voice', voice: { content: '查 腾讯' } })).toMatchObject({
      type: 'text',
      text: '查 腾讯',
      chat: { kind: 'single' },
    })
    const items = [
      { msgtype: 'text', text: { content: '报备' } },
      { msgtype: 'image', image: { url: 'u' } },
      { msgtype: 'text', text: { content: '腾讯' } },
    ]
    expect(readBotEvent({ ...base, msgtype: 'mixed', mixed: { msg_item: items } })).toMatchObject({
      text: '报备\n腾讯',
    })
    expect(
      readBotEvent({
        ...base,
        msgtype: 'text',
        text: { content: 'x' },
        quote: { msgtype: 'text', text: { content: 'q' } },
      }),
    ).toMatchObject({ quoted: 'q' })
    expect(readBotEvent({ ...base, msgtype: 'file', file: { url: 'u' } })).toMatchObject({
      type: 'unused',
      name: 'file',
    })
  })

  it('read a tap in every spelling of the documentation', () => {
    const tap = (event: object) => readBotEvent({ ...base, create_time: 1700000000, msgtype: 'event', event })
    const expected = {
      type: 'card-tap',
      actionKey: 'rule',
      taskId: 't1',
      cardType: 'button_interaction',
      createdAt: 1700000000000,
    }
    const snake = { card_type: 'button_interaction', event_key: 'rule', task_id: 't1' }
    const joined = { cardtype: 'button_interaction', eventkey: 'rule', taskid: 't1' }
    for (const fields of [snake, joined]) {
      expect(tap({ eventtype: 'template_card_event', template_card_event: fields })).toMatchObject(expected)
      expect(tap({ eventtype: 'template_card_event', ...fields })).toMatchObject(expected)
    }
    const selected = { selected_item: [{ question_key: 'owner', option_ids: { option_id: ['li', 'wang'] } }] }
    expect(
      tap({ eventtype: 'template_card_event', template_card_event: { ...snake, selected_items: selected } }),
    ).toMatchObject({
      selections: [{ questionKey: 'owner', optionIds: ['li', 'wang'] }],
    })
    const one = { selected_item: { question_key: 'owner', option_ids: { option_id: 'li' } } }
    expect(
      tap({ eventtype: 'template_card_event', template_card_event: { ...snake, selected_items: one } }),
    ).toMatchObject({
      selections: [{ questionKey: 'owner', optionIds: ['li'] }],
    })
  })

  it('read the other events', () => {
    expect(
      readBotEvent({ ...base, msgtype: 'event', event: { eventtype: 'enter_chat', enter_chat: {} } }),
    ).toMatchObject({ type: 'chat-opened' })
    expect(readBotEvent({ msgid: 'm', msgtype: 'event', event: { eventtype: 'disconnected_event' } })).toMatchObject({
      type: 'replaced',
    })
    expect(readBotEvent({ ...base, msgtype: 'event', event: { eventtype: 'feedback_event' } })).toMatchObject({
      type: 'unused',
      name: 'feedback_event',
    })
    expect(readBotEvent({ ...base, msgtype: 'stream', stream: { id: 's1' } })).toMatchObject({
      type: 'stream-poll',
      streamId: 's1',
    })
  })

  it('are refused without an id or a sender, whatever their form', () => {
    const bad = [
      null,
      1,
      'x',
      [],
      {},
      { ...base, msgid: '' },
      { ...base, msgid: {}, msgtype: 'text' },
      { ...base, from: null, msgtype: 'text' },
      { ...base, from: { userid: [] }, msgtype: 'text' },
    ]
    for (const body of bad) expect(readBotEvent(body)).toBeUndefined()
    expect(() => receivedFromBot({})).toThrow('envelope')
  })

  it('a very long message id still makes a short key', () => {
    const { message } = receivedFromBot({ ...base, msgid: 'C'.repeat(500), msgtype: 'text', text: { content: 'x' } })
    expect(message.dedupeKey).toMatch(/^sha256:/)
    expect(receivedFromBot({ ...base, msgtype: 'text', text: { content: 'x' } }).message.dedupeKey).toBe('id:CAIQ1')
  })
})

describe('taking the mention out', () => {
  const words = ['查', '报备', '我的客户', '裁决']
  it.each([
    ['@报备助手 查 腾讯', '查 腾讯'],
    ['@Robot A 查一下 某某公司', '查一下 某某公司'],
    ['@Robot\u2005报备 腾讯', '报备 腾讯'],
    ['  ＠助手　报备 腾讯  ', '报备 腾讯'],
    ['@助手 你好', '你好'],
    ['@助手', ''],
    ['查 腾讯 @助手', '查 腾讯'],
    ['腾讯 @助手 查', '腾讯 查'],
    ['查 腾讯', '查 腾讯'],
    ['邮箱 a@b.cn', '邮箱 a@b.cn'],
    ['@助手\n报备\n名称 腾讯', '报备\n名称 腾讯'],
  ])('%j becomes %j', (text, expected) => {
    expect(withoutMention(text, words)).toBe(expected)
  })

  it('uses the name of the bot when it is known', () => {
    expect(withoutMention('查 @小 助 手 腾讯', words, '小 助 手')).toBe('查   腾讯')
  })
})
