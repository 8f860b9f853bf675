/**
 * Invariant 3: the callback verifies, decrypts, stores, answers – and says 200 for nothing that is not stored.
 *
 * It could break when the answer waits for the work that follows, or comes before the commit, or says "internal error" where
 * silence would bring the message again. Provoked: a store that hangs, fails or takes its time; work that never ends.
 */
import Koa from 'koa'
import { credentials } from '../../sandbox/credentials'
import { createLogger } from '../../src/log'
import { appCallback } from '../../src/wecom/callback'
import { attempt, seal, textEvent } from '../checks/sender'

describe('the answer to a callback', () => {
  const close: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const each of close.splice(0)) await each()
  })

  async function serve(store: () => Promise<void>): Promise<string> {
    const app = new Koa()
    const { token, aesKey, corpId } = credentials
    const secrets = { token, aesKey, receiveId: corpId }
    app.use(appCallback({ secrets, store, log: createLogger('silent'), cutAfterMs: 300 }).receive)
    const server = app.listen(0, '127.0.0.1')
    await new Promise(done => server.once('listening', done))
    close.push(() => {
      server.closeAllConnections()
      return new Promise(done => server.close(done))
    })
    return `http://127.0.0.1:${(server.address() as { port: number }).port}`
  }
  const send = (url: string) => attempt(url, seal(textEvent('zhangsan', '帮助')))

  it('comes after the message is stored, not before', async () => {
    const order: string[] = []
    const url = await serve(async () => {
      await new Promise(done => setTimeout(done, 30))
      order.push('stored')
    })
    expect(await send(url).then(status => order.push('answered') && status)).toBe(200)
    expect(order).toEqual(['stored', 'answered'])
  })

  it('does not wait for what follows from the message', async () => {
    const url = await serve(async () => {
      void new Promise(() => undefined)
    })
    expect(await send(url)).toBe(200)
  })

  it('never comes when storing fails, so that WeCom sends the message again', async () => {
    let away = true
    const url = await serve(async () => {
      if (away) throw new Error('the database is away')
    })
    expect(await send(url)).toBe(0)
    away = false
    expect(await send(url)).toBe(200)
  })

  it('never comes when storing takes too long', async () => {
    expect(await send(await serve(() => new Promise(() => undefined)))).toBe(0)
  })
})
