import type { Sandbox } from '../../sandbox/app'
import { Api, send, small } from './support'

describe('switchable faults', () => {
  let sandbox: Sandbox
  let api: Api

  beforeEach(async () => {
    sandbox = await small()
    api = await new Api(sandbox.url).login()
  })
  afterEach(() => sandbox.close())

  const fault = (input: object) => sandbox.control('POST', '/faults', input)
  const text = (content: string) => api.post('message/send', send('lina', { msgtype: 'text', text: { content } }))
  const delivered = () => sandbox.tenant.world.messages.ofChat('app:lina').map(message => message.text)

  it('answers an errcode for one endpoint and so often as asked', async () => {
    await fault({ endpoint: 'message/send', kind: 'errcode', errcode: -1, count: 2 })
    expect((await api.get('department/list')).errcode).toBe(0)
    expect([(await text('一')).errcode, (await text('二')).errcode, (await text('三')).errcode]).toEqual([-1, -1, 0])
    expect(delivered()).toEqual(['三'])
  })

  it('delivers and then cuts the connection', async () => {
    await fault({ endpoint: 'message/send', kind: 'reset-after', count: 1 })
    await expect(text('到了')).rejects.toThrow()
    expect(delivered()).toEqual(['到了'])
    await fault({ endpoint: 'message/send', kind: 'reset', count: 1 })
    await expect(text('没到')).rejects.toThrow()
    expect(delivered()).toEqual(['到了'])
  })

  it('never answers', async () => {
    await fault({ endpoint: 'message/send', kind: 'timeout-after', count: 1 })
    const url = `${sandbox.url}/cgi-bin/message/send?access_token=${api.token}`
    const body = JSON.stringify(send('lina', { msgtype: 'text', text: { content: '到了' } }))
    await expect(fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(100) })).rejects.toThrow()
    expect(delivered()).toEqual(['到了'])
  })

  it('answers pages, nothing and other statuses', async () => {
    const raw = async () => {
      const answer = await fetch(`${sandbox.url}/cgi-bin/department/list?access_token=${api.token}`)
      return [answer.status, (await answer.text()).slice(0, 6)]
    }
    await fault({ endpoint: '*', kind: 'html', count: 1 })
    await fault({ endpoint: '*', kind: 'empty', count: 1 })
    await fault({ endpoint: '*', kind: 'http', status: 503, count: 1 })
    expect([await raw(), await raw(), (await raw())[0]]).toEqual([[200, '<html>'], [200, ''], 503])
  })

  it('is silent for minutes of the tenant clock and then comes back', async () => {
    await fault({ endpoint: '*', kind: 'outage', minutes: 10 })
    await expect(api.get('department/list')).rejects.toThrow()
    await sandbox.control('POST', '/clock', { advanceMinutes: 9 })
    await expect(api.get('department/list')).rejects.toThrow()
    await sandbox.control('POST', '/clock', { advanceMinutes: 1 })
    expect((await api.get('department/list')).errcode).toBe(0)
  })

  it('strikes the same calls for the same seed', async () => {
    const run = async (seed: number) => {
      await fault({ endpoint: 'department/list', kind: 'errcode', errcode: 45009, probability: 0.3, seed })
      const codes: number[] = []
      for (let i = 0; i < 40; i++) codes.push((await api.get('department/list')).errcode)
      await sandbox.control('DELETE', '/faults')
      return codes
    }
    const first = await run(7)
    expect(first).toContain(45009)
    expect(first).toContain(0)
    expect(await run(7)).toEqual(first)
    expect(await run(8)).not.toEqual(first)
  })

  it('keeps a log of calls for checkers', async () => {
    await fault({ endpoint: 'message/send', kind: 'errcode', errcode: 45009, count: 1 })
    await text('甲')
    await text('甲')
    const { calls, totals } = await sandbox.control<{
      calls: { errcode: number; digest: string; body: string }[]
      totals: Record<string, { calls: number; errors: Record<string, number> }>
    }>('GET', '/calls?endpoint=message/send')
    expect(calls.map(call => call.errcode)).toEqual([45009, 0])
    expect(calls[0]?.digest).toBe(calls[1]?.digest)
    expect(calls[0]?.body).toContain('甲')
    expect(totals['POST message/send']).toEqual({ calls: 2, errors: { 45009: 1 } })
    const log = await sandbox.control<object>('GET', '/calls')
    expect(JSON.stringify(log)).not.toContain(api.token)
  })

  it('refuses faults that do not exist', async () => {
    await expect(fault({ endpoint: '*', kind: 'nonsense' })).rejects.toThrow('没有这种故障')
  })
})
