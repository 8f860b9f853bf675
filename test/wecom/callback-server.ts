import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa, { type Middleware } from 'koa'
import pino from 'pino'
import { appCallback } from '../../src/wecom/callback'
import type { ReceivedMessage } from '../../src/wecom/received'
import { envelope, type Plan } from './envelope'
import { AES_KEY, CORP_ID, TOKEN } from './vectors'

export interface Answer {
  /** 0: the connection was cut without an answer. */
  status: number
  body: string
  headers: IncomingHttpHeaders
}

export interface TestServer {
  port: number
  stored: ReceivedMessage[]
  refusals: string[]
  /** Replaces what storing does. */
  onStore: (message: ReceivedMessage) => Promise<void>
  close(): Promise<void>
}

export const silent = pino({ level: 'silent' })

export async function listen(routes: Record<string, Middleware>): Promise<{ port: number; server: Server }> {
  const app = new Koa()
  app.silent = true
  app.use((ctx, next) => routes[`${ctx.method} ${ctx.path}`]?.(ctx, next))
  const server = app.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return { port: (server.address() as AddressInfo).port, server }
}

export const closed = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.closeAllConnections()
    server.close(() => resolve())
  })

/** A real Koa server with the callback of the app; what it stores is kept in a list. */
export async function startCallbackServer(cutAfterMs = 400): Promise<TestServer> {
  const stored: ReceivedMessage[] = []
  const refusals: string[] = []
  const test = { stored, refusals, onStore: async (message: ReceivedMessage) => void stored.push(message) }
  const { check, receive } = appCallback({
    secrets: { token: TOKEN, aesKey: AES_KEY, receiveId: CORP_ID },
    store: message => test.onStore(message),
    log: silent,
    cutAfterMs,
    onRefused: code => refusals.push(code),
  })
  const { port, server } = await listen({ 'GET /wecom/callback': check, 'POST /wecom/callback': receive })
  return Object.assign(test, { port, close: () => closed(server) })
}

export function call(
  port: number,
  method: string,
  path: string,
  body?: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): Promise<Answer> {
  return new Promise(resolve => {
    const req = request({ port, method, path, headers, agent: false }, res => {
      const chunks: Buffer[] = []
      res.on('data', chunk => chunks.push(chunk))
      const done = (): void =>
        resolve({ status: res.statusCode ?? 0, body: Buffer.concat(chunks).toString(), headers: res.headers })
      res.on('end', done).on('error', done)
    })
    req.on('error', () => resolve({ status: 0, body: '', headers: {} }))
    req.end(body)
  })
}

/** The path of a callback with its signed parameters. */
export function pathOf(
  query: { signature: string; timestamp: string; nonce: string },
  path = '/wecom/callback',
): string {
  return `${path}?${new URLSearchParams({ msg_signature: query.signature, timestamp: query.timestamp, nonce: query.nonce })}`
}

export const wrap = (encrypted: string): string =>
  `<xml><ToUserName><![CDATA[${CORP_ID}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`

/** Sends a message as WeCom would, or deliberately not quite. */
export function post(server: { port: number }, plan: Plan): Promise<Answer> {
  const { encrypted, query } = envelope(plan)
  return call(server.port, 'POST', pathOf(query), wrap(encrypted))
}
