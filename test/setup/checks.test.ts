import type { Directory } from '../../src/contact/directory'
import { createReceiver } from '../../src/delivery/receive'
import type { Check, SetupPorts } from '../../src/setup/check'
import { lastChecks, runChecks } from '../../src/setup/run-checks'
import { WecomError } from '../../src/wecom/wecom-error'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const DEPARTMENT = { id: 1, name: '示例公司', parentId: 0, leaderIds: ['boss'] }
const refusal = (errcode: number, advice = '怎么改', detail = '') =>
  new WecomError('settings', '/x', advice, errcode, undefined, detail)

const healthy: Partial<Directory> = {
  listDepartments: async () => [DEPARTMENT],
  listFollowUsers: async () => ['zhangsan'],
  getMember: async () => ({
    userId: 'admin',
    name: '管理员',
    position: '',
    departmentIds: [1],
    leadsDepartmentIds: [],
    directLeaderIds: [],
    active: true,
  }),
}

describe.each(ENGINES)('set-up checks on %s', engine => {
  let world: TestWorld
  const env: Record<string, string> = {
    PUBLIC_URL: 'https://crm.example.com',
    WX_APP_ID: 'wx1',
    WECOM_BOT_ID: 'b',
    WECOM_BOT_SECRET: 's',
  }
  beforeEach(async () => {
    world = await createWorld(engine, env)
  })
  afterEach(() => world.close())

  async function check(
    directory: Partial<Directory> = {},
    ports: Partial<SetupPorts> = {},
  ): Promise<Record<string, Check>> {
    const { checks } = await runChecks(world.system, {
      directory: { ...healthy, ...directory } as Directory,
      identity: { miniProgram: async () => undefined, oauth: async () => undefined },
      botConnection: async () => ({ connected: true }),
      ...ports,
    })
    return Object.fromEntries(checks.map(one => [one.id, one]))
  }
  const event = (source: 'app' | 'bot', payload: string) =>
    createReceiver(world.system)({ source, dedupeKey: payload.slice(0, 60), kind: 'x', payload })
  const botMessage = (userid: string) =>
    event(
      'bot',
      JSON.stringify({
        msgid: `m-${userid}`,
        aibotid: 'b',
        chattype: 'single',
        from: { userid },
        msgtype: 'text',
        text: { content: '帮助' },
      }),
    )

  it('finds nothing wrong in a company that is set up', async () => {
    await event('app', '<xml/>')
    await botMessage('zhangsan')
    const found = await check()
    const { groups, ...rest } = found
    expect(Object.values(rest).filter(one => one.status !== 'ok')).toEqual([])
    expect(groups!.status).toBe('warn')
    expect((await lastChecks(world.system)).checks).toHaveLength(Object.keys(found).length)
  })

  it('names the address that WeCom does not trust, and waits with what depends on it', async () => {
    const notTrusted = async () =>
      Promise.reject(refusal(60020, '企业可信IP', 'not allow to access from your ip, from ip: 203.0.113.9'))
    const found = await check({ listDepartments: notTrusted, listFollowUsers: notTrusted })
    expect(found.token!.status).toBe('ok')
    expect(found['trusted-ip']).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('203.0.113.9'),
      fix: '企业可信IP',
    })
    expect(found['customer-contact']!.status).toBe('unknown')
  })

  it.each([
    ['a wrong secret', 40001, 'token'],
    ['a missing right to customers', 48002, 'customer-contact'],
  ])('tells what to do about %s', async (_name, errcode, id) => {
    const refused = async () => Promise.reject(refusal(errcode))
    const found = await check(id === 'token' ? { listDepartments: refused } : { listFollowUsers: refused })
    expect(found[id]).toMatchObject({
      status: 'fail',
      fix: '怎么改',
      message: expect.stringContaining(String(errcode)),
    })
  })

  it('does not call an outage a mistake of the administrator', async () => {
    const away = async () => Promise.reject(new WecomError('unreachable', '/x', ''))
    expect((await check({ listDepartments: away })).token!.status).toBe('unknown')
  })

  it('names administrators outside the visible range', async () => {
    const found = await check({ getMember: async () => 'none' })
    expect(found['visible-range']).toMatchObject({ status: 'fail', message: expect.stringContaining('admin') })
  })

  it('asks to save the callback address until the first message came, and worries when a day passes', async () => {
    const first = await check()
    expect(first.callback).toMatchObject({
      status: 'unknown',
      fix: expect.stringContaining('https://crm.example.com/wecom/callback'),
    })
    await event('app', '<xml/>')
    expect((await check()).callback!.status).toBe('ok')
    world.clock.advance(2 * 86_400_000)
    expect((await check()).callback!.status).toBe('warn')
  })

  it('recognises a bot whose creator is no super administrator', async () => {
    await botMessage('woAbCdEfGhIjKlMnOpQrSt')
    expect((await check()).bot).toMatchObject({ status: 'warn', fix: expect.stringContaining('超级管理员') })
    expect(
      (await check({}, { botConnection: async () => ({ connected: false, lastError: '853000' }) })).bot,
    ).toMatchObject({ status: 'fail', message: expect.stringContaining('853000') })
  })

  it('recognises an app without mini-program', async () => {
    const identity = { oauth: async () => undefined, miniProgram: async () => Promise.reject(refusal(40014)) }
    expect((await check({}, { identity }))['mini-program']!.status).toBe('warn')
  })

  it('notices another DATA_KEY', async () => {
    expect((await check())['data-key']!.status).toBe('ok')
    expect((await check())['data-key']!.status).toBe('ok')
    jest.spyOn(world.system.vault, 'open').mockImplementation(() => {
      throw new Error('sealed with an unknown DATA_KEY')
    })
    expect((await check())['data-key']!.status).toBe('fail')
    jest.restoreAllMocks()
  })

  it('survives a check that breaks', async () => {
    const found = await check({ listFollowUsers: async () => Promise.reject(new Error('bug')) })
    expect(found['customer-contact']!.status).toBe('unknown')
    expect(found.callback!.status).toBe('unknown')
  })
})
