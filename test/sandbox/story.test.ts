import { createServer, type Server } from 'node:http'
import { type Sandbox, startSandbox } from '../../sandbox/app'
import { credentials } from '../../sandbox/credentials'
import { playDemo } from '../../sandbox/demo/play'
import { waitFor } from './support'

/** A server with the product's routes, kept as small as can be: what counts is what the demo asks of it. */
describe('the story of the demo', () => {
  let server: Server
  let sandbox: Sandbox
  const calls: { who: string; what: string; body: string }[] = []
  let imported = false
  let directoryReady = false
  let refuse = ''

  const answer = (who: string, what: string): object => {
    if (what === 'POST /api/v1/admin/imports') {
      imported = true
      return { id: 'imp1' }
    }
    if (what.startsWith('GET /api/v1/admin/imports/')) return { status: 'done' }
    if (what === 'GET /api/v1/admin/status') return { members: 25 }
    if (what === 'GET /api/v1/customers') return { items: imported ? [{ id: `customer-of-${who}` }] : [] }
    if (what.endsWith('/dispute')) return { id: `dispute-of-${who}` }
    if (what === 'POST /api/v1/registrations') return { kind: 'collided', collision: { id: `collision-of-${who}` } }
    return {}
  }

  beforeEach(async () => {
    calls.length = 0
    imported = false
    directoryReady = true
    refuse = ''
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8')
        const what = `${request.method} ${request.url}`
        if (what === 'POST /api/v1/login/wecom') {
          const { code } = JSON.parse(body) as { code: string }
          const userId = sandbox.tenant.world.loginCodes.get(code)?.userId
          response.writeHead(userId && directoryReady ? 200 : 403)
          response.end(JSON.stringify({ token: userId }))
          if (!directoryReady) directoryReady = true
          return
        }
        const who = (request.headers.authorization ?? '').replace('Bearer ', '')
        if (who) calls.push({ who, what, body })
        const refused = refuse !== '' && what.includes(refuse)
        response.writeHead(refused ? 500 : 200)
        response.end(refused ? '{}' : JSON.stringify(answer(who, what)))
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const serverUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    sandbox = await startSandbox({ port: 0, demo: 'company', serverUrl })
  })
  afterEach(async () => {
    await sandbox.close()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })

  const connectBot = async () => {
    const { WebSocket } = await import('ws')

    const socket = new WebSocket(sandbox.botUrl)
    await new Promise(resolve => socket.once('open', resolve))
    const body = { bot_id: credentials.botId, secret: credentials.botSecret }
    socket.send(JSON.stringify({ cmd: 'aibot_subscribe', headers: { req_id: 'r' }, body }))
    await waitFor(() => sandbox.tenant.bot.connected)
    return socket
  }
  const count = (part: string) => calls.filter(call => call.what.includes(part)).length

  it('fills an empty server once and does not repeat itself', async () => {
    const socket = await connectBot()
    directoryReady = false // the first login comes too early
    const lines: string[] = []
    await playDemo(sandbox.tenant, line => lines.push(line))
    expect(lines.at(-1)).toContain('演示数据已就绪')
    const file = calls.find(call => call.what === 'POST /api/v1/admin/imports')
    expect(file?.who).toBe('admin')
    expect(file?.body.trim().split('\n')).toHaveLength(3000)
    expect(count('/dispute')).toBeGreaterThanOrEqual(3)
    expect(count('POST /api/v1/registrations')).toBe(9)
    expect(sandbox.tenant.world.chats.get('wrkDemoSalesEastAAA0002')?.botOpened).toBe(true)
    const before = calls.length
    await playDemo(sandbox.tenant, line => lines.push(line))
    expect(calls.slice(before).map(call => call.what)).toEqual(['GET /api/v1/admin/status', 'GET /api/v1/customers'])
    socket.terminate()
  })

  it('starts over for a server that was emptied, and invents nothing for one that has customers of its own', async () => {
    const socket = await connectBot()
    imported = true
    await playDemo(sandbox.tenant, () => {})
    expect(count('POST ')).toBe(0)
    expect(sandbox.tenant.world.chats.get('wrkDemoSalesEastAAA0002')?.botOpened).toBe(true)
    imported = false
    await playDemo(sandbox.tenant, () => {})
    expect(count('/dispute')).toBeGreaterThanOrEqual(3)
    imported = false
    calls.length = 0
    await playDemo(sandbox.tenant, () => {})
    expect(count('/dispute')).toBeGreaterThanOrEqual(3)
    socket.terminate()
  })

  it('tells what failed and does it next time', async () => {
    const socket = await connectBot()
    refuse = '/evidence'
    const lines: string[] = []
    await playDemo(sandbox.tenant, line => lines.push(line))
    expect(lines.filter(line => line.includes('没有完成'))).toHaveLength(3)
    refuse = ''
    lines.length = 0
    await playDemo(sandbox.tenant, line => lines.push(line))
    expect(lines).toEqual([expect.stringContaining('演示数据已就绪')])
    socket.terminate()
  })
})
