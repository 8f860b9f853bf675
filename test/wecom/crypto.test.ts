import { WecomCrypto } from '@wecom/aibot-node-sdk'
import fc from 'fast-check'
import { callbackCrypto } from '../../src/wecom/crypto'
import { Refusal } from '../../src/wecom/refusal'
import { readXml } from '../../src/wecom/xml'
import { encryptPlan, encryptRaw, envelope, type Plan, padFor, sign } from './envelope'
import { AES_KEY, CORP_ID, TOKEN, V1, V2, V3, V4, V5 } from './vectors'

const app = callbackCrypto({ token: TOKEN, aesKey: AES_KEY, receiveId: CORP_ID })
const bot = callbackCrypto({ token: TOKEN, aesKey: AES_KEY, receiveId: '' })

function refusal(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'accepted'
}

const open = (plan: Plan): string => {
  const { encrypted, query } = envelope(plan)
  return refusal(() => app.open(query, encrypted))
}

const signed = (encrypted: string): string =>
  refusal(() => app.open({ signature: sign(TOKEN, '1', '2', encrypted), timestamp: '1', nonce: '2' }, encrypted))

describe('callback encryption', () => {
  it('opens the published address check (V1)', () => {
    expect(app.open(V1.query, V1.encrypted)).toBe(V1.message)
  })

  it('opens the published text message (V2)', () => {
    const xml = app.open(V2.query, V2.encrypted)
    expect(Buffer.byteLength(xml)).toBe(284)
    expect({ ...readXml(xml) }).toEqual({
      ToUserName: CORP_ID,
      FromUserName: 'mycreate',
      CreateTime: '1409659813',
      MsgType: 'text',
      Content: 'hello',
      MsgId: '4561255354251345929',
      AgentID: '218',
    })
  })

  it('opens a bot message with an empty receiver (V3) and a reply (V4)', () => {
    expect(bot.open(V3.query, V3.encrypted)).toBe(V3.message)
    expect(app.open(V4.query, V4.encrypted)).toBe(V4.message)
  })

  it('takes off a whole block of padding (V5)', () => {
    const query = { signature: sign(TOKEN, '1', '2', V5.encrypted), timestamp: '1', nonce: '2' }
    expect(bot.open(query, V5.encrypted)).toBe(V5.message)
  })

  it('seals what the class of the official SDK opens, for every length of a block', () => {
    const official = new WecomCrypto(TOKEN, AES_KEY, CORP_ID)
    for (let length = 0; length < 70; length++) {
      const text = '撞'.repeat(length) + 'x'.repeat(length % 5)
      const { encrypt, signature } = app.seal(text, '1700000000', 'n')
      expect(official.decrypt(encrypt)).toBe(text)
      expect(app.open({ signature, timestamp: '1700000000', nonce: 'n' }, encrypt)).toBe(text)
    }
  })

  it('refuses a configuration that cannot be right', () => {
    const bad = [` ${AES_KEY.slice(1)}`, `${AES_KEY}=`, AES_KEY.slice(1), AES_KEY.replace('j', '+'), '']
    for (const aesKey of bad) expect(() => callbackCrypto({ token: TOKEN, aesKey, receiveId: '' })).toThrow('43')
    expect(() => callbackCrypto({ token: 'a b', aesKey: AES_KEY, receiveId: '' })).toThrow('Token')
  })
})

describe('a message that is not exactly right is refused', () => {
  const message = '<xml><A>1</A></xml>'
  const pad = padFor(message)
  const mixed = Buffer.alloc(pad, pad)
  mixed[0] = pad - 1

  const broken: [string, Plan, string][] = [
    ['another token', { token: 'QDG6eL' }, 'signature'],
    ['another company', { receiver: 'wx5823bf96d3bd56c8' }, 'receiver'],
    ['a receiver that only begins right', { receiver: `${CORP_ID}x` }, 'receiver'],
    ['a receiver cut short', { receiver: CORP_ID.slice(1) }, 'receiver'],
    ['a receiver in capitals', { receiver: CORP_ID.toUpperCase() }, 'receiver'],
    ['no receiver', { receiver: '' }, 'receiver'],
    ['a length of 0xFFFFFFFF', { length: 0xffffffff }, 'length'],
    ['a length beyond the message', { length: 400 }, 'length'],
    ['a length one too long, eating into the receiver', { length: message.length + 1 }, 'receiver'],
    ['a length one too short, leaving a byte to the receiver', { length: message.length - 1 }, 'receiver'],
    ['a length that swallows the receiver', { length: message.length + CORP_ID.length }, 'receiver'],
    ['padding of 0', { padding: Buffer.alloc(pad, 0) }, 'padding'],
    ['padding of 33', { padding: Buffer.alloc(pad, 33) }, 'padding'],
    ['padding of 255', { padding: Buffer.alloc(pad, 255) }, 'padding'],
    ['mixed padding', { padding: mixed }, 'padding'],
    ['padding that says less than it is', { padding: Buffer.alloc(pad, 1) }, 'receiver'],
    ['padding that says more than it is', { padding: Buffer.alloc(pad, 32) }, 'padding'],
    ['invalid UTF-8', { message: Buffer.from([0x3c, 0xff, 0xfe, 0x3e]) }, 'utf8'],
    ['an overlong UTF-8 form', { message: Buffer.from([0xc0, 0xbc]) }, 'utf8'],
    ['half of a surrogate pair in UTF-8', { message: Buffer.from([0xed, 0xa0, 0x80]) }, 'utf8'],
    ['a NUL character', { message: '<xml><A>a\0b</A></xml>' }, 'utf8'],
  ]
  it.each(broken)('%s', (_name, plan, code) => {
    expect(open(plan)).toBe(code)
  })

  it('the empty receiver of a bot is exact too', () => {
    const { encrypted, query } = envelope({ message: 'x', receiver: 'y' })
    expect(refusal(() => bot.open(query, encrypted))).toBe('receiver')
  })

  it('base64 has to be the canonical spelling', () => {
    const good = encryptPlan({})
    expect(signed(good)).toBe('accepted')
    for (const bad of [
      '',
      `${good} `,
      `${good}=`,
      `${good}\n`,
      good.slice(1),
      `-${good.slice(1)}`,
      `${good}AA==`,
      '!!!!',
      '====',
    ]) {
      expect(signed(bad)).not.toBe('accepted')
    }
    expect(V1.encrypted.endsWith('qQ==')).toBe(true)
    expect(signed(`${V1.encrypted.slice(0, -3)}R==`)).toBe('base64')
  })

  it('a plaintext too short for its own head', () => {
    expect(signed(encryptRaw(Buffer.alloc(32, 32)))).toBe('length')
    expect(signed(encryptRaw(Buffer.concat([Buffer.alloc(17), Buffer.alloc(15, 15)])))).toBe('length')
  })

  it('random bytes, whatever their number', () => {
    for (const size of [0, 1, 15, 16, 31, 32, 33, 64, 96, 1024])
      expect(signed(Buffer.alloc(size, 0x5a).toString('base64'))).not.toBe('accepted')
  })

  it('a signature of the wrong length or in capitals', () => {
    for (const signature of ['', 'a', V1.query.signature.toUpperCase(), `${V1.query.signature}0`, 'é'.repeat(40)]) {
      expect(refusal(() => app.open({ ...V1.query, signature }, V1.encrypted))).toBe('signature')
    }
  })

  it('any change of any byte, and never with another kind of error', () => {
    const good = Buffer.from(V2.encrypted, 'base64')
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, resign) => {
        const bytes = Buffer.from(good)
        bytes[at] = bytes[at]! ^ change
        const encrypted = bytes.toString('base64')
        if (!resign) return refusal(() => app.open(V2.query, encrypted)) === 'signature'
        // Whoever has the token may sign garbage: it may decrypt, but then only the message differs, never its frame.
        const code = signed(encrypted)
        return code !== 'accepted' || at < good.length - 32
      }),
      { numRuns: 3000 },
    )
  })
})
