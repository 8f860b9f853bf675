import { mkdirSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { openBrowser } from '../support/browser'
import { openStage, type Stage } from '../support/stage'
import { ENGINES } from '../support/world'

const EAST_GROUP = 'wrkDemoSalesEastAAA0002'
const PICTURES = 'test-results'

/** A customer of zhangwei's whom lina claims, one for each way. */
interface Case {
  no: string
  customer: string
}

describe.each(ENGINES)('one case can be ruled in three more ways, on %s', engine => {
  let stage: Stage
  let browser: Browser
  let page: Page
  const faults: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    stage = await openStage(engine)
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', error => faults.push(error.message))
    await page.goto(`${stage.server}/sandbox/`)
  }, 240_000)

  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })

  const become = async (userId: string, name: string) => {
    await page.getByTestId(`person-${userId}`).click()
    await page.getByTestId('me-name').filter({ hasText: name }).waitFor()
  }
  const openApp = () => page.getByTestId(/^chat-app:/).click()
  const titled = (text: string) =>
    page
      .getByTestId('card')
      .filter({ has: page.getByTestId('card-title').filter({ hasText: text }) })
      .last()
  const say = async (text: string) => {
    await page.getByTestId('message-input').fill(text)
    await page.getByTestId('send').click()
  }
  const picture = (name: string) => page.screenshot({ path: `${PICTURES}/${engine}-ways-${name}.png` })

  /** zhangwei reports a customer, lina reports it too and appeals; all by words in the chat with the app. */
  async function openCase(customer: string): Promise<Case> {
    await become('zhangwei', '张伟')
    await openApp()
    await say(`报备 ${customer}`)
    await titled(`报备成功：${customer}`).waitFor()
    await become('lina', '李娜')
    await openApp()
    await say(`报备 ${customer}`)
    await titled(`这是同事的客户：${customer}`).waitFor()
    await say('申诉 客户上周主动找到我')
    const card = page.getByTestId('card').filter({ hasText: '客户上周主动找到我' }).filter({ hasText: customer }).last()
    const no = /#(\d+)/.exec((await card.getByTestId('card-title').textContent()) ?? '')?.[1]
    return { no: no!, customer }
  }

  /** Both parties hear of it in their own chats, and the group's old card shows the state at the next tap. */
  async function everybodyKnows({ no, customer }: Case, outcome: string): Promise<void> {
    for (const [userId, name] of [
      ['zhangwei', '张伟'],
      ['lina', '李娜'],
    ] as const) {
      await become(userId, name)
      await openApp()
      await page.getByTestId('card').filter({ hasText: '裁决结果' }).filter({ hasText: customer }).last().waitFor()
    }
    await become('wanglei', '王磊')
    await page.getByTestId(`chat-${EAST_GROUP}`).click()
    await page.getByText(`申诉 ＃${no} 已裁决：${outcome}`).last().waitFor()
    await titled(`申诉 #${no}`).getByRole('button', { name: '驳回' }).click()
    await titled(`申诉 #${no} 已裁决：${outcome}`).waitFor()
  }

  it('on the private card of the manager', async () => {
    const found = await openCase('苏州磐石堂精密仪器有限公司')
    await become('wanglei', '王磊')
    await openApp()
    const card: Locator = page.getByTestId('card').filter({ hasText: found.customer }).last()
    await card.getByRole('button', { name: '判给李娜' }).click()
    await card.getByTestId('card-replaced').filter({ hasText: '已由王磊裁决' }).waitFor()
    await picture('1-private-card')
    await everybodyKnows(found, '判给 李娜')
  })

  it('by words in the chat with the app', async () => {
    const found = await openCase('无锡望舒谷食品科技有限公司')
    await become('wanglei', '王磊')
    await openApp()
    await say(`裁决 #${found.no} 判给 李娜 先报备`)
    const answer = page
      .getByTestId('card')
      .filter({ hasText: `申诉 #${found.no} 已裁决` })
      .filter({ hasText: '先报备' })
    await answer.last().waitFor()
    await picture('2-words')
    await everybodyKnows(found, '判给 李娜')
  })

  it('in the mini-program, as a joint follow-up with shares', async () => {
    const found = await openCase('常州鹿鸣湾环保设备有限公司')
    await become('wanglei', '王磊')
    await openApp()
    const card = page.getByTestId('card').filter({ hasText: found.customer }).last()
    await card.getByTestId('card-link').click()
    const mini = page.frameLocator('[data-testid=mini-frame]')
    await mini.getByText(found.customer).first().waitFor()
    await mini.getByRole('button', { name: '裁决' }).click()
    await mini.getByText('联合跟进').click()
    await mini.getByRole('button', { name: '增加', exact: true }).click()
    await mini.getByText('55%').waitFor()
    await mini.getByRole('button', { name: '提交裁决' }).click()
    await mini.getByRole('button', { name: '确认裁决' }).click()
    await mini.getByText('已裁决', { exact: true }).first().waitFor()
    await picture('3-mini-program')
    await everybodyKnows(found, '联合跟进')
    await become('lina', '李娜')
    await openApp()
    const told = page.getByTestId('card').filter({ hasText: '裁决结果' }).filter({ hasText: found.customer })
    await told.last().getByText('张伟 55% / 李娜 45%').waitFor()
  })

  it('without a fault of the page', () => {
    expect(faults).toEqual([])
  })
})
