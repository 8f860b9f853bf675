import type { Page } from 'playwright-core'
import { eventually } from './support/eventually'
import * as demo from './support/fixtures'
import { Preview } from './support/preview'

const NAME = '全称或常用叫法'

describe('the report page in the preview', () => {
  const preview = new Preview()

  const name = (page: Page) => page.getByPlaceholder(NAME)
  const checks = () => preview.server.calls('POST', '/api/v1/customers/check').map(call => call.body.name)

  it('checks while typing, after a pause, and shows that the customer is free', async () => {
    const page = await preview.open('zhangsan')
    await page.getByText('边填边查').waitFor()
    await name(page).pressSequentially('某某新客户', { delay: 20 })
    await page.getByText('没有撞单，可以报备').waitFor()
    expect(checks()).toEqual(['某某新客户'])
  })

  it('ignores an answer that a newer one has overtaken', async () => {
    preview.server.checks.set('杭州云启信息', { check: demo.collidedCheck, delay: 1500 })
    const page = await preview.open('zhangsan')
    await name(page).fill('杭州云启信息')
    await eventually(checks, ['杭州云启信息'])
    await name(page).fill('另一家公司')
    await page.getByText('没有撞单，可以报备').waitFor()
    await page.waitForResponse(response => response.url().endsWith('/check'))
    await page.waitForTimeout(200)
    expect(await page.getByText('看依据').count()).toBe(0)
  })

  it('splits a pasted remark into the fields', async () => {
    const page = await preview.open('zhangsan')
    await name(page).fill('杭州某某科技 王总 138 0000 0000 a@b.example')
    await eventually(() => name(page).inputValue(), '杭州某某科技')
    expect(await page.getByPlaceholder('怎么称呼').inputValue()).toBe('王总')
    expect(await page.getByPlaceholder('手机或座机').inputValue()).toBe('13800000000')
    await eventually(() => page.getByPlaceholder('选填').nth(1).inputValue(), 'a@b.example')
  })

  it('takes the remark from the clipboard', async () => {
    const page = await preview.open('zhangsan')
    await page.evaluate(() => navigator.clipboard.writeText('宁波某某电子 陈经理 13900002222'))
    await page.getByRole('button', { name: '粘贴' }).click()
    await eventually(() => name(page).inputValue(), '宁波某某电子')
    expect(await page.getByPlaceholder('怎么称呼').inputValue()).toBe('陈经理')
  })

  it('reports a free customer once, however often the button is tried, and is ready for the next', async () => {
    preview.server.fail('/api/v1/registrations', 503, 'BUSY', '系统繁忙，请再点一次')
    const page = await preview.open('zhangsan')
    await name(page).fill('某某新客户')
    await page.getByText('没有撞单，可以报备').waitFor()
    await page.getByRole('button', { name: '提交报备' }).click()
    await page.getByText('系统繁忙，请再点一次').waitFor()
    preview.server.faults.clear()
    await page.getByRole('button', { name: '提交报备' }).click()
    await page.getByText('报备成功').waitFor()
    await page.getByRole('button', { name: '继续报备' }).click()
    expect(await name(page).inputValue()).toBe('')

    const keys = preview.server.calls('POST', '/api/v1/registrations').map(call => call.body.requestKey)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
    expect(keys[0]).toMatch(/^mp-/)
  })

  it('does not submit without a company name', async () => {
    const page = await preview.open('zhangsan')
    await page.getByRole('button', { name: '提交报备' }).click()
    await page.getByText('请填写公司名称').waitFor()
    expect(preview.server.calls('POST', '/api/v1/registrations')).toEqual([])
  })

  it('shows a similar customer before it submits', async () => {
    preview.server.checks.set('杭州云启', { check: demo.similarCheck, delay: 0 })
    const page = await preview.open('zhangsan')
    await name(page).fill('杭州云启')
    await page.getByText('有相似客户').first().waitFor()
    await page.getByRole('button', { name: '提交报备' }).click()
    await page.getByText('赵* · 华东销售部').waitFor()
    expect(preview.server.calls('POST', '/api/v1/registrations')).toEqual([])
    await page.getByRole('button', { name: '仍要报备' }).click()
    await page.getByText('报备成功').waitFor()
  })

  it('goes from a collision to the statement to the dispute', async () => {
    preview.server.checks.set('杭州云启信息', { check: demo.collidedCheck, delay: 0 })
    const page = await preview.open('zhangsan')
    await name(page).fill('杭州云启信息')
    await page.getByText('看依据').click()
    for (const text of ['李* · 华南销售部', '手机号相同，名称只差组织形式', '杭州云启信息技术有限公司', '不同']) {
      await page.getByText(text).first().waitFor()
    }
    await page.getByRole('button', { name: '我要申诉' }).click()
    await page.getByText('客户主动找的我').click()
    await page.getByRole('button', { name: '提交申诉' }).click()
    await page.getByText('双方证据').waitFor()
    await page.getByText('电话沟通，客户要求下周演示').waitFor()

    const [dispute] = preview.server.calls('POST', '/api/v1/collisions/COL1/dispute')
    expect(dispute?.body).toEqual({ statement: '客户主动找的我' })
    expect(preview.server.calls('POST', '/api/v1/registrations')).toHaveLength(1)
    await page.getByRole('button', { name: '返回' }).click()
    expect(await name(page).inputValue()).toBe('')
  })
})
