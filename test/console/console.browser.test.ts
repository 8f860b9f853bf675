import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Directory } from '../../src/contact/directory'
import { addReviewItem } from '../../src/contact/review-items'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { queueMessage } from '../../src/delivery/queue-message'
import { openSession } from '../../src/member/sessions'
import { submitRegistration } from '../../src/registration/submit-registration'
import { WecomError } from '../../src/wecom/wecom-error'
import { startServer, type TestServer } from '../http/server'
import { openBrowser } from '../support/browser'

/** A company that has forgotten the trusted IP. */
const untrusted = new Proxy({} as Directory, {
  get: () => () =>
    Promise.reject(
      new WecomError(
        'settings',
        '/department/list',
        '服务器的出口 IP 不在可信列表。管理后台 → 本应用 → 企业可信IP',
        60020,
        undefined,
        'not allow to access from your ip, from ip: 203.0.113.9',
      ),
    ),
})

describe('the console in Chromium', () => {
  let server: TestServer
  let chromium: Browser
  let browser: BrowserContext
  let page: Page
  const folder = mkdtempSync(join(tmpdir(), 'baobei-console-'))
  const errors: string[] = []

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/build-console.mjs'])
    server = await startServer({}, untrusted)
    chromium = await openBrowser()
    browser = await chromium.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'America/New_York' })
    page = await browser.newPage()
    page.on('pageerror', error => errors.push(String(error)))
    page.on('console', message => {
      if (message.type() === 'error' && !message.text().includes('401')) errors.push(message.text())
    })
  })
  afterAll(async () => {
    await chromium.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  afterEach(() => expect(errors).toEqual([]))

  const look = async (name: string) => {
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`), animations: 'disabled' })
  }
  const enter = async (userId: string) => {
    const session = await (await server.world.as(userId)).transaction(tx => openSession(tx, userId, 'console'))
    await browser.addCookies([{ name: 'baobei_session', value: session.token, url: server.url, httpOnly: true }])
  }
  const open = async (key: string) => {
    await page.goto(`${server.url}/console/#/${key}`)
    await page.reload()
  }

  it('asks strangers to log in with WeCom and says what to do when that fails', async () => {
    await page.goto(`${server.url}/setup/?login=too_many`)
    await page.getByRole('button', { name: '企业微信登录' }).waitFor()
    expect(await page.textContent('body')).toContain('一分钟后再试')
    expect(await page.textContent('body')).toContain('npm run doctor')
    await look('login')
  })

  it('shows reps where their work is', async () => {
    await enter('zhangsan')
    await open('status')
    await page.getByText('管理后台目前只对管理员开放').waitFor()
    await look('rep')
  })

  it('runs the set-up checks and tells which page of WeCom to open', async () => {
    await enter('admin')
    await page.goto(`${server.url}/setup/`)
    await page.getByText('还没有检查过').first().waitFor()
    await page.getByRole('button', { name: '重新检查' }).click()
    const check = page.locator('[data-check="trusted-ip"]')
    await check.getByText('203.0.113.9').waitFor()
    expect(await check.textContent()).toContain('企业可信IP')
    expect(await page.locator('[data-check="token"]').textContent()).toContain('正常')
    await look('setup')
  })

  it('imports a file and lists every row that was left out', async () => {
    await submitRegistration(await server.world.as('zhangsan'), {
      name: '杭州星河软件有限公司',
      phone: '13900010001',
      requestKey: 'a',
    })
    await open('import')
    const file = join(folder, '客户.csv')
    const csv =
      '公司名称,联系人,手机号,负责人账号\n宁波海纳贸易有限公司,陈一,13900010002,lisi\n杭州星河软件有限公司,陈二,,lisi\n=1+1,陈三,,\n绍兴云帆科技有限公司,陈四,1.39E+10,\n苏州晨光印刷有限公司,,,nobody\n'
    writeFileSync(file, csv)
    await page.setInputFiles('input[type=file]', file)
    const result = page.locator('[data-import]')
    await result.getByText('第 6 行').waitFor()
    const text = (await result.textContent())!
    expect(text).toContain('2已导入')
    expect(text).toContain('第 3 行')
    expect(text).toMatch(/第 4 行.*公式/)
    expect(text).toMatch(/第 5 行.*科学计数/)
    expect(text).toMatch(/第 6 行.*公海/)
    await look('import')
  })

  it('adds a group by webhook and never shows the key again', async () => {
    await open('groups')
    await page.getByText('还没有群接收提醒').waitFor()
    await page.getByRole('button', { name: '用 Webhook 添加' }).click()
    await page.getByPlaceholder('华东销售群').fill('华东一部')
    await page
      .getByPlaceholder('https://qyapi')
      .fill('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa')
    await look('group-form')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('提醒范围：全公司').waitFor()
    await look('groups')
    await page.reload()
    await page.getByText('提醒范围：全公司').waitFor()
    const html = await page.content()
    expect(html).not.toContain('693a91f6')
    const rows = await server.world.database.read.query('SELECT * FROM internal_group')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('693a91f6')
  })

  it('shows what waits for review and settles it', async () => {
    await server.world.system.transaction(async tx => {
      await addReviewItem(tx, 'unowned-contact', 'a', { externalUserId: 'wm1', userIds: ['zhangsan'] })
      await addReviewItem(tx, 'shared-contact', 'b', { externalUserId: 'wm2', userIds: ['zhangsan', 'lisi'] })
    })
    await open('review')
    await page.getByText('张三、李四 持有同一位联系人').waitFor()
    await look('review')
    await page.getByRole('button', { name: '忽略' }).first().click()
    await page.getByText('张三、李四').waitFor({ state: 'detached' })
    await page.getByText('已处理', { exact: true }).click()
    await page.getByText(/管理员.*忽略/).waitFor()
  })

  it('shows dead letters, asks before an uncertain one is sent again, and runs it', async () => {
    await server.world.system.transaction(async tx => {
      await queueMessage(tx, {
        type: 'notice',
        to: { kind: 'member', userId: 'lisi' },
        notice: { kind: 'collision-warning', tone: 'warning', title: '撞单提醒', lines: [] },
      })
      await tx.manager.update(
        OutboxEntity,
        { status: 'waiting' },
        { status: 'uncertain', attempts: 1, lastError: '发出后连接断开，不知是否送达' },
      )
    })
    await open('dead-letters')
    await page.getByText('发出后连接断开').waitFor()
    await look('dead-letters')
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByText('可能会重复送达').waitFor()
    await look('dead-letters-confirm')
    await page.getByRole('button', { name: '再发一次' }).click()
    await page.getByText('没有死信，一切正常').waitFor()
    const [row] = await server.world.database.read.find(OutboxEntity)
    expect(row).toMatchObject({ status: 'waiting', attempts: 0 })
  })

  it('shows the status, and logging out ends the session for good', async () => {
    await open('status')
    await page.getByText('等待发送的消息').waitFor()
    await look('status')
    const [cookie] = await browser.cookies()
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByRole('button', { name: '企业微信登录' }).waitFor()
    expect((await server.call('/api/v1/me', { token: cookie!.value })).status).toBe(401)
  })
})
