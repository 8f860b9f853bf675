import { eventually } from './support/eventually'
import * as demo from './support/fixtures'
import { Preview } from './support/preview'

const CUSTOMERS = 'pages/customers/customers'

describe('lists and states in the preview', () => {
  const preview = new Preview()

  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ...demo.customer, id: `CUS${i + 1}`, name: `客户公司${i + 1}号` }))

  it('loads the next page at the bottom', async () => {
    preview.server.customers = many(25)
    const page = await preview.open('zhangsan', CUSTOMERS)
    await page.getByText('客户公司1号', { exact: true }).waitFor()
    expect(await page.getByText('客户公司25号').count()).toBe(0)
    await page.getByText('客户公司20号').scrollIntoViewIfNeeded()
    await page.getByText('客户公司25号').waitFor()
    await page.getByText('没有更多了').waitFor()
  })

  it('searches while typing and says when nothing is found', async () => {
    preview.server.customers = many(3)
    const page = await preview.open('zhangsan', CUSTOMERS)
    await page.getByPlaceholder('搜公司名称').fill('2号')
    await eventually(() => page.getByText(/^客户公司\d号$/).allInnerTexts(), ['客户公司2号'])
    await page.getByPlaceholder('搜公司名称').fill('没有的')
    await page.getByText('没有找到“没有的”').waitFor()
  })

  it('reloads when pulled down', async () => {
    const page = await preview.open('zhangsan', CUSTOMERS)
    await page.getByText('宁波海晟').waitFor()
    const loads = () => preview.server.calls('GET', '/api/v1/customers').length
    const before = loads()
    const client = await page.context().newCDPSession(page)
    const touch = (type: string, y?: number) =>
      client.send('Input.dispatchTouchEvent', {
        type: type as 'touchStart',
        touchPoints: y === undefined ? [] : [{ x: 180, y }],
      })
    await touch('touchStart', 200)
    await touch('touchMove', 300)
    await touch('touchMove', 380)
    await touch('touchEnd')
    await eventually(loads, before + 1)
    await eventually(() => page.getByText('正在刷新').isVisible(), false)
  })

  it('invites to the first report when there is no customer', async () => {
    preview.server.customers = []
    const page = await preview.open('zhangsan', CUSTOMERS)
    await page.getByText('还没有客户，报备一个吧').waitFor()
    await page.getByRole('button', { name: '去报备' }).click()
    await page.getByText('边填边查').waitFor()
  })

  it("shows the server's sentence when a list fails, and recovers", async () => {
    preview.server.fail('/api/v1/customers', 500, 'INTERNAL', '系统出了点问题，请稍后再试')
    const page = await preview.open('zhangsan', CUSTOMERS)
    await page.getByText('系统出了点问题，请稍后再试').waitFor()
    preview.server.faults.clear()
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByText('宁波海晟').waitFor()
  })

  it('says what to do when there is no network', async () => {
    const page = await preview.open('zhangsan', CUSTOMERS)
    await page.getByText('宁波海晟').waitFor()
    await page.context().setOffline(true)
    await page.getByPlaceholder('搜公司名称').fill('宁波')
    await page.getByText('连不上网络，请检查网络后重试').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByText('宁波海晟').waitFor()
  })

  it('says so when the login fails, and logs in on the next try', async () => {
    preview.server.fail('/api/v1/login/wecom', 403, 'OUT_OF_SCOPE', '你不在应用可见范围内，请联系管理员')
    const page = await preview.open('zhangsan', 'pages/me/me')
    await page.getByText('你不在应用可见范围内，请联系管理员').waitFor()
    preview.server.faults.clear()
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByText('华东销售部 · 销售').waitFor()
  })

  it('logs in again without a word when the session has ended', async () => {
    const page = await preview.open('zhangsan', 'pages/me/me')
    await page.getByText('华东销售部').waitFor()
    preview.server.tokens.clear()
    await page.getByText('我的客户').first().click()
    await page.getByText('宁波海晟').waitFor()
    expect(preview.server.calls('POST', '/api/v1/login')).toHaveLength(2)
  })

  it('shows a customer with contacts and history, and takes a follow-up', async () => {
    const page = await preview.open('zhangsan', 'pages/customer/customer?id=CUS1')
    for (const text of ['139 **** 2222', '已发报价单，客户周五前答复。', '报备，成为负责人']) {
      await page.getByText(text).waitFor()
    }
    await page.getByRole('button', { name: '写跟进' }).click()
    await page.getByText('电话沟通').click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已记下').waitFor()
    expect(preview.server.calls('POST', '/api/v1/customers/CUS1/follow-ups')[0]?.body).toEqual({ text: '电话沟通' })
  })

  it('lists collisions and disputes, and what waits for the arbiter', async () => {
    const page = await preview.open('wangwu', 'pages/collisions/collisions')
    await page.getByText('已由李四跟进').waitFor()
    await page.getByText('待我裁决').click()
    await page.getByText('李四 / 张三').click()
    await page.getByRole('button', { name: '裁决' }).waitFor()
  })

  it('lists my reports and takes one back', async () => {
    const page = await preview.open('zhangsan', 'pages/me/me')
    await page.getByText('我的报备').click()
    await page.getByText('已报备').waitFor()
    await page.getByRole('button', { name: '撤回', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
    await page.getByText('已撤回').waitFor()
  })

  it('opens a collision with its reasons', async () => {
    const page = await preview.open('zhangsan', 'pages/collisions/collisions')
    await page.getByText('已由李四跟进').click()
    await page.getByText('为什么判断是同一家').waitFor()
    await page.getByRole('button', { name: '我要申诉' }).waitFor()
  })

  it('says on a wide screen that it is a preview, around the app', async () => {
    const page = await preview.open('zhangsan')
    await page.setViewportSize({ width: 1200, height: 900 })
    await page.reload()
    await page.getByText('这是浏览器预览').waitFor()
    await page.frameLocator('iframe').getByText('边填边查').waitFor()
  })
})
