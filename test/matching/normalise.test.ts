import {
  canonicalName,
  checkUscc,
  cleanText,
  normaliseContact,
  normaliseEmail,
  normalisePhone,
  normaliseWechat,
  organisationCode,
  toSimplified,
  usccCheckDigit,
  websiteDomain,
} from '../../src/matching'

describe('text', () => {
  it('folds width and drops what cannot be seen', () => {
    expect(cleanText('\u200bＡＢＣ\u202e（北京）\u0000 有限\u3000公司\ufeff')).toBe('ABC(北京) 有限 公司')
  })
  it('keeps whole characters only when surrogates are lone', () => {
    expect(cleanText('海\ud800云\udc00')).toBe('海云')
  })
  it('is bounded', () => {
    expect(cleanText('长'.repeat(10_000)).length).toBe(200)
  })
  it.each([
    ['臺灣積體電路', '台湾积体电路'],
    ['華潤萬傢', '华润万家'],
    ['沪上萌芽', '沪上萌芽'],
    ['衞生裏麪', '卫生里面'],
  ])('writes %s as %s', (traditional, simplified) => {
    expect(toSimplified(traditional)).toBe(simplified)
  })
})

describe('the hard key of a name', () => {
  it('ignores width, spaces, punctuation, script and case', () => {
    expect(canonicalName(' 海雲（Beijing）科技  有限公司。')).toBe(canonicalName('海云(beijing)科技有限公司'))
  })
  it('keeps the organisation form', () => {
    expect(canonicalName('海云科技有限公司')).not.toBe(canonicalName('海云科技股份有限公司'))
  })
})

describe('phones', () => {
  it.each([
    ['138 0013 8000', '+8613800138000'],
    ['+86-138-0013-8000', '+8613800138000'],
    ['008613800138000', '+8613800138000'],
    ['手机：１３８００１３８０００（张总）', '+8613800138000'],
    ['1 3 8 0 0 1 3 8 0 0 0', '+8613800138000'],
    ['0755-86013388', '+8675586013388'],
    ['(010) 6552 9988', '+861065529988'],
    ['+86 (0)21 6552 9988', '+862165529988'],
    ['0871-7206279', '+868717206279'],
    ['+852 2345 6789', '+85223456789'],
    ['(852) 2345 6789', '+85223456789'],
    ['886-2-23456789', '+886223456789'],
    ['l38OO138OOO', '+8613800138000'],
    ['一三八零零一三八零零零', '+8613800138000'],
  ])('reads %s', (text, e164) => {
    expect(normalisePhone(text).map(p => p.e164)).toEqual([e164])
  })
  it.each([
    ['021-65529988转801', '801'],
    ['021-65529988 ext.801', '801'],
    ['021-65529988-801', '801'],
  ])('takes the extension off %s', (text, ext) => {
    expect(normalisePhone(text)).toEqual([{ e164: '+862165529988', ext }])
  })
  it('reads several numbers in one field', () => {
    expect(normalisePhone('13800138000/010-65529988，13912345678').map(p => p.e164)).toEqual([
      '+8613800138000',
      '+861065529988',
      '+8613912345678',
    ])
  })
  it.each(['', '12345', '客户', '2024-11-22', '00000000000'])('reads no number in “%s”', text => {
    expect(normalisePhone(text)).toEqual([])
  })
})

describe('e-mail', () => {
  it.each([
    ['mailto:Li.Wei+crm@Example.com.cn。', 'li.wei@example.com.cn', false],
    ['张三 <zhang@QQ.com>', 'zhang@qq.com', true],
    ['a.b@googlemail.com', 'ab@gmail.com', true],
    ['zhang ＠ corp.example.com', 'zhang@corp.example.com', false],
    ['zhang(at)corp.example.com', 'zhang@corp.example.com', false],
  ])('reads %s', (text, address, personal) => {
    expect(normaliseEmail(text)).toMatchObject({ address, personal })
  })
  it('refuses what is no address', () => {
    expect(normaliseEmail('zhang at corp')).toBeUndefined()
  })
})

describe('unified social credit codes', () => {
  const body = '91310115MA1K3ABCD'.replace('ABC', 'A8C')
  const code = body + usccCheckDigit(body)
  it('accepts the code with labels, spaces, width and case', () => {
    expect(checkUscc(`统一社会信用代码：${code.toLowerCase()}`)).toEqual({ code, valid: true })
    expect(checkUscc(`USCC ${code.replace(/(.{4})/g, '$1 ')}`)).toEqual({ code, valid: true })
  })
  it('reads O and I as 0 and 1', () => {
    expect(checkUscc(code.replace(/0/g, 'O').replace(/1/g, 'I'))).toEqual({ code, valid: true })
  })
  it('tells a wrong check digit', () => {
    const wrong = body + (code[17] === '0' ? '1' : '0')
    expect(checkUscc(wrong)).toEqual({ code: wrong, valid: false })
  })
  it('finds none in a short text', () => {
    expect(checkUscc('9131011')).toBeUndefined()
  })
})

describe('codes of organisations', () => {
  it.each([
    ['MA1K3A8CX', 'MA1K3A8CX'],
    ['组织机构代码：ma1k3a8c-x', 'MA1K3A8CX'],
    ['７４８２３５１６－８', '748235168'],
    ['税号 320500748235168', '748235168'],
    ['91310115MA1K3A8CX6', 'MA1K3A8CX'],
    ['MAIK3A8C-X', 'MA1K3A8CX'],
    ['MA1K3A8C-1', undefined],
    ['91310115MA1K3A8CX7', undefined],
    ['订单748235168001', undefined],
    ['MA1K3A8', undefined],
  ])('reads %s as %s', (text, code) => {
    expect(organisationCode(text)).toBe(code)
  })
})

describe('WeChat ids, domains, contacts', () => {
  it.each([
    ['微信：KH-1vz3d2', 'kh-1vz3d2'],
    ['wx: wxid_29zh4x ', 'wxid_29zh4x'],
    ['加微信 abc_123', 'abc_123'],
    ['微信同手机', undefined],
  ])('reads %s', (text, id) => {
    expect(normaliseWechat(text)).toBe(id)
  })
  it.each([
    ['https://www.example.com.cn/about', 'example.com.cn'],
    ['shop.example.com', 'example.com'],
    ['https://shop123.taobao.com', undefined],
    ['没有网站', undefined],
  ])('takes the domain of %s', (text, domain) => {
    expect(websiteDomain(text)).toBe(domain)
  })
  it.each([
    ['王小明经理', '王小明'],
    ['张总', ''],
    ['李 雷（采购）', '李雷'],
  ])('takes titles off %s', (text, name) => {
    expect(normaliseContact(text)).toBe(name)
  })
})
