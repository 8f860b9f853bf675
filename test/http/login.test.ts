import { MemberEntity } from '../../src/member/member.entity'
import { startServer, type TestServer } from './server'

describe('logging in', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer()
  })
  afterEach(() => server.close())

  const login = (code: string, headers = {}) => server.call('/api/v1/login/wecom', { json: { code }, headers })

  it('turns a mini-program code into a token that opens the API', async () => {
    server.codes.set('good', 'ZhangSan')
    const { status, body } = await login('good')
    expect(status).toBe(200)
    expect(body.member).toEqual({ userId: 'zhangsan', name: '张三', department: '华东一部', roles: ['rep'] })
    expect(body.expiresAt - server.world.clock.now).toBeLessThanOrEqual(2 * 3_600_000)
    const me = await server.call('/api/v1/me', { token: body.token })
    expect(me.body).toEqual(body.member)
  })

  it('keeps only a hash of the token', async () => {
    server.codes.set('good', 'zhangsan')
    const { body } = await login('good')
    const rows = await server.world.database.read.query('SELECT * FROM session')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(body.token)
  })

  it('takes a code once, even from two requests at the same time', async () => {
    server.codes.set('good', 'zhangsan')
    const answers = await Promise.all([login('good'), login('good'), login('good')])
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 401, 401])
    expect(server.asked).toEqual(['good'])
  })

  it('allows ten wrong codes a minute, and good ones without end', async () => {
    for (let i = 0; i < 15; i++) {
      server.codes.set(`good-${i}`, ['zhangsan', 'lisi', 'wangwu', 'zhaoliu'][i % 4]!)
      expect((await login(`good-${i}`)).status).toBe(200)
    }
    for (let i = 0; i < 10; i++) expect((await login(`wrong-${i}`)).status).toBe(401)
    const refused = await login('wrong-again')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(server.asked).toHaveLength(25)
    server.world.clock.advance(60_000)
    server.codes.set('later', 'lisi')
    expect((await login('later')).status).toBe(200)
  })

  it('does not count good codes of people who may not come in, nor of an account that is over its limit', async () => {
    for (let i = 0; i < 11; i++) {
      server.codes.set(`stranger-${i}`, 'nobody')
      expect((await login(`stranger-${i}`)).status).toBe(403)
    }
    for (let i = 0; i < 21; i++) {
      server.codes.set(`c${i}`, 'lisi')
      await login(`c${i}`)
    }
    server.codes.set('good', 'zhangsan')
    expect((await login('good')).status).toBe(200)
  })

  it('limits the log-ins of one account', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) {
      server.codes.set(`c${i}`, 'lisi')
      statuses.push((await login(`c${i}`)).status)
    }
    expect(statuses.filter(status => status === 200)).toHaveLength(10)
    expect(statuses.at(-1)).toBe(429)
  })

  it('does not believe a forwarded address unless a proxy is trusted', async () => {
    for (let i = 0; i < 10; i++) await login(`wrong-${i}`, { 'x-forwarded-for': `203.0.113.${i}` })
    expect((await login('wrong', { 'x-forwarded-for': '203.0.113.99' })).status).toBe(429)
  })

  it('refuses people outside the visible range and says why', async () => {
    server.codes.set('stranger', 'nobody')
    const { status, body } = await login('stranger')
    expect(status).toBe(403)
    expect(body.error.message).toContain('可见范围')
  })

  it('refuses a token after logout, after its time, and made-up ones', async () => {
    const token = await server.tokenOf('zhangsan')
    expect((await server.call('/api/v1/logout', { method: 'POST', token })).status).toBe(200)
    expect((await server.call('/api/v1/me', { token })).status).toBe(401)
    const old = await server.tokenOf('zhangsan')
    server.world.clock.advance(2 * 3_600_000)
    expect((await server.call('/api/v1/me', { token: old })).status).toBe(401)
    for (const made of ['x', 'A'.repeat(43), 'eyJhbGciOiJub25lIn0.e30.'])
      expect((await server.call('/api/v1/me', { token: made })).status).toBe(401)
  })

  it('takes access from a member who left within a minute', async () => {
    const token = await server.tokenOf('lisi')
    expect((await server.call('/api/v1/me', { token })).status).toBe(200)
    await server.world.system.transaction(tx => tx.manager.update(MemberEntity, { userId: 'lisi' }, { status: 'left' }))
    server.world.clock.advance(60_000)
    expect((await server.call('/api/v1/me', { token })).status).toBe(401)
  })

  it('takes a role away within a minute', async () => {
    const token = await server.tokenOf('admin')
    expect((await server.call('/api/v1/admin/status', { token })).status).toBe(200)
    server.world.system.config.adminUserIds = []
    server.world.clock.advance(60_000)
    expect((await server.call('/api/v1/admin/status', { token })).status).toBe(403)
  })
})

describe('logging in to the console', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({ PUBLIC_URL: 'https://crm.example.com' })
  })
  afterEach(() => server.close())

  const cookieOf = (answer: { headers: Headers }, name: string) =>
    answer.headers.getSetCookie().find(cookie => cookie.startsWith(`${name}=`)) ?? ''
  const pair = (cookie: string) => cookie.split(';')[0]!

  async function start(userAgent = 'Chrome') {
    const answer = await server.call('/auth/wecom/login?moved=1&to=/setup/', { headers: { 'user-agent': userAgent } })
    const url = new URL(answer.headers.get('location')!)
    return { url, state: url.searchParams.get('state')!, cookie: cookieOf(answer, 'baobei_login') }
  }

  it('first moves a browser that came by another name to the public address', async () => {
    const answer = await server.call('/auth/wecom/login?to=/setup/')
    expect(answer.headers.get('location')).toBe('https://crm.example.com/auth/wecom/login?to=%2Fsetup%2F&moved=1')
    expect(cookieOf(answer, 'baobei_login')).toBe('')
  })

  it('leads to the scan page, inside WeCom to OAuth', async () => {
    const scan = await start()
    expect(scan.url.origin + scan.url.pathname).toBe('https://login.work.weixin.qq.com/wwlogin/sso/login')
    expect(scan.url.searchParams.get('redirect_uri')).toBe('https://crm.example.com/auth/wecom/callback')
    const inside = await start('Mozilla/5.0 wxwork/4.1')
    expect(inside.url.origin + inside.url.pathname).toBe('https://open.weixin.qq.com/connect/oauth2/authorize')
  })

  it('sets a cookie that scripts cannot read and lets writes pass only from the console', async () => {
    server.codes.set('scan', 'admin')
    const { state, cookie } = await start()
    const done = await server.call(`/auth/wecom/callback?code=scan&state=${state}`, {
      headers: { cookie: pair(cookie) },
    })
    expect(done.headers.get('location')).toBe('/setup/')
    const session = cookieOf(done, 'baobei_session')
    expect(session).toMatch(/httponly/i)
    expect(session).toMatch(/samesite=lax/i)
    expect(session).toMatch(/secure/i)
    const headers = { cookie: pair(session) }
    expect((await server.call('/api/v1/me', { headers })).body.userId).toBe('admin')
    expect((await server.call('/api/v1/admin/sync', { method: 'POST', headers })).status).toBe(403)
    expect(server.synced).toBe(0)
    const own = { ...headers, 'x-baobei-console': '1' }
    expect((await server.call('/api/v1/admin/sync', { method: 'POST', headers: own })).status).toBe(202)
    const foreign = { ...own, 'sec-fetch-site': 'cross-site' }
    expect((await server.call('/api/v1/admin/sync', { method: 'POST', headers: foreign })).status).toBe(403)
    expect(server.synced).toBe(1)
  })

  it("refuses an answer that another browser's login asked for", async () => {
    server.codes.set('scan', 'admin')
    const mine = await start()
    const theirs = await start()
    for (const query of [
      `code=scan&state=${theirs.state}`,
      'code=scan&state=',
      'code=scan',
      `state=${mine.state}`,
      `code=scan&state=${mine.state}&state=${mine.state}`,
    ]) {
      const answer = await server.call(`/auth/wecom/callback?${query}`, { headers: { cookie: pair(mine.cookie) } })
      expect(answer.headers.get('location')).toBe('/setup/?login=unauthenticated')
      expect(cookieOf(answer, 'baobei_session')).toBe('')
    }
    expect(server.asked).toEqual([])
  })

  it('never leads to another site afterwards', async () => {
    server.codes.set('scan', 'admin')
    const started = await server.call('/auth/wecom/login?moved=1&to=https://evil.example/')
    const state = new URL(started.headers.get('location')!).searchParams.get('state')
    const cookie = pair(cookieOf(started, 'baobei_login'))
    const done = await server.call(`/auth/wecom/callback?code=scan&state=${state}`, { headers: { cookie } })
    expect(done.headers.get('location')).toBe('/console/')
  })
})
