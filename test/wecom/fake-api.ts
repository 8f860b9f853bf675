import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SharedValue, TokenStore } from '../../src/wecom/shared-value'
import { type ClientOptions, wecomClient } from '../../src/wecom/wecom-client'

export interface Call {
  path: string
  query: Record<string, string>
  body: string
}

/** What to answer: a JSON object, `reset`, `hang`, or a raw text. */
export type Answer = object | 'reset' | 'hang' | { raw: string; status?: number; type?: string }

/** A scripted server in place of WeCom, for exact faults at exact calls. */
export async function startFakeApi(answer: (call: Call, count: number) => Answer) {
  const calls: Call[] = []
  const counts = new Map<string, number>()
  const server = createServer((req: IncomingMessage, res: ServerResponse) => {
    const chunks: Buffer[] = []
    req.on('data', chunk => chunks.push(chunk))
    req.on('end', () => {
      const url = new URL(req.url ?? '/', 'http://x')
      const path = url.pathname.replace('/cgi-bin', '')
      const call = { path, query: Object.fromEntries(url.searchParams), body: Buffer.concat(chunks).toString() }
      calls.push(call)
      counts.set(path, (counts.get(path) ?? 0) + 1)
      reply(res, answer(call, counts.get(path)!))
    })
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    count: (path: string) => counts.get(path) ?? 0,
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function reply(res: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return
  if (answer === 'reset') {
    res.socket?.resetAndDestroy()
    return
  }
  const raw = 'raw' in answer ? (answer as { raw: string; status?: number; type?: string }) : undefined
  res.writeHead(raw?.status ?? 200, { 'content-type': raw?.type ?? 'application/json' })
  res.end(raw ? raw.raw : JSON.stringify({ errcode: 0, errmsg: 'ok', ...answer }))
}

export function memoryStore(): TokenStore & { values: Map<string, SharedValue> } {
  const values = new Map<string, SharedValue>()
  const leases = new Map<string, string>()
  return {
    values,
    read: async name => values.get(name),
    write: async (name, value) => void values.set(name, value),
    claim: async (name, holder) => {
      const holds = leases.get(name) ?? holder
      leases.set(name, holds)
      return holds === holder
    },
    release: async (name, holder) => void (leases.get(name) === holder && leases.delete(name)),
  }
}

/** A client that does not really wait: its waits are written down. */
export function testClient(base: string, more: Partial<ClientOptions> = {}) {
  const waits: number[] = []
  const config = {
    corpId: 'wwcorp',
    agentId: 1,
    secret: 'MARKED-SECRET',
    token: '',
    aesKey: '',
    apiBase: base,
    oauthBase: '',
    loginBase: '',
  }
  const client = wecomClient({
    config,
    store: memoryStore(),
    holder: 's1',
    now: () => 1_700_000_000_000,
    sleep: async ms => void waits.push(ms),
    random: () => 0.5,
    ...more,
  })
  return { client, waits }
}
