import { eventually } from './support/eventually'
import * as demo from './support/fixtures'
import { Preview } from './support/preview'

describe('disputes in the preview', () => {
  const preview = new Preview()

  const rulings = () => preview.server.calls('POST', '/api/v1/disputes/DIS1/ruling').map(call => call.body)

  it('lets the arbiter award the customer, after a confirmation, and shows the result', async () => {
    const page = await preview.open('wangwu', 'pages/dispute/dispute?id=DIS1')
    await page.getByRole('button', { name: '裁决' }).click()
    await page.getByText('判给张三').click()
    await page.getByPlaceholder('双方都会看到').fill('先接触的客户')
    await page.getByRole('button', { name: '提交裁决' }).click()
    await page.getByRole('button', { name: '再想想' }).click()
    expect(rulings()).toEqual([])
    await page.getByRole('button', { name: '提交裁决' }).click()
    await page.getByRole('button', { name: '确认裁决' }).click()
    await page.getByText('已裁决', { exact: true }).first().waitFor()
    await page.getByText('判给张三').first().waitFor()
    await page.getByText('先接触的客户').waitFor()
    expect(rulings()).toEqual([{ outcome: 'award', awardTo: 'zhangsan', reason: '先接触的客户' }])
    expect(await page.getByRole('button', { name: '裁决' }).count()).toBe(0)
  })

  it('lets the arbiter share the customer in steps of five percent', async () => {
    const page = await preview.open('wangwu', 'package-manager/pages/ruling/ruling?id=DIS1')
    await page.getByText('联合跟进').click()
    for (let i = 0; i < 3; i += 1) await page.getByRole('button', { name: '增加', exact: true }).click()
    await page.getByText('65%').waitFor()
    await page.getByRole('button', { name: '提交裁决' }).click()
    await page.getByRole('button', { name: '确认裁决' }).click()
    await eventually(rulings, [{ outcome: 'joint', shares: { lisi: 65, zhangsan: 35 } }])
  })

  it('asks for a choice first', async () => {
    const page = await preview.open('wangwu', 'package-manager/pages/ruling/ruling?id=DIS1')
    await page.getByRole('button', { name: '提交裁决' }).click()
    await page.getByText('请先选择裁决结果').waitFor()
    expect(rulings()).toEqual([])
  })

  it('takes evidence of a party, and shows it', async () => {
    const page = await preview.open('zhangsan', 'pages/dispute/dispute?id=DIS1')
    await page.getByRole('button', { name: '补充证据' }).click()
    await page.getByPlaceholder('时间、经过').fill('11月20日电话约定演示')
    await page.getByRole('button', { name: '提交证据' }).click()
    await page.getByText('11月20日电话约定演示').first().waitFor()
    expect(await page.getByRole('button', { name: '裁决' }).count()).toBe(0)
  })

  it('offers 复议 to a party once there is a ruling', async () => {
    const by = {
      ruling: { outcome: 'dismiss' as const, outcomeText: '驳回申诉，维持现状', by: demo.wang, at: demo.NOW },
    }
    preview.server.dispute = { ...demo.openDispute('zhangsan'), status: 'ruled', ...by }
    const page = await preview.open('zhangsan', 'pages/dispute/dispute?id=DIS1')
    await page.getByText('驳回申诉，维持现状').waitFor()
    preview.server.fail('/api/v1/disputes/DIS1/appeal', 409, 'APPEALED_BEFORE', '这次裁决已经复议过，不能再次复议')
    await page.getByRole('button', { name: '申请复议' }).click()
    await page.getByText('有新的证据').click()
    await page.getByRole('button', { name: '提交复议' }).click()
    await page.getByText('这次裁决已经复议过，不能再次复议').waitFor()
  })

  it('lets the one who opened it take it back', async () => {
    const page = await preview.open('zhangsan', 'pages/dispute/dispute?id=DIS1')
    await page.getByRole('button', { name: '撤回申诉' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
    await page.getByText('申诉人已撤回').waitFor()
    expect(await page.getByRole('button', { name: '撤回申诉' }).count()).toBe(0)
  })

  it('says when a dispute may not be seen', async () => {
    preview.server.fail('/api/v1/disputes/DIS1', 403, 'FORBIDDEN', '你不是这起争议的当事人')
    const page = await preview.open('zhangsan', 'pages/dispute/dispute?id=DIS1')
    await page.getByText('你不是这起争议的当事人').waitFor()
  })
})
