import { connect } from 'node:net'
import { ENGINES } from '../support/world'
import { startServer, type TestServer } from './server'

const JSON_TYPE = { 'content-type': 'application/json' }

describe('hostile requests', () => {
  let server: TestServer
  let token: string
  beforeAll(async () => {
    server = await startServer()
    token = await server.tokenOf('zhangsan')
  })
  afterAll(() => server.close())

  const post = (body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) =>
    server.call('/api/v1/customers/check', { method: 'POST', token, body, headers })

  const BODIES: [string, string | Uint8Array, number][] = [
    ['broken JSON', '{"name":', 400],
    ['a number', '1', 400],
    ['null', 'null', 400],
    ['an array', '[{"name":"x"}]', 400],
    ['a list where a text belongs', '{"name":["x"]}', 400],
    ['a text with U+0000', '{"name":"a\\u0000b"}', 400],
    ['half a surrogate pair', '{"name":"a\\ud800b"}', 400],
    ['invalid UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400],
    ['a text that is too long', JSON.stringify({ name: '字'.repeat(201) }), 400],
    ['5,000 unknown fields', `{${Array.from({ length: 5_000 }, (_, i) => `"f${i}":1`).join()}}`, 400],
    ['30,000 levels', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, 400],
    ['200 KB', JSON.stringify({ name: 'x'.repeat(200_000) }), 413],
  ]
  it.each(BODIES)('refuses %s', async (_name, body, status) => {
    const answer = await post(body)
    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toMatch(/[\u4e00-\u9fff]/)
    expect(JSON.stringify(answer.body).length).toBeLessThan(4_000)
  })

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/xml'],
  ])('refuses a body of type %s', async type =>
    expect((await post('{"name":"x"}', { 'content-type': type })).status).toBe(400),
  )

  it('refuses compressed bodies', async () => {
    expect((await post('{"name":"x"}', { ...JSON_TYPE, 'content-encoding': 'gzip' })).status).toBe(400)
  })

  it.each([
    ['/api/v1/customers?q=a&q=b'],
    ['/api/v1/customers?unknown=1'],
    ['/api/v1/customers?cursor=%27%20OR%201=1'],
    ['/api/v1/customers?q=%00'],
    ['/api/v1/disputes/%00'],
    ['/api/v1/disputes/a%20b'],
    [`/api/v1/disputes/${'a'.repeat(65)}`],
  ])('refuses %s', async path => expect((await server.call(path, { token })).status).toBe(400))

  it.each([
    ['/api/v1/disputes/%E0%A4%A'],
    ['/%'],
    ['//evil.example/'],
    ['/api/v1/nothing'],
    ['/.env'],
    ['/console/../package.json'],
    ['/console/%2e%2e/package.json'],
  ])('answers %s with a plain 4xx or a redirect to ourselves', async path => {
    const answer = await server.call(path, { token })
    expect(answer.status).toBeLessThan(500)
    expect(answer.headers.get('location') ?? '/').toMatch(/^\/(?!\/)/)
    expect(JSON.stringify(answer.body)).not.toContain('"dependencies"')
  })

  it('closes the connection of a client that announces more than it may send', async () => {
    const { port } = new URL(server.url)
    const answer = await new Promise<string>(resolve => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          `POST /api/v1/login/wecom HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{"code":`,
        )
      })
      let text = ''
      socket.on('data', chunk => {
        text += chunk.toString()
      })
      socket.on('close', () => resolve(text))
    })
    expect(answer).toMatch(/^HTTP\/1.1 413/)
  })

  it('still serves the next good request', async () => {
    expect((await post('{"name":"上海晨星科技有限公司"}')).status).toBe(200)
  })

  it('says nothing about a fault of ours but its number', async () => {
    const admin = await server.tokenOf('admin')
    await server.call('/api/v1/me', { token: admin })
    const spy = jest.spyOn(server.world.database.read, 'query').mockRejectedValue(new Error('SECRET at 10.0.0.1'))
    const answer = await server.call('/api/v1/admin/status', { token: admin })
    spy.mockRestore()
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.body)).not.toContain('SECRET')
    expect(answer.body.error.message).toContain(answer.headers.get('x-request-id')!)
    expect(
      server.logs.some(line => line.includes('SECRET') && line.includes(answer.headers.get('x-request-id')!)),
    ).toBe(true)
  })

  it('sends the headers that keep a page its own', async () => {
    const { headers } = await server.call('/api/docs')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
  })
})

describe.each(ENGINES)('pages for machines on %s', engine => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({}, undefined, engine)
  })
  afterAll(() => server.close())

  it('tells whether the process runs and the database is ready', async () => {
    expect((await server.call('/healthz')).body).toEqual({ ok: true })
    expect((await server.call('/readyz')).body).toEqual({ ok: true })
    const spy = jest.spyOn(server.world.database.read, 'query').mockRejectedValue(new Error('away'))
    expect((await server.call('/readyz')).status).toBe(503)
    spy.mockRestore()
  })

  it('shows metrics to this machine and to administrators, not to the world behind a proxy', async () => {
    const { status, body } = await server.call('/metrics')
    expect(status).toBe(200)
    expect(body).toContain('baobei_jobs{box="outbox",status="uncertain"} 0')
    const outside = { 'x-forwarded-for': '203.0.113.7' }
    expect((await server.call('/metrics', { headers: outside })).status).toBe(401)
    expect((await server.call('/metrics', { headers: outside, token: await server.tokenOf('east') })).status).toBe(403)
    expect((await server.call('/metrics', { headers: outside, token: await server.tokenOf('admin') })).status).toBe(200)
  })

  it('counts decisions whatever entrance they came through', async () => {
    await server.world.system.transaction(tx => tx.audit({ action: 'dispute.ruled', subject: 'dispute:x' }))
    server.world.clock.advance(60_000)
    expect((await server.call('/metrics')).body).toContain('baobei_decisions_total{action="dispute.ruled"} 1')
    expect((await server.call('/metrics')).body).toContain('baobei_decisions_total{action="dispute.ruled"} 1')
  })

  it('serves the ownership file of the trusted domain once an administrator has set it', async () => {
    expect((await server.call('/WW_verify_abc123.txt')).status).toBe(404)
    const token = await server.tokenOf('admin')
    const json = { name: 'WW_verify_abc123.txt', content: 'abc123' }
    expect((await server.call('/api/v1/admin/verify-file', { method: 'PUT', token, json })).status).toBe(200)
    expect((await server.call('/WW_verify_abc123.txt')).body).toBe('abc123')
    expect((await server.call('/WW_verify_other.txt')).status).toBe(404)
  })

  it('shows the status to administrators', async () => {
    const { status, body } = await server.call('/api/v1/admin/status', { token: await server.tokenOf('admin') })
    expect(status).toBe(200)
    expect(body).toMatchObject({ members: 9, customers: 0, inbox: { waiting: 0, dead: 0 }, lagMs: { inbox: 0 } })
  })

  it('leads from the front door to the console', async () => {
    expect((await server.call('/')).headers.get('location')).toBe('/console/')
    expect((await server.call('/sandbox/')).status).toBe(404)
  })
})
