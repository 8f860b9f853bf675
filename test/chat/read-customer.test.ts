import { readCustomer } from '../../src/chat/read-customer'
import type { CustomerInput } from '../../src/customer/customer-input'

describe('a customer in one line', () => {
  it.each<[string, CustomerInput]>([
    ['杭州青禾智能科技有限公司', { name: '杭州青禾智能科技有限公司' }],
    ['杭州青禾智能 13800000001', { name: '杭州青禾智能', phone: '13800000001' }],
    ['13800000001 杭州青禾智能', { name: '杭州青禾智能', phone: '13800000001' }],
    ['13800000001', { phone: '13800000001' }],
    ['杭州青禾智能 王经理 13800000001', { name: '杭州青禾智能', contact: '王经理', phone: '13800000001' }],
    ['王经理，138 0000 0001，杭州青禾智能', { name: '杭州青禾智能', contact: '王经理', phone: '138 0000 0001' }],
    ['公司：杭州青禾智能 手机：138-0000-0001', { name: '杭州青禾智能', phone: '138-0000-0001' }],
    ['客户名称：杭州青禾智能；联系人：王总；电话：0571-88880000', { name: '杭州青禾智能', phone: '0571-88880000' }],
    ['杭州青禾智能 +86 13800000001', { name: '杭州青禾智能', phone: '+86 13800000001' }],
    ['杭州青禾智能 wang@qinghe.example', { name: '杭州青禾智能', email: 'wang@qinghe.example' }],
    ['杭州青禾智能 微信 qinghe_wang', { name: '杭州青禾智能', wechat: 'qinghe_wang' }],
    ['杭州青禾智能 91330100MA27XXXX0A', { name: '杭州青禾智能', uscc: '91330100MA27XXXX0A' }],
    ['Acme Trading Co Ltd 13800000001', { name: 'Acme Trading Co Ltd', phone: '13800000001' }],
    ['3M中国有限公司', { name: '3M中国有限公司' }],
    ['', {}],
  ])('%s', (line, expected) => {
    expect(readCustomer(line)).toMatchObject(expected)
    for (const field of ['name', 'phone', 'email', 'uscc', 'wechat'] as const)
      if (!(field in expected)) expect(readCustomer(line)[field]).toBeUndefined()
  })

  it('does not take a part of a long number for a mobile', () => {
    for (const line of ['订单 2026138000000012345', '订单 202601138000000001', '订单 20260113800000001'])
      expect(readCustomer(line).phone).toBeUndefined()
  })
})
