import { dedupeKey } from '../../src/wecom/dedupe-key'
import { readEvent } from '../../src/wecom/events'
import { eventOfApp, receivedFromApp } from '../../src/wecom/received'
import { readXml } from '../../src/wecom/xml'

const HEAD =
  '<ToUserName><![CDATA[CORPID]]></ToUserName><CreateTime>1403610513</CreateTime><MsgType><![CDATA[event]]></MsgType>'
const event = (name: string, rest = '', from = 'sys') =>
  eventOfApp(
    `<xml>${HEAD}<FromUserName><![CDATA[${from}]]></FromUserName><Event><![CDATA[${name}]]></Event>${rest}</xml>`,
  )
const tags = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')

describe('events of external contacts', () => {
  const contact = (ChangeType: string, more: Record<string, string> = {}) =>
    event('change_external_contact', tags({ ChangeType, UserID: 'ZhangSan', ExternalUserID: 'woAJ2GCAAAX', ...more }))

  it('carry the member in lower case and the contact as written', () => {
    expect(contact('add_external_contact', { State: 'teststate', WelcomeCode: 'CODE' })).toEqual({
      corpId: 'CORPID',
      createdAt: 1403610513000,
      type: 'contact',
      change: 'added',
      userId: 'zhangsan',
      externalUserId: 'woAJ2GCAAAX',
      state: 'teststate',
      welcomeCode: 'CODE',
    })
  })

  it.each([
    ['add_half_external_contact', 'half-added'],
    ['edit_external_contact', 'edited'],
    ['del_external_contact', 'removed-by-member'],
    ['del_follow_user', 'removed-by-customer'],
    ['msg_audit_approved', 'archive-agreed'],
  ])('%s is %s', (changeType, change) => {
    expect(contact(changeType)).toMatchObject({ type: 'contact', change })
  })

  it('tell a transfer from a removal, and why a transfer failed', () => {
    expect(contact('del_external_contact', { Source: 'DELETE_BY_TRANSFER' })).toMatchObject({ byTransfer: true })
    expect(contact('del_external_contact')).not.toHaveProperty('byTransfer')
    expect(contact('transfer_fail', { FailReason: 'customer_refused' })).toMatchObject({
      change: 'transfer-failed',
      failReason: 'customer_refused',
    })
  })

  it('keep ids that look like numbers', () => {
    expect(
      event(
        'change_external_contact',
        '<ChangeType>edit_external_contact</ChangeType><UserID>007</UserID><ExternalUserID>1e5</ExternalUserID>',
      ),
    ).toMatchObject({
      userId: '007',
      externalUserId: '1e5',
    })
  })

  it('are unused when the change is unknown, inherited from Object, or an id is missing', () => {
    expect(contact('add_something_new')).toMatchObject({
      type: 'unused',
      name: 'change_external_contact/add_something_new',
    })
    expect(contact('constructor')).toMatchObject({ type: 'unused' })
    expect(contact('add_external_contact', { UserID: '' })).toMatchObject({ type: 'unused' })
  })
})

describe('events of customer groups', () => {
  const group = (rest: string) => event('change_external_chat', `<ChatId><![CDATA[wrx7HU]]></ChatId>${rest}`)

  it('list the members of a change, one or several', () => {
    const update = (items: string) =>
      group(
        `<ChangeType>update</ChangeType><UpdateDetail>add_member</UpdateDetail><JoinScene>1</JoinScene><MemChangeList>${items}</MemChangeList><LastMemVer>a</LastMemVer><CurMemVer>b</CurMemVer>`,
      )
    expect(update('<Item>Jack</Item><Item>wmXXXX</Item>')).toMatchObject({
      type: 'customer-group',
      change: 'updated',
      chatId: 'wrx7HU',
      detail: 'add_member',
      members: ['Jack', 'wmXXXX'],
      lastVersion: 'a',
      currentVersion: 'b',
    })
    expect(update('<Item>Jack</Item>')).toMatchObject({ members: ['Jack'] })
    expect(update('')).toMatchObject({ members: [] })
  })

  it('are created and dismissed', () => {
    expect(group('<ChangeType>create</ChangeType>')).toMatchObject({ change: 'created', members: [] })
    expect(group('<ChangeType>dismiss</ChangeType>')).toMatchObject({ change: 'dismissed' })
  })
})

describe('events of the directory', () => {
  const change = (ChangeType: string, fields: Record<string, string>) =>
    event('change_contact', tags({ ChangeType, ...fields }))

  it('name the member or the department', () => {
    expect(change('create_user', { UserID: 'A', Department: '1,2' })).toMatchObject({
      type: 'directory',
      change: 'member-created',
      userId: 'a',
    })
    expect(change('update_user', { UserID: 'A', NewUserID: 'B' })).toMatchObject({
      change: 'member-updated',
      userId: 'a',
      newUserId: 'b',
    })
    expect(change('delete_user', { UserID: 'A' })).toMatchObject({ change: 'member-deleted' })
    expect(change('create_party', { Id: '2' })).toMatchObject({ change: 'department-created', departmentId: '2' })
    expect(change('update_party', { Id: '2' })).toMatchObject({ change: 'department-updated' })
    expect(change('delete_party', { Id: '2' })).toMatchObject({ change: 'department-deleted' })
    expect(change('update_tag', { TagId: '9' })).toMatchObject({ change: 'tag-updated', tagId: '9' })
  })
})

describe('taps on cards', () => {
  const tap = (rest: string, name = 'template_card_event') =>
    event(
      name,
      `${tags({ EventKey: 'award:01J:lisi', TaskId: 'task-1', CardType: 'button_interaction', ResponseCode: 'RC' })}<AgentID>1</AgentID>${rest}`,
      'WangJingLi',
    )
  const item = (key: string, ...ids: string[]) =>
    `<SelectedItem><QuestionKey>${key}</QuestionKey><OptionIds>${ids.map(id => `<OptionId>${id}</OptionId>`).join('')}</OptionIds></SelectedItem>`

  it('name the clicker, the button, the card and its code', () => {
    expect(tap('')).toMatchObject({
      type: 'card-tap',
      userId: 'wangjingli',
      actionKey: 'award:01J:lisi',
      taskId: 'task-1',
      cardType: 'button_interaction',
      responseCode: 'RC',
      selections: [],
    })
    expect(tap('', 'template_card_menu_event')).toMatchObject({ type: 'card-menu', taskId: 'task-1' })
  })

  it('read one selection and several, with one option and several', () => {
    expect(tap(`<SelectedItems>${item('owner', '007')}</SelectedItems>`)).toMatchObject({
      selections: [{ questionKey: 'owner', optionIds: ['007'] }],
    })
    expect(tap(`<SelectedItems>${item('a', '1', '2')}${item('b')}</SelectedItems>`)).toMatchObject({
      selections: [
        { questionKey: 'a', optionIds: ['1', '2'] },
        { questionKey: 'b', optionIds: [] },
      ],
    })
  })
})

describe('other events and messages', () => {
  it('have a use or are kept raw', () => {
    expect(event('subscribe', '', 'Li')).toMatchObject({ type: 'visibility', userId: 'li', visible: true })
    expect(event('unsubscribe', '', 'Li')).toMatchObject({ visible: false })
    expect(event('enter_agent', '<EventKey></EventKey>', 'Li')).toMatchObject({ type: 'app-opened', userId: 'li' })
    expect(event('low_active_alert', '<EffectTime>1700000000</EffectTime>')).toMatchObject({
      type: 'access-limited',
      effectiveAt: 1700000000000,
    })
    expect(event('low_active')).toMatchObject({ type: 'access-limited', name: 'low_active' })
    expect(event('active_restored')).toMatchObject({ type: 'access-restored' })
    const location = event('LOCATION', '<Latitude>23.1</Latitude>')
    expect(location).toMatchObject({ type: 'unused', name: 'LOCATION' })
    expect(location.type === 'unused' && location.raw.Latitude).toBe('23.1')
  })

  it('text to the app is read as typed; other messages are unused', () => {
    const message = (MsgType: string, fields: Record<string, string>) =>
      readEvent(
        readXml(
          `<xml>${tags({ ToUserName: 'C', FromUserName: 'ZhangSan', CreateTime: '1', MsgType, MsgId: '12345678901234567890', ...fields })}</xml>`,
        ),
      )
    expect(message('text', { Content: '查 腾讯 <b>&amp;' })).toMatchObject({
      type: 'text',
      userId: 'zhangsan',
      text: '查 腾讯 <b>&amp;',
      messageId: '12345678901234567890',
    })
    expect(message('image', { PicUrl: 'http://x' })).toMatchObject({ type: 'unused', name: 'image' })
  })

  it('never fail, whatever is missing', () => {
    expect(readEvent(readXml('<xml><A>1</A></xml>'))).toMatchObject({
      type: 'unused',
      name: 'unknown',
      corpId: '',
      createdAt: 0,
    })
    expect(event('template_card_event')).toMatchObject({ type: 'unused' })
    expect(event('change_external_contact')).toMatchObject({ type: 'unused' })
  })
})

describe('the key of a message', () => {
  it('is its id, as text, when it has one', () => {
    expect(dedupeKey(readXml('<xml><MsgId>4561255354251345929</MsgId><A>1</A></xml>'))).toBe('id:4561255354251345929')
  })

  it('is a digest of all fields otherwise, so that two members in one second differ', () => {
    const of = (user: string) =>
      receivedFromApp(
        `<xml><FromUserName>${user}</FromUserName><CreateTime>1</CreateTime><Event>enter_agent</Event></xml>`,
      )
    expect(of('a').dedupeKey).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(of('a').dedupeKey).not.toBe(of('b').dedupeKey)
    expect(of('a').dedupeKey.length).toBeLessThanOrEqual(80)
  })

  it('does not confuse where a value stands', () => {
    const keys = ['<A>1</A><B>2</B>', '<A>2</A><B>1</B>', '<A><B>2</B></A>', '<A>1</A><B/>', '<A>1</A>'].map(xml =>
      dedupeKey(readXml(`<xml>${xml}</xml>`)),
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('an id that is not a number does not count as one', () => {
    expect(dedupeKey(readXml('<xml><MsgId>abc</MsgId></xml>'))).toMatch(/^sha256:/)
  })
})
