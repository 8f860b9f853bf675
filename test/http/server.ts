import type { AddressInfo } from 'node:net'
import { buildApp, listen } from '../../src/app'
import type { Directory } from '../../src/contact/directory'
import { Metrics } from '../../src/http/metrics'
import { createLogger } from '../../src/log'
import type { Identity } from '../../src/member/login'
import { openSession } from '../../src/member/sessions'
import { SCHEMA } from '../../src/schema'
import { createWorld, type Engine, type TestWorld } from '../support/world'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked by the tests
  body: any
  headers: Headers
}

export interface Call {
  method?: string
  token?: string
  json?: unknown
  body?: string | Uint8Array
  headers?: Record<string, string>
}

export interface TestServer {
  world: TestWorld
  url: string
  /** Codes that WeCom would know, each for one use. */
  codes: Map<string, string>
  /** How often WeCom was asked about a code. */
  asked: string[]
  directory: Directory
  synced: number
  logs: string[]
  /** A token of this member, without the detour of a login. */
  tokenOf(userId: string): Promise<string>
  call(path: string, call?: Call): Promise<Answer>
  close(): Promise<void>
}

const noDirectory = new Proxy({} as Directory, {
  get: (_, name) => () => Promise.reject(new Error(`${String(name)} is not expected here`)),
})

/** The real application on a real port, with WeCom replaced at its two ports. */
export async function startServer(
  env: Record<string, string> = {},
  directory = noDirectory,
  engine: Engine = 'sqlite',
): Promise<TestServer> {
  const world = await createWorld(engine, env)
  const codes = new Map<string, string>()
  const asked: string[] = []
  const resolve = async (code: string) => {
    asked.push(code)
    const userId = codes.get(code)
    codes.delete(code)
    return userId
  }
  const identity: Identity = { miniProgram: resolve, oauth: resolve }
  const logs: string[] = []
  const log = createLogger('info', { write: (line: string) => void logs.push(line) })
  const server: TestServer = { world, url: '', codes, asked, directory, synced: 0, logs, tokenOf, call, close }
  const app = buildApp({
    config: world.system.config,
    log,
    makeContext: world.makeContext,
    now: () => world.clock.now,
    migrations: SCHEMA.migrations.length,
    consoleDirectory: 'console/dist',
    identity,
    setup: { directory, identity },
    metrics: new Metrics(0, false),
    syncNow: async () => {
      server.synced += 1
    },
    limits: { anonymous: 5_000, member: 50_000 },
  })
  const http = await listen(app, { port: 0, host: '127.0.0.1' })
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  async function tokenOf(userId: string): Promise<string> {
    const session = await (await world.as(userId)).transaction(tx => openSession(tx, userId, 'miniprogram'))
    return session.token
  }

  async function call(path: string, { method, token, json, body, headers = {} }: Call = {}): Promise<Answer> {
    const sent = json === undefined ? body : JSON.stringify(json)
    const answer = await fetch(server.url + path, {
      method: method ?? (sent === undefined ? 'GET' : 'POST'),
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: sent as BodyInit,
      redirect: 'manual',
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers }
  }

  async function close(): Promise<void> {
    http.closeAllConnections()
    await new Promise(done => http.close(done))
    await world.close()
  }
  return server
}
