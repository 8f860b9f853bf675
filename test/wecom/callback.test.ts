import { call, pathOf, post, startCallbackServer, type TestServer, wrap } from './callback-server'
import { envelope } from './envelope'
import { V1, V2 } from './vectors'

let server: TestServer
beforeEach(async () => {
  server = await startCallbackServer()
})
afterEach(() => server.close())

const check = (echostr: string, query = V1.query) => call(server.port, 'GET', `${pathOf(query)}&echostr=${echostr}`)

describe('GET /wecom/callback', () => {
  it('answers the address check with the plain message, nothing around it', async () => {
    const answer = await check(encodeURIComponent(V1.encrypted))
    expect(answer).toMatchObject({ status: 200, body: V1.message })
  })

  it('also when a plus sign became a blank on the way', async () => {
    expect((await check(V1.encrypted)).body).toBe(V1.message)
  })

  it('refuses a wrong signature and a missing or doubled challenge', async () => {
    const echo = encodeURIComponent(V1.encrypted)
    expect((await check(echo, { ...V1.query, signature: V2.query.signature })).status).toBe(403)
    expect((await call(server.port, 'GET', pathOf(V1.query))).status).toBe(400)
    expect((await check(`${echo}&echostr=${echo}`)).status).toBe(400)
  })
})

describe('POST /wecom/callback', () => {
  it('stores the published message and answers empty', async () => {
    const answer = await call(server.port, 'POST', pathOf(V2.query), wrap(V2.encrypted))
    expect(answer).toMatchObject({ status: 200, body: '' })
    expect(server.stored).toMatchObject([{ source: 'app', dedupeKey: 'id:4561255354251345929', kind: 'text' }])
  })

  it('answers only after the message is stored', async () => {
    let release = (): void => undefined
    server.onStore = message => new Promise(resolve => (release = () => resolve(void server.stored.push(message))))
    let answered = false
    const pending = post(server, {}).then(answer => {
      answered = true
      return answer
    })
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(answered).toBe(false)
    release()
    expect((await pending).status).toBe(200)
    expect(server.stored).toHaveLength(1)
  })

  it('gives no answer when storing fails, so that WeCom sends the message again', async () => {
    server.onStore = () => Promise.reject(new Error('the database is away'))
    expect((await post(server, {})).status).toBe(0)
    server.onStore = async message => void server.stored.push(message)
    expect((await post(server, {})).status).toBe(200)
  })

  it('cuts the connection when storing hangs', async () => {
    server.onStore = () => new Promise(() => undefined)
    expect((await post(server, {})).status).toBe(0)
  })

  it('gives the same key to a message however it was wrapped: swapped timestamp and nonce, sealed anew', async () => {
    const message = '<xml><FromUserName>sys</FromUserName><CreateTime>1</CreateTime><Event>enter_agent</Event></xml>'
    const { encrypted, query } = envelope({ message, timestamp: '1409659813', nonce: '1372623149' })
    const swapped = { ...query, timestamp: query.nonce, nonce: query.timestamp }
    const digitMoved = envelope({ message, timestamp: '14096598131', nonce: '372623149' })
    const sealedAnew = envelope({ message, random: Buffer.alloc(16, 'z'), timestamp: '1409659999', nonce: 'other' })
    const reordered = envelope({
      message:
        '<xml>\n<Event><![CDATA[enter_agent]]></Event><CreateTime>1</CreateTime><FromUserName>sys</FromUserName></xml>',
    })
    expect((await call(server.port, 'POST', pathOf(query), wrap(encrypted))).status).toBe(200)
    expect((await call(server.port, 'POST', pathOf(swapped), wrap(encrypted))).status).toBe(200)
    for (const again of [digitMoved, sealedAnew, reordered]) {
      expect((await call(server.port, 'POST', pathOf(again.query), wrap(again.encrypted))).status).toBe(200)
    }
    expect(new Set(server.stored.map(message => message.dedupeKey)).size).toBe(1)
  })

  it('gives different keys to messages that differ in one element', async () => {
    const of = (user: string, time: string, items: string) =>
      post(server, {
        message: `<xml><FromUserName>${user}</FromUserName><CreateTime>${time}</CreateTime><L>${items}</L></xml>`,
      })
    await of('a', '1', '<Item>1</Item><Item>2</Item>')
    await of('b', '1', '<Item>1</Item><Item>2</Item>')
    await of('a', '2', '<Item>1</Item><Item>2</Item>')
    await of('a', '1', '<Item>2</Item><Item>1</Item>')
    await of('a', '1', '<Item>12</Item>')
    expect(new Set(server.stored.map(message => message.dedupeKey)).size).toBe(5)
  })
})
