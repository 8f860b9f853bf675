import { readRemark } from '../../src/contact/remark'

const read = (remark: string, more: Partial<Parameters<typeof readRemark>[0]> = {}) =>
  readRemark({ remark, description: '', remarkCompany: '', remarkMobiles: [], ...more })

describe('what salespeople write into a remark', () => {
  it.each([
    ['杭州某某-王总-13800000000', '杭州某某', '王总', ['13800000000']],
    ['13800000000 王总 杭州某某科技', '杭州某某科技', '王总', ['13800000000']],
    ['杭州某某王总13800000000', '杭州某某', '王总', ['13800000000']],
    ['杭州某某科技有限公司', '杭州某某科技有限公司', undefined, []],
    ['王建国（宁波海云贸易）', '宁波海云贸易', undefined, []],
    ['宁波海云贸易/王建国', '宁波海云贸易', '王建国', []],
    ['宁波海云贸易 李经理 0574-87654321', '宁波海云贸易', '李经理', ['0574-87654321']],
    ['＋86 138 0000 0000－李小姐－云帆集团', '云帆集团', '李小姐', ['+86 138 0000 0000']],
    ['上海分公司', '上海分公司', undefined, []],
  ])('%s', (remark, company, contact, phones) => {
    expect(read(remark)).toMatchObject({ phones, ...(company && { company }), ...(contact && { contact }) })
    expect(read(remark).company).toBe(company)
  })

  it('says nothing for a bare nickname', () => {
    expect(read('王总')).toEqual({ companyIsCertain: false, contact: '王总', phones: [] })
    expect(read('小雨')).toEqual({ companyIsCertain: false, phones: [] })
    expect(read('🌻🌻')).toEqual({ companyIsCertain: false, phones: [] })
    expect(read('')).toEqual({ companyIsCertain: false, phones: [] })
  })

  it('does not trust a four-character text that could be a nickname', () => {
    expect(read('阳光总在').companyIsCertain).toBe(false)
    expect(read('杭州某某 王总').companyIsCertain).toBe(true)
  })

  it('prefers the company field and joins the numbers of all fields', () => {
    const all = read('云帆-13800000001', {
      remarkCompany: '云帆科技',
      remarkMobiles: ['13800000002'],
      description: '前台 13800000003',
    })
    expect(all.company).toBe('云帆科技')
    expect(all.phones.sort()).toEqual(['13800000001', '13800000002', '13800000003'])
  })

  it('survives anything', () => {
    for (const text of ['-'.repeat(5000), '王总'.repeat(3000), '\u0000\u202e', '1'.repeat(4000)])
      expect(() => read(text)).not.toThrow()
  })
})
