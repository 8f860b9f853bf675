import { WSClient } from '@wecom/aibot-node-sdk'
import type { Browser, Page } from 'playwright-core'
import type { Sandbox } from '../../sandbox/app'
import { credentials } from '../../sandbox/credentials'
import { groupIds } from '../../sandbox/demo/people'
import { openBrowser } from '../support/browser'
import { Api, buttonCard, Receiver, send, small } from './support'

/** The page in a real browser, against a real sandbox. */
describe('the page of the sandbox', () => {
  let browser: Browser
  let sandbox: Sandbox
  let receiver: Receiver
  let page: Page
  const problems: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  beforeEach(async () => {
    problems.length = 0
    receiver = await new Receiver().start()
    sandbox = await small({ serverUrl: receiver.url })
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', error => problems.push(error.message))
  })
  afterEach(async () => {
    await page.close()
    await sandbox.close()
    await receiver.stop()
    expect(problems).toEqual([])
  })

  const by = (id: string) => page.locator(`[data-testid="${id}"]`)
  const sitAs = async (userId: string) => {
    await page.goto(`${sandbox.url}/sandbox/?userid=${userId}`)
    await by('room-title').waitFor()
  }

  it('says what it is and lets another person sit down', async () => {
    await sitAs('lina')
    expect(await by('banner').textContent()).toContain('不是真的企业微信')
    expect(await by('me-name').textContent()).toBe('李娜')
    await by('person-search').fill('王磊')
    await by('person-wanglei').click()
    await page.waitForFunction(() => document.querySelector('[data-testid=me-name]')?.textContent === '王磊')
    expect(await by('add-contact').isEnabled()).toBe(true)
  })

  it('leaves the chat alone that somebody has opened and begun to write in', async () => {
    let answer = () => {}
    const slow = new Promise<void>(done => {
      answer = done
    })
    await page.route('**/chats?*', route => slow.then(() => route.continue()), { times: 1 })
    await page.goto(`${sandbox.url}/sandbox/?userid=lina`)
    await by('person-lina').click()
    await by('room-title').waitFor()
    await page.getByTestId(/^chat-app:/).click()
    await by('message-input').fill('报备 苏州润海机械有限公司')
    const title = await by('room-title').textContent()
    const late = page.waitForResponse(/chats\?/)
    answer()
    await late
    await page.evaluate(() => new Promise(done => setTimeout(done, 200)))
    expect(await by('room-title').textContent()).toBe(title)
    await page.getByTestId(`chat-${groupIds.all}`).click()
    expect(await by('message-input').inputValue()).toBe('')
    await page.getByTestId(/^chat-app:/).click()
    expect(await by('message-input').inputValue()).toBe('报备 苏州润海机械有限公司')
  })

  it('adds a held contact and a stranger with company and mobile', async () => {
    await sitAs('lina')
    await by('add-contact').click()
    await by('contact-wmSMALL0001').click()
    await by('contact-save').click()
    await by('edit-remark').waitFor()
    await by('add-contact').click()
    await by('stranger-tab').click()
    await by('stranger-name').fill('阳光')
    await by('contact-company').fill('某某公司')
    await by('contact-mobile').fill('14500000001、14500000002')
    await by('contact-save').click()
    await page.waitForFunction(() => document.querySelector('[data-testid=room-title]')?.textContent === '阳光')
    const follow = sandbox.tenant.world.follows.values().at(-1)
    expect(follow).toMatchObject({ remarkCompany: '某某公司', remarkMobiles: ['14500000001', '14500000002'] })
    await by('edit-remark').click()
    await by('remark-company').fill('另一家公司')
    await by('remark-save').click()
    const events = await receiver.untilDifferent(3)
    expect(events.map(xml => /<ChangeType><!\[CDATA\[(\w+)/.exec(xml)?.[1])).toEqual([
      'add_external_contact',
      'add_external_contact',
      'edit_external_contact',
    ])
  })

  it('shows an app card at once, carries its selection and greys it', async () => {
    await sitAs('lina')
    const api = await new Api(sandbox.url).login()
    const options = [
      { id: 'zhangwei', text: '张伟' },
      { id: 'lina', text: '李娜' },
    ]
    const template_card = buttonCard('page1', {
      button_selection: { question_key: 'owner', title: '归属', option_list: options, selected_id: 'zhangwei' },
      horizontal_content_list: [{ keyname: '客户', value: '某某公司' }],
    })
    const sent = await api.post('message/send', send('lina', { msgtype: 'template_card', template_card }))
    await by('chat-unread-app:lina').waitFor()
    await by('chat-app:lina').click()
    await by('card').waitFor()
    expect(await by('card-title').textContent()).toBe('撞单提醒')
    expect(await by('card-value-客户').textContent()).toBe('某某公司')
    await by('card-select-owner').selectOption('lina')
    await by('card-button-appeal:1').click()
    const tap = (await receiver.until(2)).find(event => event.xml.includes('template_card_event'))
    expect(tap?.xml).toContain('<OptionId><![CDATA[lina]]></OptionId>')
    await api.post('message/update_template_card', {
      agentid: credentials.agentId,
      response_code: sent.response_code,
      atall: 1,
      button: { replace_name: '已裁决' },
    })
    await by('card-replaced').waitFor()
    expect(await by('card-replaced').textContent()).toBe('已裁决')
    expect(await by('chat-unread-app:lina').count()).toBe(0)
  })

  it('carries a message to the bot and shows what it answers, as text and not as a page', async () => {
    const logger = { debug() {}, info() {}, warn() {}, error() {} }
    const { botId, botSecret, botName } = credentials
    const bot = new WSClient({ botId, secret: botSecret, wsUrl: sandbox.botUrl, logger })
    bot.on('message', frame => void bot.replyStream(frame, 's1', '**没有人报备** <img src=x onerror=alert(1)>', true))
    bot.connect()
    await new Promise<void>(resolve => bot.once('authenticated', () => resolve()))
    await sitAs('zhangwei')
    await by(`chat-${groupIds.east}`).click()
    await by('message-input').fill(`@${botName} 查 某某公司`)
    await by('message-input').press('Enter')
    const answer = page.locator('[data-testid=message][data-from=bot]').last()
    await answer.waitFor()
    expect(await answer.locator('b').textContent()).toBe('没有人报备')
    expect(await answer.locator('img').count()).toBe(0)
    expect(await by('message-input').inputValue()).toBe('')
    bot.disconnect()
  })

  it('switches faults on and off, and moves the clock', async () => {
    await sitAs('lina')
    await by('tab-faults').click()
    await by('fault-endpoint').selectOption('message/send')
    await by('fault-count').fill('5')
    await by('fault-add').click()
    await by('faults-clear').waitFor()
    expect(sandbox.tenant.world.faults.list()).toMatchObject([
      { endpoint: 'message/send', kind: 'errcode', errcode: -1, count: 5 },
    ])
    await by('faults-clear').click()
    await by('faults-clear').waitFor({ state: 'detached' })
    await by('clock-day').click()
    await page.waitForFunction(async () => {
      const answer = await fetch('api/clock')
      return ((await answer.json()) as { advancedMs: number }).advancedMs === 86_400_000
    })
  })
})
