import { appMessage } from '../../src/wecom/api-messages'
import { errorEntry } from '../../src/wecom/error-table'
import { renderAppCard } from '../../src/wecom/render-card'
import { WecomError } from '../../src/wecom/wecom-error'
import { type Answer, type Call, memoryStore, startFakeApi, testClient } from './fake-api'

let close: (() => Promise<void>) | undefined
afterEach(() => close?.())

/** Tokens are numbered: a call with another than the valid one is refused. */
async function tenant(answer: (call: Call, count: number) => Answer, valid = { token: 'token-1' }) {
  let issued = 0
  const api = await startFakeApi((call, count) => {
    if (call.path === '/gettoken') return { access_token: `token-${++issued}`, expires_in: 7200 }
    if (call.query.access_token && call.query.access_token !== valid.token)
      return { errcode: 42001, errmsg: 'access_token expired' }
    return answer(call, count)
  })
  close = api.close
  return { api, valid }
}

async function failure(work: Promise<unknown>): Promise<WecomError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof WecomError)) throw new Error(`expected a WecomError, got ${error}`)
  return error
}

const card = renderAppCard({ kind: 'k', tone: 'info', title: '标题', lines: [] }, 'T1', { publicUrl: 'https://x' })
const message = appMessage('li', 1, card)

describe('the access token', () => {
  it('is fetched once for 50 callers at once, and once more when it stops being valid', async () => {
    const { api, valid } = await tenant(() => ({ userid: 'Li' }))
    const { client } = testClient(api.base)
    await Promise.all(Array.from({ length: 50 }, () => client.directory.getMember('li')))
    expect(api.count('/gettoken')).toBe(1)
    valid.token = 'token-2'
    await Promise.all(Array.from({ length: 50 }, () => client.directory.getMember('li')))
    expect(api.count('/gettoken')).toBe(2)
    expect(api.count('/user/get')).toBe(150)
  })

  it('is fetched once for two servers with one store', async () => {
    const { api, valid } = await tenant(() => ({ userid: 'li' }))
    const store = memoryStore()
    const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms / 10))
    const servers = ['a', 'b'].map(holder => testClient(api.base, { store, holder, sleep }).client)
    const all = () =>
      Promise.all(servers.flatMap(client => Array.from({ length: 25 }, () => client.directory.getMember('li'))))
    await all()
    expect(api.count('/gettoken')).toBe(1)
    valid.token = 'token-2'
    await all()
    expect(api.count('/gettoken')).toBe(2)
  })

  it('is replaced once per call and no more, when the new one is refused too', async () => {
    const { api } = await tenant(() => ({ userid: 'li' }), { token: 'never' })
    const { client } = testClient(api.base)
    const error = await failure(client.directory.getMember('li'))
    expect(error).toMatchObject({ failure: 'busy', errcode: 42001 })
    // Three tries of one refresh each, and no loop.
    expect(api.count('/gettoken')).toBe(4)
    expect(api.count('/user/get')).toBe(6)
  })

  it('is fetched anew before it ends', async () => {
    const { api, valid } = await tenant(() => ({ userid: 'li' }))
    let now = 1_700_000_000_000
    const { client } = testClient(api.base, { now: () => now })
    await client.directory.getMember('li')
    now += 7_199_000
    valid.token = 'token-2'
    await client.directory.getMember('li')
    expect(api.count('/gettoken')).toBe(2)
    expect(api.count('/user/get')).toBe(2)
  })

  it("a wrong secret is the administrator's business and is asked once", async () => {
    const api = await startFakeApi(() => ({ errcode: 40001, errmsg: 'invalid credential' }))
    close = api.close
    const { client } = testClient(api.base)
    const error = await failure(client.checkToken())
    expect(error).toMatchObject({ failure: 'settings', errcode: 40001 })
    expect(error.advice).toContain('WECOM_SECRET')
    expect(api.count('/gettoken')).toBe(1)
  })

  it('that cannot be fetched leaves nothing uncertain about the message', async () => {
    const api = await startFakeApi(() => 'reset')
    close = api.close
    const { client, waits } = testClient(api.base)
    expect(await failure(client.messages.sendToMember(message))).toMatchObject({ failure: 'unreachable' })
    expect(api.count('/gettoken')).toBe(3)
    expect(api.count('/message/send')).toBe(0)
    expect(waits).toEqual([400, 800])
  })
})

describe('a call that fails', () => {
  it('is tried three times when WeCom is busy, with growing pauses', async () => {
    const { api } = await tenant((_call, count) =>
      count < 3 ? { errcode: -1, errmsg: 'system busy' } : { msgid: 'm', response_code: 'rc' },
    )
    const { client, waits } = testClient(api.base)
    expect(await client.messages.sendToMember(message)).toEqual({ undelivered: false, responseCode: 'rc' })
    expect(api.count('/message/send')).toBe(3)
    expect(waits).toEqual([400, 800])
  })

  it('sends the same bytes at every try, so that WeCom recognises a repeat', async () => {
    const { api } = await tenant((_call, count) => (count < 3 ? { errcode: -1, errmsg: '' } : {}))
    await testClient(api.base).client.messages.sendToMember(message)
    const bodies = api.calls.filter(call => call.path === '/message/send').map(call => call.body)
    expect(bodies).toHaveLength(3)
    expect(new Set(bodies).size).toBe(1)
    expect(JSON.parse(bodies[0]!)).toMatchObject({
      touser: 'li',
      agentid: 1,
      enable_duplicate_check: 1,
      duplicate_check_interval: 14_400,
    })
  })

  it('stays busy after three tries', async () => {
    const { api } = await tenant(() => ({ errcode: -1, errmsg: 'system busy' }))
    expect(await failure(testClient(api.base).client.messages.sendToMember(message))).toMatchObject({
      failure: 'busy',
      retryAfterMs: 5000,
    })
    expect(api.count('/message/send')).toBe(3)
  })

  it.each([45009, 45033])('backs off for at least a minute at %i', async errcode => {
    const { api } = await tenant(() => ({ errcode, errmsg: 'api freq out of limit' }))
    const error = await failure(testClient(api.base).client.messages.sendToMember(message))
    expect(error).toMatchObject({ failure: 'backoff', errcode })
    expect(error.retryAfterMs).toBeGreaterThanOrEqual(60_000)
    expect(api.count('/message/send')).toBe(1)
  })

  const lost: [string, Answer][] = [
    ['a reset after it was sent', 'reset'],
    ['an HTML page', { raw: '<html>login</html>', type: 'text/html' }],
    ['an empty answer', { raw: '' }],
    ['an empty object', { raw: '{}' }],
    ['a number', { raw: '0' }],
    ['a gateway error', { raw: '{"errcode":0}', status: 502 }],
    ['an errcode that is no number', { raw: '{"errcode":"0"}' }],
  ]
  it.each(lost)('%s leaves a message uncertain, and it is not sent again', async (_name, answer) => {
    const { api } = await tenant(() => answer)
    expect(await failure(testClient(api.base).client.messages.sendToMember(message))).toMatchObject({
      failure: 'uncertain',
    })
    expect(api.count('/message/send')).toBe(1)
  })

  it.each(lost)('%s makes a question be asked again', async (_name, answer) => {
    const { api } = await tenant((_call, count) => (count < 3 ? answer : { userid: 'Li', name: '李' }))
    expect(await testClient(api.base).client.directory.getMember('li')).toMatchObject({ userid: 'li', name: '李' })
    expect(api.count('/user/get')).toBe(3)
  })

  it('a connection that is refused did nothing', async () => {
    const api = await startFakeApi(() => ({ access_token: 't', expires_in: 7200 }))
    const { client } = testClient(api.base)
    await client.checkToken()
    await api.close()
    await new Promise(resolve => setTimeout(resolve, 50)) // until the kept connection has noticed
    expect(await failure(client.messages.sendToMember(message))).toMatchObject({ failure: 'unreachable' })
  })

  it('an answer of another form than documented is refused, not guessed', async () => {
    const { api } = await tenant(() => ({ userid: 7 }))
    expect(await failure(testClient(api.base).client.directory.getMember('li'))).toMatchObject({ failure: 'refused' })
  })

  it('never tells secret, token, webhook key or body', async () => {
    const answers: Answer[] = [
      { errcode: 93000, errmsg: 'invalid webhook url key=MARKED-KEY access_token=MARKED-TOKEN' },
      'reset',
      { raw: 'x' },
    ]
    for (const answer of answers) {
      const api = await startFakeApi(() => answer)
      const { client } = testClient(api.base)
      for (const error of [
        await failure(client.messages.sendToWebhook('MARKED-KEY', 'MARKED-BODY')),
        await failure(client.checkToken()),
      ]) {
        const everything = `${error.stack} ${JSON.stringify(error, Object.getOwnPropertyNames(error))} ${String(error.cause)}`
        expect(everything).not.toContain('MARKED')
      }
      await api.close()
    }
  })
})

describe('reading', () => {
  it('follows the pages of a contact with many followers', async () => {
    const { api } = await tenant(call =>
      call.query.cursor
        ? { external_contact: { external_userid: 'wm1' }, follow_user: [{ userid: 'B' }] }
        : {
            external_contact: { external_userid: 'wm1', name: '微信用户' },
            follow_user: [{ userid: 'A', createtime: 1 }],
            next_cursor: 'c',
          },
    )
    const detail = await testClient(api.base).client.contacts.getContact('wm1')
    expect(detail?.followers.map(follower => follower.userid)).toEqual(['a', 'b'])
  })

  it('takes null for what is not there: one contact must not stop the reading of all', async () => {
    const { api } = await tenant(() => ({
      external_contact: { external_userid: 'wm1', name: null, corp_name: null, unionid: null },
      follow_user: [{ userid: 'A', remark: null, remark_mobiles: null, createtime: 1 }],
      next_cursor: null,
    }))
    const detail = await testClient(api.base).client.contacts.getContact('wm1')
    expect(detail).toMatchObject({
      contact: { name: '', corp_name: '' },
      followers: [{ userid: 'a', remark_mobiles: [] }],
    })
  })

  it('knows a contact nobody holds any more', async () => {
    const { api } = await tenant(() => ({ errcode: 84061, errmsg: 'not external contact' }))
    const { client } = testClient(api.base)
    expect(await client.contacts.getContact('wm1')).toBeUndefined()
  })
})

describe('the error table', () => {
  it('says in Chinese what to do, also for a code nobody has heard of', () => {
    expect(errorEntry(60020)).toMatchObject({ action: 'tell-admin', message: expect.stringContaining('可信IP') })
    expect(errorEntry(123456)).toMatchObject({ action: 'give-up', message: expect.stringContaining('123456') })
    expect(errorEntry(-1).action).toBe('retry')
    expect(errorEntry(42001).action).toBe('refresh')
    expect(errorEntry(45009).action).toBe('backoff')
  })
})
