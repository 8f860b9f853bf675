import { currentSession, endSession, restoreSession } from '../../miniprogram/core/session'
import { messageOf } from '../../miniprogram/http/errors'
import { get, post, queryText } from '../../miniprogram/http/request'
import { type FakeWx, installFakeWx } from './support/fake-wx'

const member = { userId: 'zhangsan', name: '张三', roles: ['rep'], department: '华东' }

/** A server that knows the token of the newest login only. */
function serverWith(wx: FakeWx, answer: FakeWx['answer'] = () => ({ status: 200, body: { fine: true } })) {
  let valid = ''
  let count = 0
  wx.answer = request => {
    if (request.path === '/api/v1/login/wecom') {
      count += 1
      valid = `token${count}`
      return { status: 200, body: { token: valid, expiresAt: Date.now() + 3_600_000, member } }
    }
    if (request.token !== valid)
      return { status: 401, body: { error: { code: 'UNAUTHENTICATED', message: '请重新登录' } } }
    return answer(request)
  }
  return { expireToken: () => (valid = 'none of those given out') }
}

describe('a request', () => {
  let wx: FakeWx
  beforeEach(() => {
    wx = installFakeWx()
    endSession()
  })

  it('logs in first, with a code of WeCom', async () => {
    serverWith(wx)
    await expect(get('/api/v1/me')).resolves.toEqual({ fine: true })
    expect(wx.requests.map(({ method, url, data, token }) => [method, new URL(url).pathname, data, token])).toEqual([
      ['POST', '/api/v1/login/wecom', { code: 'code1' }, ''],
      ['GET', '/api/v1/me', undefined, 'token1'],
    ])
  })

  it('shares one login among many callers, and keeps the session for the next start', async () => {
    serverWith(wx)
    await Promise.all([get('/api/v1/a'), get('/api/v1/b'), get('/api/v1/c')])
    expect(wx.logins).toBe(1)
    restoreSession()
    expect(currentSession()?.member.name).toBe('张三')
  })

  it('renews a session that the server refuses, silently', async () => {
    const server = serverWith(wx)
    await get('/api/v1/me')
    server.expireToken()
    await expect(post('/api/v1/x', { a: 1 })).resolves.toEqual({ fine: true })
    expect(wx.logins).toBe(2)
    expect(wx.requests.at(-1)).toMatchObject({ method: 'POST', data: { a: 1 }, token: 'token2' })
  })

  it('does not log in again and again when the new session is refused too', async () => {
    serverWith(wx, () => ({ status: 401, body: { error: { code: 'UNAUTHENTICATED', message: '你已不在可见范围' } } }))
    await expect(get('/api/v1/me')).rejects.toMatchObject({ status: 401, message: '你已不在可见范围' })
    expect(wx.logins).toBe(2)
  })

  it("shows the server's own sentence", async () => {
    serverWith(wx, () => ({ status: 403, body: { error: { code: 'NOT_YOURS', message: '这不是你的客户，请找主管' } } }))
    const error = await get('/api/v1/customers/1').catch(e => e)
    expect(error).toMatchObject({ code: 'NOT_YOURS', status: 403 })
    expect(messageOf(error)).toBe('这不是你的客户，请找主管')
  })

  it.each([
    [{ errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED' }, 'OFFLINE', '连不上网络，请检查网络后重试'],
    [{ errMsg: 'request:fail timeout' }, 'TIMEOUT', '网络有点慢，没有等到结果，请重试'],
    [{ status: 502, body: '<html>Bad Gateway</html>' }, 'BAD_ANSWER', '服务暂时不可用（502），请稍后重试'],
    [{ status: 429, body: {} }, 'TOO_MANY', '操作太频繁，请稍等一会儿再试'],
  ])('says what to do: %j', async (answer, code, message) => {
    serverWith(wx, () => answer)
    await expect(get('/api/v1/me')).rejects.toMatchObject({ code, message })
  })

  it('says where to open the mini-program when it is not in WeCom', async () => {
    serverWith(wx)
    wx.inWeCom = false
    await expect(get('/api/v1/me')).rejects.toMatchObject({
      code: 'NOT_IN_WECOM',
      message: '请在企业微信里打开：工作台 → 报备',
    })
    expect(wx.requests).toEqual([])
  })

  it('says so when WeCom gives no login code, and tries again the next time', async () => {
    serverWith(wx)
    wx.loginFails = true
    await expect(get('/api/v1/me')).rejects.toMatchObject({ code: 'LOGIN_FAILED' })
    wx.loginFails = false
    await expect(get('/api/v1/me')).resolves.toEqual({ fine: true })
  })

  it('leaves empty parameters out of the address', () => {
    expect(queryText({ q: '杭州 & 宁波', cursor: undefined, team: '' })).toBe(
      '?q=%E6%9D%AD%E5%B7%9E%20%26%20%E5%AE%81%E6%B3%A2',
    )
    expect(queryText({})).toBe('')
  })
})
