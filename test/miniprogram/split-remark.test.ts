import { looksLikeRemark, splitRemark } from '../../miniprogram/core/split-remark'

describe('a pasted remark', () => {
  it.each([
    ['杭州某某科技有限公司 王总 13800000000', { name: '杭州某某科技有限公司', contact: '王总', phone: '13800000000' }],
    ['杭州某某科技 王总 138 0000 0000', { name: '杭州某某科技', contact: '王总', phone: '13800000000' }],
    ['王总13800000000杭州某某科技', { name: '杭州某某科技', contact: '王总', phone: '13800000000' }],
    ['陈经理，宁波海晟电子，+86 139-0000-2222', { name: '宁波海晟电子', contact: '陈经理', phone: '13900002222' }],
    [
      '公司：苏州云帆贸易有限公司\n联系人：李明\n电话：0512-66668888',
      { name: '苏州云帆贸易有限公司', contact: '李明', phone: '051266668888' },
    ],
    ['８６１３８００００００００　某某集团', { name: '某某集团', phone: '13800000000' }],
    [
      '青岛蓝湾酒店 vx: lanwan_2020 a.b@lanwan.example',
      { name: '青岛蓝湾酒店', wechat: 'lanwan_2020', email: 'a.b@lanwan.example' },
    ],
    ['91330100MA27XF0A1B 杭州某某信息技术有限公司', { name: '杭州某某信息技术有限公司', uscc: '91330100MA27XF0A1B' }],
    [
      '北京某某科技 张工 13800000000 想要报价',
      { name: '北京某某科技', contact: '张工', phone: '13800000000', note: '想要报价' },
    ],
  ])('%s', (text, expected) => {
    expect(splitRemark(text)).toEqual(expected)
  })

  it('keeps a company in brackets whole', () => {
    expect(splitRemark('某某（中国）有限公司 赵女士')).toEqual({ name: '某某(中国)有限公司', contact: '赵女士' })
  })

  it('is told from a plain company name', () => {
    expect(looksLikeRemark('杭州某某科技有限公司')).toBe(false)
    expect(looksLikeRemark('王总')).toBe(false)
    expect(looksLikeRemark('Acme Trading')).toBe(false)
    expect(looksLikeRemark('杭州某某科技 13800000000')).toBe(true)
    expect(looksLikeRemark('杭州某某科技 王总')).toBe(true)
  })

  it('does not take a year or an order number for a phone', () => {
    expect(splitRemark('杭州某某科技 2024年订单 88').phone).toBeUndefined()
  })
})
