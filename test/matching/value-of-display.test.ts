import fc from 'fast-check'
import { hardKeysOf, valueOfDisplay } from '../../src/matching/keys/hard-keys'

/** What is stored of a key is what is shown; a change of DATA_KEY computes the value from it. */
describe('the value of a hard key', () => {
  const same = (fields: Parameters<typeof hardKeysOf>[0]) => {
    const keys = hardKeysOf(fields)
    for (const { kind, value, display } of keys) expect([kind, valueOfDisplay(kind, display)]).toEqual([kind, value])
    return keys.length
  }

  it('can be read from what is shown of it', () => {
    expect(
      same({
        name: '（杭州）海雲科技股份有限公司 ™',
        phones: ['0571-88001234 转 801', '138 0000 0001', '+1 415 555 0100', '400-820-8820', '13800000002/13800000003'],
        emails: ['Wang <Wang@Example.COM>', 'a.b+c@qq.com'],
        usccs: ['91330106MA2CFXYT0G'.toLowerCase()],
        wechats: ['微信号：QingHe_wang', '加微信 abc12345', `${'很'.repeat(45)} 微信 hidden_far_behind`],
        externalUserIds: [' wmAbC '],
        unionids: ['ozynqsulJFCZ2z1aYeS8h-nuasdAAA'],
      }),
    ).toBeGreaterThan(9)
  })

  it('whatever people typed', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '微信',
        'wx:',
        '13800000001',
        '转',
        'abc_12345',
        'v13800000001',
        '有限公司',
        'MA2CFXYT0',
        '91330106MA2CFXYT0G',
        '@qq.com',
        ' ',
      ),
    )
    const text = fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join(''))
    fc.assert(
      fc.property(text, value => {
        same({ name: value, phones: [value], emails: [value], usccs: [value], wechats: [value] })
      }),
      { numRuns: 3000 },
    )
  })
})
