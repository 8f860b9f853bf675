import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { type Answer, call, pathOf, post, startCallbackServer, type TestServer, wrap } from './callback-server'
import { encryptRaw, envelope, type Plan, padFor, sign } from './envelope'
import { CORP_ID, TOKEN, V2 } from './vectors'

let server: TestServer
beforeAll(async () => {
  server = await startCallbackServer(4_500)
})
afterAll(() => server.close())

const good = pathOf(V2.query)
const body = wrap(V2.encrypted)
const send = (path: string, text: string | Buffer, headers = {}): Promise<Answer> =>
  call(server.port, 'POST', path, text, headers)
const q = (changes: Record<string, string | string[] | undefined>): string => {
  const params = new URLSearchParams()
  const all = { msg_signature: V2.query.signature, timestamp: V2.query.timestamp, nonce: V2.query.nonce, ...changes }
  for (const [name, value] of Object.entries(all)) for (const one of [value ?? []].flat()) params.append(name, one)
  return `/wecom/callback?${params}`
}
const inner = (message: string | Buffer) => (): Promise<Answer> => post(server, { message })
const broken = (plan: Plan) => (): Promise<Answer> => post(server, plan)
const signedRaw = (encrypted: string) => (): Promise<Answer> =>
  send(pathOf({ signature: sign(TOKEN, '1', '2', encrypted), timestamp: '1', nonce: '2' }), wrap(encrypted))

/** Bytes as they are, without a client library that would correct them. */
function raw(text: string): Promise<number> {
  return new Promise(resolve => {
    const socket = connect(server.port, '127.0.0.1')
    let answer = ''
    socket.on('data', chunk => (answer += chunk)).on('error', () => undefined)
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)))
    socket.end(text)
  })
}

const message = '<xml><A>1</A></xml>'
const pad = padFor(message)
const deep = (levels: number): string => `<xml>${'<A>'.repeat(levels)}x${'</A>'.repeat(levels)}</xml>`

const variants: [string, () => Promise<Answer>][] = [
  ['no parameters', () => send('/wecom/callback', body)],
  ['no signature', () => send(q({ msg_signature: undefined }), body)],
  ['no timestamp', () => send(q({ timestamp: undefined }), body)],
  ['no nonce', () => send(q({ nonce: undefined }), body)],
  ['an empty signature', () => send(q({ msg_signature: '' }), body)],
  ['a wrong signature', () => send(q({ msg_signature: '0'.repeat(40) }), body)],
  ['a signature in capitals', () => send(q({ msg_signature: V2.query.signature.toUpperCase() }), body)],
  ['a signature cut short', () => send(q({ msg_signature: V2.query.signature.slice(1) }), body)],
  ['a signature that is too long', () => send(q({ msg_signature: `${V2.query.signature}0` }), body)],
  ['the signature twice', () => send(q({ msg_signature: [V2.query.signature, V2.query.signature] }), body)],
  ['the timestamp twice', () => send(q({ timestamp: ['1409659813', '1409659813'] }), body)],
  ['the nonce in two parts, as an array', () => send(q({ nonce: ['13726', '23149'] }), body)],
  ['an array in brackets', () => send(`${good.replace('nonce=', 'nonce[]=')}`, body)],
  ['a timestamp with letters', () => send(q({ timestamp: '1409659813abc' }), body)],
  ['a very long nonce', () => send(q({ nonce: '1'.repeat(5_000) }), body)],
  ['a nonce with a line break', () => send(q({ nonce: '1372623149\r\n' }), body)],
  ['another timestamp', () => send(q({ timestamp: '1409659814' }), body)],
  ['an empty body', () => send(good, '')],
  ['a JSON body', () => send(good, JSON.stringify({ encrypt: V2.encrypted }))],
  ['an HTML body', () => send(good, '<html><body>hello</body></html>')],
  ['no Encrypt', () => send(good, '<xml><ToUserName>x</ToUserName></xml>')],
  ['two Encrypts', () => send(good, `<xml><Encrypt>${V2.encrypted}</Encrypt><Encrypt>${V2.encrypted}</Encrypt></xml>`)],
  ['Encrypt with children', () => send(good, '<xml><Encrypt><A>1</A></Encrypt></xml>')],
  ['an envelope with DOCTYPE', () => send(good, `<!DOCTYPE xml>${body}`)],
  [
    'an envelope with an external entity',
    () => send(good, `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Encrypt>&e;</Encrypt></xml>`),
  ],
  ['an envelope of 3,000 levels', () => send(good, deep(3_000))],
  ['an envelope with garbage behind it', () => send(good, `${body}x`)],
  [
    'an envelope that is not UTF-8',
    () => send(good, Buffer.concat([Buffer.from(body.slice(0, 20)), Buffer.from([0xff, 0xfe])])),
  ],
  ['an envelope with a NUL', () => send(good, body.replace('1000002', '1000\x002'))],
  ['an envelope cut in half', () => send(good, body.slice(0, body.length / 2))],
  ['1 MiB', () => send(good, 'a'.repeat(1 << 20))],
  ['1 MiB in chunks, without a length', () => send(good, 'a'.repeat(1 << 20), { 'transfer-encoding': 'chunked' })],
  ['one byte over the limit', () => send(good, body.padEnd(64 * 1024 + 1))],
  ['a gzip body', () => send(good, gzipSync(body), { 'content-encoding': 'gzip' })],
  ['a body that claims to be brotli', () => send(good, body, { 'content-encoding': 'br' })],
  ['ciphertext that is not base64', signedRaw('!!!!')],
  ['ciphertext of half a block', signedRaw(Buffer.alloc(48).toString('base64'))],
  ['ciphertext of one block', signedRaw(encryptRaw(Buffer.alloc(32, 32)))],
  ['random ciphertext', signedRaw(Buffer.alloc(96, 7).toString('base64'))],
  ['one changed character in the ciphertext', () => send(good, body.replace('RypEv', 'RypEw'))],
  ['another company', broken({ receiver: 'ww0000000000000000' })],
  ['an empty receiver', broken({ receiver: '' })],
  ['a receiver with a tail', broken({ receiver: `${CORP_ID}0` })],
  ['another token', broken({ token: 'sandboxToken' })],
  ['a length of 0xFFFFFFFF', broken({ length: 0xffffffff })],
  ['a length that swallows the receiver', broken({ message, length: message.length + CORP_ID.length })],
  ['a length of 0', broken({ length: 0 })],
  ['padding of 0', broken({ message, padding: Buffer.alloc(pad, 0) })],
  ['padding of 33', broken({ message, padding: Buffer.alloc(pad, 33) })],
  ['mixed padding', broken({ message, padding: Buffer.from([...Array(pad - 1).fill(9), pad]) })],
  ['invalid UTF-8 inside', inner(Buffer.from([0x3c, 0x78, 0xff]))],
  ['DOCTYPE inside', inner(`<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>`)],
  ['ENTITY in the middle', inner('<xml><!ENTITY a SYSTEM "http://127.0.0.1/"><A>1</A></xml>')],
  [
    'a thousand laughs inside',
    inner(`<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(999)}">]><xml><A>${'&a;'.repeat(999)}</A></xml>`),
  ],
  ['numeric entities that are no characters', inner(`<xml><A>${'&#0;'.repeat(1_000)}</A></xml>`)],
  ['3,000 levels inside', inner(deep(3_000))],
  ['6,000 elements inside', inner(`<xml>${'<A/>'.repeat(6_000)}</xml>`)],
  ['9,000 attributes inside', inner(`<xml><A ${'a="" '.repeat(9_000)}/></xml>`)],
  ['JSON inside', inner('{"MsgType":"text"}')],
  ['nothing inside', inner('')],
  ['an inner message cut short', inner('<xml><A>1</A>')],
]

describe('a hostile callback', () => {
  it(`comes in ${variants.length} variants, each with its own name`, () => {
    expect(new Set(variants.map(([name]) => name)).size).toBeGreaterThanOrEqual(47)
  })

  it.each(variants)('%s: refused, nothing stored, the next good message passes', async (_name, attack) => {
    const before = server.stored.length
    const { status } = await attack()
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(server.stored).toHaveLength(before)
    expect((await send(good, body)).status).toBe(200)
    expect(server.stored).toHaveLength(before + 1)
  })

  it('says nothing about why beyond one word', async () => {
    const answer = await post(server, { receiver: 'ww0000000000000000' })
    expect(answer).toMatchObject({ status: 403, body: 'receiver' })
  })

  it('a body that never ends is given up after a few seconds', async () => {
    const status = await raw(`POST ${good} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<xml>\r\n`)
    expect([0, 400, 408]).toContain(status)
    expect(server.stored.at(-1)?.dedupeKey).toBe('id:4561255354251345929')
  })

  it('a wrong length, two lengths, and a length beside chunks never reach the store', async () => {
    const before = server.stored.length
    const head = `POST ${good} HTTP/1.1\r\nHost: x\r\n`
    const statuses = [
      await raw(`${head}Content-Length: ${body.length + 10}\r\n\r\n${body}`),
      await raw(`${head}Content-Length: 10\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
      await raw(`${head}Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${body}`),
      await raw(`${head}Content-Length: -5\r\n\r\n${body}`),
    ]
    for (const status of statuses) expect(status === 0 || (status >= 400 && status < 500)).toBe(true)
    expect(server.stored).toHaveLength(before)
  })

  it('no mutation of a valid envelope is accepted as anything but the original, and none is a server error', async () => {
    await send(good, body)
    const original = server.stored.at(-1)
    const mutation = fc.record({
      at: fc.nat(body.length - 1),
      cut: fc.nat(4),
      put: fc.string({ unit: fc.constantFrom(...'<>/&;![]=+ A0x\n\u4e2d'), maxLength: 4 }),
      resigned: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(mutation, async ({ at, cut, put, resigned }) => {
        const changed = body.slice(0, at) + put + body.slice(at + cut)
        const encrypted = /<Encrypt><!\[CDATA\[([^\]]*)\]\]>/.exec(changed)?.[1]
        const resign = resigned && encrypted !== undefined && encrypted !== V2.encrypted
        const path = resign ? pathOf({ signature: sign(TOKEN, '1', '2', encrypted), timestamp: '1', nonce: '2' }) : good
        const before = server.stored.length
        const { status } = await send(path, changed)
        if (status === 200 && !resign) {
          // Changed around the ciphertext, which the signature does not cover and of which nothing is used.
          expect(server.stored.slice(before)).toEqual([original])
          return
        }
        expect(status >= 400 && status < 500).toBe(true)
        expect(server.stored).toHaveLength(before)
      }),
      { numRuns: Number(process.env.HOSTILE_RUNS ?? 600) },
    )
  })

  it('any signed inner text is stored or refused, never a server error', async () => {
    const text = fc.string({
      unit: fc.constantFrom('<xml>', '</xml>', '<A>', '</A>', '<![CDATA[', ']]>', '&amp;', '&#65;', '中', 'x', ' '),
    })
    await fc.assert(
      fc.asyncProperty(text, async value => {
        const { encrypted, query } = envelope({ message: value })
        const { status } = await send(pathOf(query), wrap(encrypted))
        expect(status === 200 || status === 400).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
