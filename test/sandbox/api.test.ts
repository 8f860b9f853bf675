import type { Sandbox } from '../../sandbox/app'
import { credentials } from '../../sandbox/credentials'
import { Api, buttonCard, send, small } from './support'

describe('the API of the sandbox', () => {
  let sandbox: Sandbox
  let api: Api

  beforeEach(async () => {
    sandbox = await small()
    api = await new Api(sandbox.url).login()
  })
  afterEach(() => sandbox.close())

  const textsOf = async (userid: string, chatId: string) => {
    const { messages } = await sandbox.control<{ messages: { text: string }[] }>(
      'GET',
      `/messages?userid=${userid}&chatId=${chatId}`,
    )
    return messages.map(message => message.text)
  }

  describe('token', () => {
    it('gives the same token inside its validity and a new one after it', async () => {
      const first = api.token
      await api.login()
      expect(api.token).toBe(first)
      await sandbox.control('POST', '/clock', { advanceMs: 7_201_000 })
      expect((await api.get('department/list')).errcode).toBe(42001)
      await api.login()
      expect(api.token).not.toBe(first)
      expect((await api.get('department/list')).errcode).toBe(0)
    })

    it('tells wrong credentials and wrong tokens apart', async () => {
      const bare = new Api(sandbox.url)
      const { corpId, secret } = credentials
      expect((await bare.get('gettoken', { corpid: 'x', corpsecret: secret })).errcode).toBe(40013)
      expect((await bare.get('gettoken', { corpid: corpId, corpsecret: 'x' })).errcode).toBe(40001)
      expect((await bare.get('department/list')).errcode).toBe(41001)
      expect((await new Api(sandbox.url, 'made-up').get('department/list')).errcode).toBe(40014)
    })

    it('can be revoked, and the address can lose trust', async () => {
      await sandbox.control('POST', '/token/revoke')
      expect((await api.get('department/list')).errcode).toBe(40014)
      await api.login()
      await sandbox.control('POST', '/settings', { trustedIp: false })
      expect((await api.get('department/list')).errcode).toBe(60020)
    })
  })

  describe('directory', () => {
    it('finds members whatever the case of the userid, and says who leads', async () => {
      const answer = await api.get('user/get', { userid: 'WangLei' })
      expect(answer).toMatchObject({
        errcode: 0,
        userid: 'wanglei',
        name: '王磊',
        department: [3],
        is_leader_in_dept: [1],
      })
      expect(answer).not.toHaveProperty('mobile')
      expect((await api.get('user/get', { userid: 'nobody' })).errcode).toBe(60111)
      const { department } = await api.get('department/list')
      expect(department).toContainEqual(expect.objectContaining({ id: 3, parentid: 2, department_leader: ['wanglei'] }))
      const { userlist } = await api.get('user/list', { department_id: '3' })
      expect((userlist as { userid: string }[]).map(u => u.userid)).toContain('zhangwei')
    })

    it('hides who is outside the range of the app', async () => {
      await sandbox.control('POST', '/people/range', { userid: 'lina', visible: false })
      expect((await api.get('user/get', { userid: 'lina' })).errcode).toBe(60011)
    })
  })

  describe('external contacts', () => {
    it('lists every member who holds a contact', async () => {
      await sandbox.control('POST', '/contacts', {
        userid: 'lina',
        externalId: 'wmSMALL0001',
        remarkCompany: '某某公司',
      })
      const { follow_user, external_contact } = await api.get('externalcontact/get', { external_userid: 'wmSMALL0001' })
      expect(external_contact).toMatchObject({ name: '小客户1', type: 1, unionid: 'oSMALL0001' })
      expect((follow_user as { userid: string }[]).map(f => f.userid)).toEqual(['zhangwei', 'lina'])
      expect((follow_user as object[])[1]).toMatchObject({ remark_corp_name: '某某公司', add_way: 1 })
    })

    it('answers 84061 when nobody holds it any more', async () => {
      expect((await api.get('externalcontact/get', { external_userid: 'wmSMALL0009' })).errcode).toBe(84061)
      expect((await api.get('externalcontact/get', { external_userid: 'wmNONE' })).errcode).toBe(40096)
      expect((await api.get('externalcontact/list', { userid: 'lina' })).errcode).toBe(84061)
      expect((await api.get('externalcontact/list', { userid: 'admin' })).errcode).toBe(84074)
    })

    it('pages by cursor without loss while contacts are added between the pages', async () => {
      const seen: string[] = []
      let cursor = ''
      do {
        const answer = await api.post('externalcontact/batch/get_by_user', {
          userid_list: ['zhangwei'],
          cursor,
          limit: 1,
        })
        for (const item of answer.external_contact_list as { external_contact: { external_userid: string } }[]) {
          seen.push(item.external_contact.external_userid)
        }
        if (cursor === '') await sandbox.control('POST', '/contacts', { userid: 'zhangwei', externalId: 'wmSMALL0009' })
        cursor = String(answer.next_cursor)
      } while (cursor)
      expect(seen).toEqual(['wmSMALL0001', 'wmSMALL0002', 'wmSMALL0009'])
      const bad = await api.post('externalcontact/batch/get_by_user', { userid_list: ['zhangwei'], cursor: 'rubbish' })
      expect(bad.errcode).toBe(50100)
    })

    it('overwrites mobiles by remark, clears them with an empty text and raises no event', async () => {
      const who = { userid: 'zhangwei', external_userid: 'wmSMALL0001' }
      await api.post('externalcontact/remark', { ...who, remark_mobiles: ['14500000001'], remark_company: '甲公司' })
      await api.post('externalcontact/remark', { ...who, remark: '新名字' })
      expect(sandbox.tenant.world.follow('zhangwei', 'wmSMALL0001')).toMatchObject({
        remark: '新名字',
        remarkCompany: '甲公司',
        remarkMobiles: ['14500000001'],
      })
      await api.post('externalcontact/remark', { ...who, remark_mobiles: [''] })
      expect(sandbox.tenant.world.follow('zhangwei', 'wmSMALL0001')?.remarkMobiles).toEqual([])
      expect(sandbox.tenant.world.deliveries.size).toBe(0)
    })

    it('transfers a customer after a day, not more than one at a time', async () => {
      const move = { handover_userid: 'zhangwei', takeover_userid: 'lina', external_userid: ['wmSMALL0001'] }
      expect((await api.post('externalcontact/transfer_customer', move)).customer).toEqual([
        { external_userid: 'wmSMALL0001', errcode: 0 },
      ])
      const again = (await api.post('externalcontact/transfer_customer', move)).customer as { errcode: number }[]
      expect(again[0]?.errcode).toBe(40129)
      const pair = { handover_userid: 'zhangwei', takeover_userid: 'lina' }
      const status = async () =>
        ((await api.post('externalcontact/transfer_result', pair)).customer as { status: number }[])[0]?.status
      expect(await status()).toBe(2)
      await sandbox.control('POST', '/clock', { advanceMinutes: 24 * 60 })
      await api.login()
      expect(await status()).toBe(1)
      expect(sandbox.tenant.world.followers('wmSMALL0001').map(f => f.userId)).toEqual(['lina'])
    })
  })

  describe('messages', () => {
    it('delivers text to members, names the invalid ones in lower case, refuses when nobody is valid', async () => {
      const text = { msgtype: 'text', text: { content: '你好' } }
      const answer = await api.post('message/send', send('LINA|Ghost', text))
      expect(answer).toMatchObject({ errcode: 0, invaliduser: 'ghost' })
      expect(await textsOf('lina', 'app:lina')).toEqual(['你好'])
      expect((await api.post('message/send', send('ghost', text))).errcode).toBe(81013)
      expect((await api.post('message/send', { ...send('lina', text), agentid: 1 })).errcode).toBe(40056)
    })

    it('refuses texts that are too long, empty or no JSON', async () => {
      const text = (content: string) => send('lina', { msgtype: 'text', text: { content } })
      expect((await api.post('message/send', text('长'.repeat(683)))).errcode).toBe(45002)
      expect((await api.post('message/send', text(''))).errcode).toBe(44004)
      const broken = await api.post('message/send', '{"touser":')
      expect(broken.errmsg).toContain('wrong json format')
    })

    it('does not deliver identical JSON twice within the interval, and does after it', async () => {
      const message = send('lina', {
        msgtype: 'text',
        text: { content: '一次' },
        enable_duplicate_check: 1,
        duplicate_check_interval: 600,
      })
      const first = await api.post('message/send', message)
      const second = await api.post('message/send', message)
      expect(second.msgid).toBe(first.msgid)
      expect(await textsOf('lina', 'app:lina')).toEqual(['一次'])
      await sandbox.control('POST', '/clock', { advanceMinutes: 11 })
      await api.post('message/send', message)
      expect(await textsOf('lina', 'app:lina')).toEqual(['一次', '一次'])
    })

    it('drops silently what is above 30 a minute for one member', async () => {
      for (let i = 0; i < 32; i++) {
        const answer = await api.post('message/send', send('lina', { msgtype: 'text', text: { content: `第${i}条` } }))
        expect(answer.errcode).toBe(0)
      }
      expect(await textsOf('lina', 'app:lina')).toHaveLength(30)
      await sandbox.control('POST', '/clock', { advanceMs: 60_000 })
      await api.post('message/send', send('lina', { msgtype: 'text', text: { content: '又可以了' } }))
      expect(await textsOf('lina', 'app:lina')).toHaveLength(31)
    })

    it('turns ids into names when asked to', async () => {
      const text = { msgtype: 'text', text: { content: '归$userName=zhangwei$' } }
      await api.post('message/send', send('lina', { ...text, enable_id_trans: 1 }))
      await api.post('message/send', send('lina', text))
      expect(await textsOf('lina', 'app:lina')).toEqual(['归张伟', '归$userName=zhangwei$'])
    })
  })

  describe('template cards', () => {
    const card = (body: object) => send('lina', { msgtype: 'template_card', template_card: body })
    const code = async (body: object) => (await api.post('message/send', card(body))).errcode

    it('checks what the documents demand', async () => {
      expect(await code(buttonCard('bad id!'))).toBe(42014)
      expect(await code(buttonCard('a'.repeat(129)))).toBe(42014)
      expect(await code({ ...buttonCard('t1'), task_id: undefined })).toBe(42014)
      expect(await code(buttonCard('t1', { card_type: 'odd' }))).toBe(42031)
      expect(await code(buttonCard('t1', { main_title: {} }))).toBe(42033)
      expect(await code(buttonCard('t1', { button_list: [{ text: '', key: 'k' }] }))).toBe(42038)
      expect(await code(buttonCard('t1', { button_list: [{ text: '按', key: '' }] }))).toBe(42039)
      const seven = Array.from({ length: 7 }, (_, i) => ({ keyname: `第${i}`, value: '值' }))
      expect(await code(buttonCard('t1', { horizontal_content_list: seven }))).toBe(42035)
      expect(await code(buttonCard('t1', { horizontal_content_list: [{ keyname: '人', type: 3 }] }))).toBe(42050)
      const eleven = Array.from({ length: 11 }, (_, i) => ({ id: `o${i}`, text: `选${i}` }))
      expect(await code(buttonCard('t1', { button_selection: { question_key: 'q', option_list: eleven } }))).toBe(42037)
      expect(await code({ card_type: 'text_notice', main_title: { title: '无动作' } })).toBe(42045)
      expect(await code(buttonCard('t1'))).toBe(0)
    })

    it('wants a new task_id each time and a callback URL for buttons', async () => {
      expect(await code(buttonCard('once'))).toBe(0)
      expect(await code(buttonCard('once'))).toBe(42014)
      await sandbox.control('POST', '/settings', { callbackConfigured: false })
      expect(await code(buttonCard('other'))).toBe(43012)
    })

    it('notes display limits without refusing', async () => {
      await api.post('message/send', card(buttonCard('long', { sub_title_text: '字'.repeat(161) })))
      const stored = sandbox.tenant.world.messages.ofChat('app:lina').at(-1)
      expect(stored?.warnings).toEqual(['sub_title_text: 161 > 160 字'])
    })

    it('updates a card once per response_code, within 72 hours, for its receivers', async () => {
      const sent = await api.post(
        'message/send',
        send('lina|zhangwei', { msgtype: 'template_card', template_card: buttonCard('u1') }),
      )
      const update = (more: object) => ({ agentid: credentials.agentId, response_code: sent.response_code, ...more })
      const grey = { button: { replace_name: '已处理' } }
      expect((await api.post('message/update_template_card', update(grey))).errcode).toBe(82101)
      expect((await api.post('message/update_template_card', update({ userids: ['qianfeng'], ...grey }))).errcode).toBe(
        82102,
      )
      const answer = await api.post('message/update_template_card', update({ userids: ['lina', 'Qianfeng'], ...grey }))
      expect(answer).toMatchObject({ errcode: 0, invaliduser: ['qianfeng'] })
      expect((await api.post('message/update_template_card', update({ atall: 1, ...grey }))).errcode).toBe(60140)
      const replaced = (userId: string) => sandbox.tenant.world.messages.ofChat(`app:${userId}`).at(-1)?.card?.replaced
      expect(replaced('lina')).toBe('已处理')
      expect(replaced('zhangwei')).toBeUndefined()
    })

    it('lets a response_code expire', async () => {
      const sent = await api.post('message/send', card(buttonCard('u2')))
      await sandbox.control('POST', '/clock', { advanceMinutes: 72 * 60 + 1 })
      await api.login()
      const update = {
        agentid: credentials.agentId,
        response_code: sent.response_code,
        atall: 1,
        button: { replace_name: '迟了' },
      }
      expect((await api.post('message/update_template_card', update)).errcode).toBe(60140)
    })
  })

  describe('groups', () => {
    it('takes 20 webhook messages a minute and knows its keys', async () => {
      const hook = (key: string) =>
        api.post('webhook/send', { msgtype: 'markdown', markdown: { content: '**提醒**' } }, { key })
      expect((await hook('unknown')).errcode).toBe(93000)
      for (let i = 0; i < 20; i++) expect((await hook('sandbox-webhook-east')).errcode).toBe(0)
      expect((await hook('sandbox-webhook-east')).errcode).toBe(45009)
      expect((await hook('sandbox-webhook-north')).errcode).toBe(0)
      const buttons = { msgtype: 'template_card', template_card: buttonCard('w') }
      expect((await api.post('webhook/send', buttons, { key: 'sandbox-webhook-south' })).errcode).toBe(42031)
    })

    it('makes app groups, writes text there and refuses cards', async () => {
      const { chatid } = await api.post('appchat/create', {
        name: '争议群',
        userlist: ['lina', 'zhangwei'],
        chatid: 'case1',
      })
      expect(chatid).toBe('case1')
      expect((await api.post('appchat/create', { userlist: ['lina', 'zhangwei'], chatid: 'case1' })).errcode).toBe(
        86215,
      )
      expect((await api.post('appchat/send', { chatid, msgtype: 'text', text: { content: '开始' } })).errcode).toBe(0)
      expect(
        (await api.post('appchat/send', { chatid, msgtype: 'template_card', template_card: buttonCard('x') })).errcode,
      ).toBe(40008)
      const foreign = { chatid: 'wrkDemoSalesEastAAA0002', msgtype: 'text', text: { content: '不行' } }
      expect((await api.post('appchat/send', foreign)).errcode).toBe(86008)
      expect((await api.get('appchat/get', { chatid: 'case1' })).chat_info).toMatchObject({
        userlist: ['lina', 'zhangwei'],
      })
    })

    it('tells customer groups with their people', async () => {
      const people = ['zhangwei', 'wmSMALL0001']
      const { group } = await sandbox.control<{ group: { id: string } }>('POST', '/groups', {
        kind: 'customer',
        name: '客户群',
        owner: 'zhangwei',
        people,
      })
      const { group_chat_list } = await api.post('externalcontact/groupchat/list', { limit: 10 })
      expect(group_chat_list).toEqual([{ chat_id: group.id, status: 0 }])
      const { group_chat } = await api.post('externalcontact/groupchat/get', { chat_id: group.id, need_name: 1 })
      expect((group_chat as { member_list: object[] }).member_list).toEqual([
        expect.objectContaining({ userid: 'zhangwei', type: 1, name: '张伟' }),
        expect.objectContaining({ userid: 'wmSMALL0001', type: 2, unionid: 'oSMALL0001' }),
      ])
      expect((await api.post('externalcontact/groupchat/get', { chat_id: 'wrkDemoSalesEastAAA0002' })).errcode).toBe(
        90501,
      )
    })
  })

  describe('login and media', () => {
    it('takes a login code once and within five minutes', async () => {
      const login = (js_code: string) =>
        api.get('miniprogram/jscode2session', { js_code, grant_type: 'authorization_code' })
      const { code } = await sandbox.control<{ code: string }>('GET', '/login-code?userid=lina')
      expect(await login(code)).toMatchObject({ errcode: 0, userid: 'lina', corpid: credentials.corpId })
      expect((await login(code)).errcode).toBe(40029)
      const late = await sandbox.control<{ code: string }>('GET', '/login-code?userid=lina')
      await sandbox.control('POST', '/clock', { advanceMs: 300_001 })
      expect((await login(late.code)).errcode).toBe(40029)
    })

    it('sends the chosen person back with code and state', async () => {
      const query = new URLSearchParams({
        appid: credentials.corpId,
        redirect_uri: 'http://127.0.0.1:9/back?a=1',
        state: 'S1',
        sandbox_user: 'wanglei',
      })
      const answer = await fetch(`${sandbox.url}/connect/oauth2/authorize?${query}`, { redirect: 'manual' })
      const target = new URL(answer.headers.get('location') ?? '')
      expect(target.searchParams.get('state')).toBe('S1')
      const code = target.searchParams.get('code') ?? ''
      expect(await api.get('auth/getuserinfo', { code })).toMatchObject({ errcode: 0, userid: 'wanglei' })
      expect((await api.get('auth/getuserinfo', { code })).errcode).toBe(42022)
      query.set('redirect_uri', 'https://evil.example.com/')
      expect((await fetch(`${sandbox.url}/connect/oauth2/authorize?${query}`)).status).toBe(400)
    })

    it('keeps uploaded media for three days', async () => {
      const form = new FormData()
      form.append('media', new Blob(['0123456789'], { type: 'text/plain' }), 'note.txt')
      const answer = await fetch(`${sandbox.url}/cgi-bin/media/upload?type=file&access_token=${api.token}`, {
        method: 'POST',
        body: form,
      })
      const { media_id } = (await answer.json()) as { media_id: string }
      const back = await fetch(`${sandbox.url}/cgi-bin/media/get?media_id=${media_id}&access_token=${api.token}`)
      expect(await back.text()).toBe('0123456789')
      await sandbox.control('POST', '/clock', { advanceMinutes: 3 * 24 * 60 + 1 })
      await api.login()
      expect((await api.get('media/get', { media_id })).errcode).toBe(40145)
    })
  })
})
