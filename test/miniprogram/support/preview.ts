// Opens the preview in Chromium at the size of a phone. One browser for a file, a fresh profile and server for each test.
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../../support/browser'
import { StubServer } from './stub-server'

const ROOT = path.join(__dirname, '../../..')

/** Use at the top of a `describe`; every test must leave without a script error or a warning of the engine. */
export class Preview {
  server = new StubServer()
  private browser: Browser | undefined
  private pages: Page[] = []
  private base = ''
  private problems: string[] = []

  constructor() {
    beforeAll(async () => {
      execFileSync(process.execPath, [path.join(ROOT, 'scripts/build-preview.mjs')], { stdio: 'pipe' })
      this.browser = await openBrowser()
    })
    beforeEach(async () => {
      this.server = new StubServer()
      this.base = await this.server.start()
      this.problems = []
    })
    afterEach(async () => {
      for (const page of this.pages.splice(0)) await page.context().close()
      await this.server.stop()
      expect(this.problems).toEqual([])
    })
    afterAll(() => this.browser?.close())
  }

  /** Opens a page of the mini-program as that member, on a phone of its own. */
  async open(userId: string, page = 'pages/report/report'): Promise<Page> {
    if (!this.browser) throw new Error('the browser is not running')
    const context = await this.browser.newContext({
      viewport: { width: 375, height: 750 },
      hasTouch: true,
      isMobile: true,
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    context.setDefaultTimeout(10_000)
    const tab = await context.newPage()
    this.pages.push(tab)
    tab.on('pageerror', error => this.problems.push(String(error)))
    tab.on('console', message => {
      const isExpected = /Failed to load resource/.test(message.text()) // answers of 4xx and 5xx that a test asked for
      if (['error', 'warning'].includes(message.type()) && !isExpected) this.problems.push(message.text())
    })
    await tab.goto(`${this.base}/preview/?userid=${userId}&page=${encodeURIComponent(page)}`)
    return tab
  }
}
