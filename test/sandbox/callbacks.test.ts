import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sandbox } from '../../sandbox/app'
import { encrypt, sign } from '../../sandbox/core/crypto'
import { credentials } from '../../sandbox/credentials'
import type { Delivery } from '../../sandbox/types'
import { Api, buttonCard, Receiver, send, small, waitFor } from './support'

describe('callbacks of the sandbox', () => {
  let receiver: Receiver
  let sandbox: Sandbox

  beforeEach(async () => {
    receiver = await new Receiver().start()
    sandbox = await small({ serverUrl: receiver.url })
  })
  afterEach(async () => {
    await sandbox.close()
    await receiver.stop()
  })

  const deliveries = async () => (await sandbox.control<{ deliveries: Delivery[] }>('GET', '/deliveries')).deliveries
  const settled = () => waitFor(async () => (await deliveries()).every(delivery => delivery.status !== 'waiting'))

  it('reproduces the published test vectors', () => {
    // document 90968, V4 and V5 of callbacks.md
    const key = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
    const sealed = encrypt(key, '123456789012', '', Buffer.from('0123456789abcdef'))
    expect(sealed).toBe('sKqRbbiSUnDhFHOvPjtUMbIZSXIGXhMVjSw/GrqA0sBQktmCoXCAAiqR3JDeP3nhA5uVOSHsO17VaV3DIIuu3w==')
    const echo = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='
    expect(sign('QDG6eK', '1409659589', '263014780', echo)).toBe('5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3')
  })

  it('seals the event of a new contact for the corp', async () => {
    await sandbox.control('POST', '/contacts', { userid: 'lina', externalId: 'wmSMALL0001' })
    const [event] = await receiver.until(1)
    expect(event).toMatchObject({ receiveid: credentials.corpId, signatureOk: true })
    for (const part of [
      '<FromUserName><![CDATA[sys]]></FromUserName>',
      '<Event><![CDATA[change_external_contact]]></Event>',
      '<ChangeType><![CDATA[add_external_contact]]></ChangeType>',
      '<UserID><![CDATA[lina]]></UserID>',
      '<ExternalUserID><![CDATA[wmSMALL0001]]></ExternalUserID>',
      '<WelcomeCode>',
    ]) {
      expect(event?.xml).toContain(part)
    }
    expect(event?.xml).not.toContain('AgentID')
  })

  it('tells edits of the remark, but not of the mobiles alone', async () => {
    const who = { userid: 'zhangwei', externalId: 'wmSMALL0001' }
    await sandbox.control('POST', '/contacts/remark', { ...who, remarkMobiles: ['14500000001'] })
    await sandbox.control('POST', '/contacts/remark', { ...who, remarkCompany: '甲公司' })
    await settled()
    expect(receiver.received).toHaveLength(1)
    expect(receiver.received[0]?.xml).toContain('edit_external_contact')
  })

  it('tells deletions from both sides, half contacts and group changes', async () => {
    await sandbox.control('POST', '/contacts/delete', { userid: 'zhangwei', externalId: 'wmSMALL0001' })
    await sandbox.control('POST', '/contacts/leave', { userid: 'zhangwei', externalId: 'wmSMALL0002' })
    await sandbox.control('POST', '/contacts', { userid: 'lina', nickname: '半个', half: true })
    const people = ['zhangwei', 'wmSMALL0002']
    const { group } = await sandbox.control<{ group: { id: string } }>('POST', '/groups', {
      kind: 'customer',
      name: '群',
      owner: 'zhangwei',
      people,
    })
    await sandbox.control('POST', '/groups/join', { chatId: group.id, people: ['lina'] })
    await receiver.until(5)
    const all = receiver.received.map(r => r.xml).join('\n')
    for (const change of [
      'del_external_contact',
      'del_follow_user',
      'add_half_external_contact',
      'create',
      'add_member',
    ]) {
      expect(all).toContain(`<![CDATA[${change}]]>`)
    }
    expect(all).toContain('<MemChangeList><Item><![CDATA[lina]]></Item></MemChangeList>')
    // still in the list of the member (events.md 1)
    expect(sandbox.tenant.world.follow('zhangwei', 'wmSMALL0002')?.deletedByCustomer).toBe(true)
  })

  it('gives texts to the app a MsgId of their own, and escapes what would end a section', async () => {
    await sandbox.control('POST', '/send', { userid: 'lina', chatId: 'app:lina', text: '查 ]]> <b>' })
    await sandbox.control('POST', '/send', { userid: 'lina', chatId: 'app:lina', text: '查 ]]> <b>' })
    await receiver.until(2)
    const ids = receiver.received.map(r => /<MsgId><!\[CDATA\[(\d+)\]\]>/.exec(r.xml)?.[1])
    expect(new Set(ids).size).toBe(2)
    expect(receiver.received[0]?.xml).toContain('<![CDATA[查 ]]]]><![CDATA[> <b>]]>')
  })

  it('raises subscribe and unsubscribe when people come and leave', async () => {
    await sandbox.control('POST', '/people', { userId: 'Newbie', name: '新人', departments: [3] })
    await sandbox.control('POST', '/people/quit', { userid: 'lina' })
    await receiver.until(2)
    const all = receiver.received.map(r => r.xml).join('\n')
    expect(all).toContain('<FromUserName><![CDATA[Newbie]]></FromUserName>')
    expect(all).toContain('<Event><![CDATA[unsubscribe]]></Event>')
    // org events go to the 通讯录同步 helper only (document 90970)
    expect(all).not.toContain('change_contact')
  })

  it('carries a tap with its selection and a code for one update', async () => {
    const api = await new Api(sandbox.url).login()
    const options = [
      { id: 'zhangwei', text: '张伟' },
      { id: 'lina', text: '李娜' },
    ]
    const template_card = buttonCard('tap1', {
      button_selection: { question_key: 'owner', option_list: options, selected_id: 'zhangwei' },
    })
    await api.post('message/send', send('wanglei', { msgtype: 'template_card', template_card }))
    const message = sandbox.tenant.world.messages.ofChat('app:wanglei').at(-1)!
    const tap = { userid: 'wanglei', messageId: message.id, key: 'appeal:1' }
    await sandbox.control('POST', '/tap', { ...tap, selections: { owner: 'lina' } })
    const [event] = await receiver.until(1)
    expect(event?.xml).toContain('<EventKey><![CDATA[appeal:1]]></EventKey><TaskId><![CDATA[tap1]]></TaskId>')
    expect(event?.xml).toContain(
      '<QuestionKey><![CDATA[owner]]></QuestionKey><OptionIds><OptionId><![CDATA[lina]]></OptionId></OptionIds>',
    )
    const response_code = /<ResponseCode><!\[CDATA\[(.*?)\]\]>/.exec(event?.xml ?? '')?.[1]
    const update = {
      agentid: credentials.agentId,
      response_code,
      userids: ['wanglei'],
      button: { replace_name: '已裁决' },
    }
    expect((await api.post('message/update_template_card', update)).errcode).toBe(0)
    expect((await api.post('message/update_template_card', update)).errcode).toBe(60140)
    await expect(sandbox.control('POST', '/tap', tap)).rejects.toThrow('按钮已失效：已裁决')
    await expect(sandbox.control('POST', '/tap', { ...tap, key: 'made-up' })).rejects.toThrow()
  })

  it('tells the choice of a card menu as an event of its own', async () => {
    const api = await new Api(sandbox.url).login()
    const template_card = {
      card_type: 'text_notice',
      main_title: { title: '客户到期提醒' },
      action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'mute:1' }] },
      card_action: { type: 1, url: 'https://crm.example.com/' },
      task_id: 'menu1',
    }
    await api.post('message/send', send('lina', { msgtype: 'template_card', template_card }))
    const message = sandbox.tenant.world.messages.ofChat('app:lina').at(-1)!
    await sandbox.control('POST', '/tap', { userid: 'lina', messageId: message.id, key: 'mute:1' })
    const [event] = await receiver.until(1)
    expect(event?.xml).toContain('<Event><![CDATA[template_card_menu_event]]></Event>')
    expect(event?.xml).toContain('<EventKey><![CDATA[mute:1]]></EventKey>')
  })

  it('shows a text that was answered passively', async () => {
    const inner = '<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[欢迎]]></Content></xml>'
    const sealed = encrypt(credentials.aesKey, inner, credentials.corpId)
    const signature = sign(credentials.token, '1', '2', sealed)
    receiver.answers.push(
      `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>1</TimeStamp><Nonce><![CDATA[2]]></Nonce></xml>`,
    )
    await sandbox.control('POST', '/open', { userid: 'lina', chatId: 'app:lina' })
    await waitFor(() => sandbox.tenant.world.messages.ofChat('app:lina').length > 0)
    expect(sandbox.tenant.world.messages.ofChat('app:lina').at(-1)?.text).toBe('欢迎')
  })

  describe('delivery', () => {
    const add = () => sandbox.control('POST', '/contacts', { userid: 'lina', nickname: '某人' })

    it('tries a silent server three times and then drops the event', async () => {
      receiver.answers.push('hang', 'hang', 'hang')
      await add()
      await settled()
      const [delivery] = await deliveries()
      expect(delivery).toMatchObject({ status: 'dropped' })
      expect(delivery?.attempts.map(attempt => attempt.error)).toEqual(['timeout', 'timeout', 'timeout'])
      expect(receiver.received).toHaveLength(3)
    })

    it('stops at the first good answer', async () => {
      receiver.answers.push('hang', 200)
      await add()
      await settled()
      expect((await deliveries())[0]).toMatchObject({ status: 'delivered' })
      expect(receiver.received).toHaveLength(2)
      expect(receiver.received[0]?.xml).toBe(receiver.received[1]?.xml)
    })

    it('repeats after a status other than 200 only when switched so', async () => {
      receiver.answers.push(500, 200, 500)
      await add()
      await settled()
      expect(receiver.received).toHaveLength(2)
      await sandbox.control('POST', '/settings', { retryNon200: false })
      await add()
      await settled()
      expect(receiver.received).toHaveLength(3)
    })

    it('sends copies, holds back and loses what the faults say', async () => {
      await sandbox.control('POST', '/faults', { endpoint: 'callback', kind: 'duplicate', copies: 3, count: 1 })
      await add()
      await receiver.until(3)
      expect(new Set(receiver.received.map(r => r.xml)).size).toBe(1)
      await sandbox.control('POST', '/faults', { endpoint: 'callback', kind: 'drop', count: 1 })
      await add()
      await settled()
      expect(receiver.received).toHaveLength(3)
      await sandbox.control('POST', '/faults', { endpoint: 'callback', kind: 'shuffle', ms: 150 })
      for (let i = 0; i < 12; i++) {
        await sandbox.control('POST', '/contacts', { userid: 'lina', nickname: `第${i}` })
      }
      await receiver.until(15)
      const sent = (await deliveries())
        .map(delivery => delivery.xml)
        .reverse()
        .slice(-12)
      const came = receiver.received.slice(3).map(r => r.xml)
      expect([...came].sort()).toEqual([...sent].sort())
      expect(came).not.toEqual(sent)
    })

    it('goes on with waiting events after its own restart', async () => {
      const stateFile = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.sqlite')
      const first = await small({ stateFile, serverUrl: 'http://127.0.0.1:9', callbackRetryMs: 60_000 })
      await first.control('POST', '/contacts', { userid: 'lina', externalId: 'wmSMALL0001' })
      await first.control('POST', '/send', { userid: 'lina', chatId: 'wrkDemoSalesEastAAA0002', text: '大家好' })
      await waitFor(() => first.tenant.world.deliveries.values()[0]?.attempts.length === 1)
      await first.close()
      const second = await small({ stateFile, serverUrl: receiver.url })
      const [event] = await receiver.until(1)
      expect(event?.xml).toContain('wmSMALL0001')
      expect(second.tenant.world.messages.ofChat('wrkDemoSalesEastAAA0002').at(-1)?.text).toBe('大家好')
      expect(second.tenant.world.follow('lina', 'wmSMALL0001')).toBeDefined()
      await second.close()
    })
  })
})
