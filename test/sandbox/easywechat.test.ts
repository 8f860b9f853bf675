import { Work } from 'node-easywechat'
import WeWork from 'node-socialite/dist/Providers/WeWork'
import type { Sandbox } from '../../sandbox/app'
import { credentials } from '../../sandbox/credentials'
import { small } from './support'

/** A third-party SDK that knows nothing of us must work against the sandbox as against WeCom. */
describe('node-easywechat against the sandbox', () => {
  let sandbox: Sandbox
  let app: InstanceType<typeof Work>

  beforeEach(async () => {
    sandbox = await small()
    app = new Work({
      corp_id: credentials.corpId,
      secret: credentials.secret,
      token: credentials.token,
      aes_key: credentials.aesKey,
      http: { baseURL: `${sandbox.url}/` },
    })
    // its cache is a folder in the working directory: leave nothing behind
    app.setCache(memoryCache() as never)
  })
  afterEach(() => sandbox.close())

  it('gets its token and reads the directory', async () => {
    expect(await app.getAccessToken().getToken()).toHaveLength(64)
    const answer = await app.getClient().get('cgi-bin/user/get', { params: { userid: 'zhangwei' } })
    expect(answer.isFailed()).toBe(false)
    expect(answer.toObject()).toMatchObject({ errcode: 0, userid: 'zhangwei', name: '张伟' })
  })

  it('sends a message and hears of errors', async () => {
    const client = app.getClient()
    const data = { touser: 'lina', msgtype: 'text', agentid: credentials.agentId, text: { content: '来自第三方' } }
    await client.post('cgi-bin/message/send', { data })
    expect(sandbox.tenant.world.messages.ofChat('app:lina').at(-1)?.text).toBe('来自第三方')
    const refused = await client
      .post('cgi-bin/message/send', { data: { ...data, agentid: 1 } })
      .catch((error: unknown) => error)
    const text =
      refused instanceof Error ? refused.message : JSON.stringify((refused as { toObject(): object }).toObject())
    expect(text).toContain('40056')
  })

  it('signs for the JS-SDK with our tickets', async () => {
    const config = await app.getTicket().createConfigSignature('https://crm.example.com/a')
    expect(config.signature).toMatch(/^[0-9a-f]{40}$/)
    const agent = await app.getTicket().getAgentTicket(credentials.agentId as never)
    expect(agent).not.toBe(await app.getTicket().getTicket())
  })

  it('logs a person in through node-socialite', async () => {
    app.setOAuthFactory(() => {
      const provider = new WeWork({
        client_id: credentials.corpId,
        client_secret: credentials.secret,
        redirect: 'http://127.0.0.1:9/back',
        base_url: sandbox.url,
        agent_id: String(credentials.agentId),
      } as never)
      // 1.4.1 ignores base_url when it is set; the address can only be put in here
      Object.assign(provider, { _baseUrl: sandbox.url })
      return provider
    })
    const oauth = await app.getOAuth()
    const query = new URL(oauth.redirect()).searchParams
    query.set('sandbox_user', 'wanglei')
    const answer = await fetch(`${sandbox.url}/connect/oauth2/authorize?${query}`, { redirect: 'manual' })
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const user = await oauth.userFromCode(code)
    expect(user.getId()).toBe('wanglei')
  })
})

function memoryCache() {
  const items = new Map<string, unknown>()
  return {
    get: async (id: string) => items.get(id),
    set: async (id: string, value: unknown) => Boolean(items.set(id, value)),
    contains: async (id: string) => items.has(id),
    delete: async (id: string) => items.delete(id),
  }
}
