import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../support/browser'
import { openStage, type Stage } from '../support/stage'
import { ENGINES } from '../support/world'

/** Held by zhangwei (张伟) since before the installation, see the sandbox's demo company. */
const PREPARED = 'wmDEMOprepared1'
const EAST_GROUP = 'wrkDemoSalesEastAAA0002'
const PICTURES = 'test-results'

describe.each(ENGINES)('a customer is touched twice, on %s', engine => {
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
  }, 240_000)

  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })

  const become = async (userId: string) => {
    await page.getByTestId(`person-${userId}`).click()
    await page.locator('[data-testid=me-name]').waitFor()
  }
  const open = (chatId: string) => page.getByTestId(`chat-${chatId}`).click()
  const picture = (name: string) => page.screenshot({ path: `${PICTURES}/${engine}-${name}.png` })
  const cardTitled = (text: string) =>
    page
      .getByTestId('card')
      .filter({ has: page.getByTestId('card-title').filter({ hasText: text }) })
      .last()
  const appChat = () => page.locator('[data-testid^=chat-]').filter({ hasText: '报备助手' }).first()

  it('warns in the internal group when lina adds a contact whom zhangwei serves', async () => {
    await page.goto(`${stage.server}/sandbox/`)
    await become('lina')
    await page.getByTestId('add-contact').click()
    await page.getByTestId(`contact-${PREPARED}`).click()
    await page.getByTestId('contact-save').click()
    await open(EAST_GROUP)
    const card = cardTitled('撞单提醒')
    await card.waitFor()
    await card.getByText('张伟').first().waitFor()
    await card.getByText('李娜').first().waitFor()
    expect(await card.textContent()).toContain('保护期至')
    expect(await card.textContent()).not.toMatch(/1[3-9]\d{9}/)
    await picture('1-warning')
  })

  it('turns the card into the case when she taps 申诉', async () => {
    await cardTitled('撞单提醒').getByRole('button', { name: '申诉' }).click()
    await cardTitled('申诉 #').getByRole('button', { name: '判给张伟' }).waitFor()
    await picture('2-dispute')
  })

  it('does not let a party rule', async () => {
    await cardTitled('申诉 #').getByRole('button', { name: '判给李娜' }).click()
    await appChat().click()
    await page.getByTestId('card').filter({ hasText: '当事人' }).last().waitFor()
  })

  it('settles the owner when the manager taps 判给 on the same card', async () => {
    await become('wanglei')
    await open(EAST_GROUP)
    await cardTitled('申诉 #').getByRole('button', { name: '判给李娜' }).click()
    const ruled = cardTitled('已裁决')
    await ruled.waitFor()
    expect(await ruled.textContent()).toContain('判给 李娜')
    await picture('3-ruled')
    await become('zhangwei')
    await open(EAST_GROUP)
    await cardTitled('已裁决').waitFor()
  })

  it('tells both sides, and the mini-program shows the new owner the customer', async () => {
    await appChat().click()
    await page.getByTestId('card').filter({ hasText: '裁决结果' }).last().waitFor()
    await become('lina')
    await appChat().click()
    await page.getByTestId('card').filter({ hasText: '裁决结果' }).last().waitFor()
    const mini = page.frameLocator('[data-testid=mini-frame]')
    await mini.getByText('我的客户', { exact: true }).last().click()
    await mini.getByText('受保护').or(mini.getByText('保护')).first().waitFor()
    await picture('4-told')
    expect(faults).toEqual([])
  })
})
