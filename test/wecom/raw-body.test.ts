import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readRawBody } from '../../src/wecom/raw-body'
import { Refusal } from '../../src/wecom/refusal'

let server: Server
let outcome: Promise<string>

beforeEach(async () => {
  let tell = (_text: string): void => undefined
  outcome = new Promise(resolve => (tell = resolve))
  server = createServer((req, res) => {
    readRawBody(req, 150, 1000)
      .then(
        body => `read ${body.length}`,
        (error: unknown) => (error instanceof Refusal ? error.code : `unexpected ${error}`),
      )
      .then(text => {
        res.setHeader('Connection', 'close').end(text)
        tell(text)
      })
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const open = (headers: Record<string, string>) => {
  const req = request({ port: (server.address() as AddressInfo).port, method: 'POST', headers, agent: false })
  req.on('error', () => undefined)
  return req
}

describe('reading a body by hand', () => {
  it('reads a body with a length and one in chunks', async () => {
    open({}).end('x'.repeat(1000))
    expect(await outcome).toBe('read 1000')
  })

  it('reads chunks without a length, up to the limit', async () => {
    const req = open({ 'transfer-encoding': 'chunked' })
    req.write('x'.repeat(600))
    req.end('x'.repeat(400))
    expect(await outcome).toBe('read 1000')
  })

  it('refuses by the length header before anything is read', async () => {
    open({ 'content-length': '1001' }).flushHeaders()
    expect(await outcome).toBe('too-large')
  })

  it('refuses by what arrives when there is no length', async () => {
    const req = open({ 'transfer-encoding': 'chunked' })
    req.write('x'.repeat(600))
    req.write('x'.repeat(600))
    expect(await outcome).toBe('too-large')
  })

  it('gives up on a body that trickles, however regularly', async () => {
    const req = open({ 'transfer-encoding': 'chunked' })
    const drip = setInterval(() => req.write('x'), 20)
    expect(await outcome).toBe('too-slow')
    clearInterval(drip)
    req.destroy()
  })

  it('notices a sender that goes away in the middle', async () => {
    const req = open({ 'content-length': '500' })
    req.write('x')
    setTimeout(() => req.destroy(), 30)
    expect(await outcome).toBe('aborted')
  })

  it('refuses compressed bodies and accepts the name of no compression', async () => {
    open({ 'content-encoding': 'identity' }).end('abc')
    expect(await outcome).toBe('read 3')
  })
})
