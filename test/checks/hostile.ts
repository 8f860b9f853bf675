import { createCipheriv, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { toXml } from '../../sandbox/callbacks/xml'
import { encrypt, sign } from '../../sandbox/core/crypto'
import { credentials } from '../../sandbox/credentials'
import { textEvent } from './sender'

export interface Hostile {
  name: string
  method?: string
  path: string
  body?: Buffer | string
  headers?: Record<string, string>
}

const AT = String(Math.floor(Date.now() / 1000))
const outer = (encrypted: string) =>
  `<xml><ToUserName><![CDATA[${credentials.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
const query = (signature: string, more = '') => `?msg_signature=${signature}&timestamp=${AT}&nonce=7${more}`
const signed = (name: string, encrypted: string, wrap = outer): Hostile => ({
  name,
  path: query(sign(credentials.token, AT, '7', encrypted)),
  body: wrap(encrypted),
})
const sealed = (name: string, xml: string, receiver = credentials.corpId) =>
  signed(name, encrypt(credentials.aesKey, xml, receiver))

/** An envelope whose inside is not what WeCom writes: length, padding and receiver as given. */
function crooked(name: string, inside: Buffer): Hostile {
  const key = Buffer.from(`${credentials.aesKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return signed(name, Buffer.concat([cipher.update(inside), cipher.final()]).toString('base64'))
}

function inside(message: string, { length, pad }: { length?: number; pad?: number[] }): Buffer {
  const head = Buffer.alloc(20)
  head.writeUInt32BE(length ?? Buffer.byteLength(message), 16)
  const plain = Buffer.concat([head, Buffer.from(message + credentials.corpId)])
  const size = 32 - (plain.length % 32)
  return Buffer.concat([
    plain,
    pad ? Buffer.from(Array.from({ length: size }, (_, i) => pad[i % pad.length]!)) : Buffer.alloc(size, size),
  ])
}

/** What nobody but an attacker sends. None may be accepted, none may be a server error. */
export function hostileCallbacks(): Hostile[] {
  const { xml } = textEvent('zhangwei', '查 13700000000')
  const good = encrypt(credentials.aesKey, xml, credentials.corpId)
  const signature = sign(credentials.token, AT, '7', good)
  const body = outer(good)
  const padded = (pad: number[]) => inside(xml, { pad })
  return [
    { name: 'wrong signature', path: query('0'.repeat(40)), body },
    { name: 'no signature', path: `?timestamp=${AT}&nonce=7`, body },
    { name: 'signature of another text', path: query(sign(credentials.token, AT, '7', 'x')), body },
    { name: 'signature in capitals', path: query(signature.toUpperCase()), body },
    { name: 'two signatures', path: query(signature, `&msg_signature=${signature}`), body },
    { name: 'array parameter', path: `?msg_signature[]=${signature}&timestamp=${AT}&nonce=7`, body },
    { name: 'object parameter', path: `?msg_signature[a]=${signature}&timestamp=${AT}&nonce=7`, body },
    { name: 'two timestamps', path: query(signature, '&timestamp=1'), body },
    { name: 'two nonces', path: query(signature, '&nonce=8'), body },
    { name: 'no parameters', path: '', body },
    sealed('receiver of another company', xml, 'wwother'),
    sealed('no receiver', xml, ''),
    sealed('receiver with something behind', xml, `${credentials.corpId}x`),
    sealed('receiver in capitals', xml, credentials.corpId.toUpperCase()),
    crooked('length of 4 GiB', inside(xml, { length: 0xffffffff })),
    crooked('length one too long', inside(xml, { length: Buffer.byteLength(xml) + 1 })),
    crooked('length zero', inside(xml, { length: 0 })),
    crooked('padding 0', padded([0])),
    crooked('padding 33', padded([33])),
    crooked('padding 255', padded([255])),
    crooked('padding mixed', padded([3, 1, 4])),
    crooked('one block', Buffer.alloc(32, 32)),
    signed('not base64', '%%%'),
    signed('cut in the middle of a block', good.slice(0, 50)),
    signed('nothing encrypted', ''),
    sealed('doctype inside', `<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]>${xml}`),
    sealed(
      'entities that multiply',
      `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><xml><Content>&b;</Content></xml>`,
    ),
    signed('doctype outside', good, encrypted => `<!DOCTYPE xml>${outer(encrypted)}`),
    sealed('3,000 levels', `<xml>${'<a>'.repeat(3000)}${'</a>'.repeat(3000)}</xml>`),
    sealed('not XML inside', 'hello'),
    sealed('empty inside', ''),
    {
      name: 'invalid UTF-8 outside',
      path: query(signature),
      body: Buffer.concat([
        Buffer.from(body.slice(0, 40)),
        Buffer.from([0xff, 0xfe, 0xc0]),
        Buffer.from(body.slice(40)),
      ]),
    },
    { name: '1 MiB', path: query(signature), body: Buffer.alloc(1024 * 1024, 'a') },
    { name: '1 MiB of XML', path: query(signature), body: `<xml>${'<a>b</a>'.repeat(131_072)}</xml>` },
    { name: 'no body', path: query(signature), body: '' },
    { name: 'JSON', path: query(signature), body: JSON.stringify({ Encrypt: good }) },
    { name: 'random bytes', path: query(signature), body: randomBytes(4096) },
    { name: 'compressed', path: query(signature), body, headers: { 'content-encoding': 'gzip' } },
    { name: 'the address check without its text', method: 'GET', path: query(signature) },
    {
      name: 'the address check with a wrong signature',
      method: 'GET',
      path: query('0'.repeat(40), `&echostr=${encodeURIComponent(good)}`),
    },
    {
      name: 'the address check of another company',
      method: 'GET',
      ...echo(encrypt(credentials.aesKey, '1', 'wwother')),
    },
    { name: 'another method', method: 'PUT', path: query(signature), body },
    { name: 'elements that repeat', ...plain(toXml({ Encrypt: [good, good] }), signature) },
  ]
}

const echo = (text: string) => ({
  path: query(sign(credentials.token, AT, '7', text), `&echostr=${encodeURIComponent(text)}`),
})
const plain = (body: string, signature: string) => ({ path: query(signature), body })

/** One request on a connection of its own. @returns the status, 0 when the server cut the connection */
export function strike(
  serverUrl: string,
  route: string,
  { method = 'POST', path, body, headers }: Hostile,
): Promise<number> {
  return new Promise(resolve => {
    const call = request(`${serverUrl}${route}${path}`, {
      method,
      agent: false,
      headers: { 'content-type': 'text/xml', ...headers },
      timeout: 10_000,
    })
    call.on('response', answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    call.on('error', () => resolve(0))
    call.end(body)
  })
}
