import { createServer, type Server } from 'node:http'
import type { Sandbox } from '../../sandbox/app'
import { decrypt, encrypt, sign } from '../../sandbox/core/crypto'
import { credentials } from '../../sandbox/credentials'
import { small, waitFor } from './support'

type Body = Record<string, unknown> & { msgtype: string; response_url?: string; stream?: { id: string } }

/** The bot's HTTP mode (documents 101033, 101031): encrypted JSON both ways. */
describe('the bot in HTTP mode', () => {
  let server: Server
  let sandbox: Sandbox
  const received: Body[] = []
  let answer: (body: Body) => object | undefined

  beforeEach(async () => {
    received.length = 0
    answer = () => undefined
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://x')
        const sealed = (JSON.parse(Buffer.concat(chunks).toString('utf8')) as { encrypt: string }).encrypt
        const value = (name: string) => url.searchParams.get(name) ?? ''
        const wanted = sign(credentials.botToken, value('timestamp'), value('nonce'), sealed)
        const opened = decrypt(credentials.botAesKey, sealed)
        if (wanted !== value('msg_signature') || opened.receiveid !== '' || url.pathname !== '/wecom/bot') {
          response.writeHead(400).end()
          return
        }
        const body = JSON.parse(opened.message) as Body
        received.push(body)
        const reply = answer(body)
        response.end(reply ? seal(reply) : '')
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    sandbox = await small({ serverUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}` })
    await sandbox.control('POST', '/settings', { botMode: 'http' })
  })
  afterEach(async () => {
    await sandbox.close()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })

  function seal(body: object): string {
    const sealed = encrypt(credentials.botAesKey, JSON.stringify(body), '')
    const msgsignature = sign(credentials.botToken, '1641002400', 'n1', sealed)
    return JSON.stringify({ encrypt: sealed, msgsignature, timestamp: 1641002400, nonce: 'n1' })
  }

  const texts = () => sandbox.tenant.world.messages.ofChat('bot:lina').map(message => message.text)
  const say = (text: string) => sandbox.control('POST', '/send', { userid: 'lina', chatId: 'bot:lina', text })

  it('shows a stream and asks for the rest until it is finished', async () => {
    let asked = 0
    answer = body => {
      if (body.msgtype === 'stream') asked++
      const finish = asked >= 2
      return { msgtype: 'stream', stream: { id: 's1', finish, content: finish ? '没有人报备' : '正在查' } }
    }
    await say('查 某某公司')
    await waitFor(() => texts().includes('没有人报备'))
    expect(texts()).toEqual(['查 某某公司', '没有人报备'])
    expect(received.map(body => body.msgtype)).toEqual(['text', 'stream', 'stream'])
    expect(received[1]?.stream).toEqual({ id: 's1' })
  })

  it('takes one later answer at response_url', async () => {
    await say('查 某某公司')
    await waitFor(() => received.length === 1)
    const url = received[0]?.response_url ?? ''
    const post = async () => {
      const body = JSON.stringify({ msgtype: 'markdown', markdown: { content: '**查到了**' } })
      return ((await (await fetch(url, { method: 'POST', body })).json()) as { errcode: number }).errcode
    }
    expect(await post()).toBe(0)
    expect(await post()).toBe(60140)
    expect(texts()).toEqual(['查 某某公司', '**查到了**'])
  })

  it('ignores an answer with a wrong signature, and shows why', async () => {
    answer = () => ({ msgtype: 'stream', stream: { id: 's1', finish: true, content: '假的' } })
    const real = seal
    const forged = JSON.parse(real(answer({ msgtype: 'x' }) ?? {})) as { msgsignature: string }
    expect(forged.msgsignature).toMatch(/^[0-9a-f]{40}$/)
    server.removeAllListeners('request')
    server.on('request', (request, response) => {
      request.resume()
      request.on('end', () => response.end(JSON.stringify({ ...forged, msgsignature: '0'.repeat(40) })))
    })
    await say('查')
    await waitFor(() => sandbox.tenant.bot.http.lastError !== '')
    expect(sandbox.tenant.bot.http.lastError).toBe('bad signature in the answer')
    expect(texts()).toEqual(['查'])
  })

  it('refuses the long connection', async () => {
    const { WebSocket } = await import('ws')
    const socket = new WebSocket(sandbox.botUrl)
    await new Promise(resolve => socket.once('open', resolve))
    const body = { bot_id: credentials.botId, secret: credentials.botSecret }
    socket.send(JSON.stringify({ cmd: 'aibot_subscribe', headers: { req_id: 'r1' }, body }))
    const ack = await new Promise<string>(resolve => socket.once('message', data => resolve(data.toString())))
    expect(JSON.parse(ack)).toMatchObject({ headers: { req_id: 'r1' }, errcode: 846601 })
    socket.terminate()
  })
})
