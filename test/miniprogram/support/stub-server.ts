// A REST server that answers as the API does, with switches for what can go wrong. Serves the built preview as well.
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { CheckResult, Dispute, Registration } from '../../../miniprogram/services/types'
import * as demo from './fixtures'

export interface Seen {
  method: string
  path: string
  body: Record<string, unknown>
  token: string
}

type Reply = { status: number; body: unknown }
const ROOT = path.join(__dirname, '../../..')
const TYPES: Record<string, string> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  png: 'image/png',
}

const ok = (body: unknown): Reply => ({ status: 200, body })
const failure = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
})

export class StubServer {
  /** API calls in order of arrival. */
  seen: Seen[] = []
  /** Answers of the next checks by company name; `delay` in ms. */
  checks = new Map<string, { check: CheckResult; delay: number }>()
  /** Path prefix → what it answers instead. */
  faults = new Map<string, Reply>()
  customers: unknown[] = [demo.customer]
  registrations: Registration[] = demo.registrations
  dispute: Dispute = demo.openDispute('zhangsan')
  /** Tokens that the server still knows. */
  tokens = new Set<string>()
  private readonly server = http.createServer((request, response) => void this.handle(request, response))

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
  }

  calls(method: string, prefix: string): Seen[] {
    return this.seen.filter(call => call.method === method && call.path.startsWith(prefix))
  }

  fail(prefix: string, status: number, code: string, message: string): void {
    this.faults.set(prefix, failure(status, code, message))
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stub')
    if (url.pathname.startsWith('/preview')) return sendFile(url.pathname, response)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>) : {}
    const token = (request.headers.authorization ?? '').replace('Bearer ', '')
    const call = { method: request.method ?? 'GET', path: url.pathname + url.search, body, token }
    this.seen.push(call)
    const fault = [...this.faults].find(([prefix]) => url.pathname.startsWith(prefix))?.[1]
    const reply = fault ?? (await this.answer(call, url))
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
  }

  private async answer({ method, body, token }: Seen, url: URL): Promise<Reply> {
    const route = `${method} ${url.pathname}`
    if (route === 'GET /sandbox/api/login-code') return ok({ code: `code:${url.searchParams.get('userid')}` })
    if (route === 'POST /api/v1/login/wecom') return this.login(String(body.code).replace('code:', ''))
    if (!this.tokens.has(token)) return failure(401, 'UNAUTHENTICATED', '请重新登录')
    const userId = token.split(':')[1] ?? ''
    switch (route) {
      case 'GET /api/v1/me':
        return ok(member(userId))
      case 'POST /api/v1/customers/check': {
        const { check, delay } = this.checks.get(String(body.name)) ?? { check: demo.freeCheck, delay: 0 }
        await new Promise(resolve => setTimeout(resolve, delay))
        return ok(check)
      }
      case 'POST /api/v1/registrations': {
        const { check } = this.checks.get(String(body.name)) ?? { check: demo.freeCheck }
        if (check.verdict === 'collided') return ok({ kind: 'collided', collision: { id: 'COL1' }, check })
        const customer = { id: 'CUS1', name: body.name }
        return ok({ kind: 'registered', customer, check })
      }
      case 'GET /api/v1/customers':
        return ok(this.customerPage(url.searchParams))
      case 'GET /api/v1/customers/CUS1':
        return ok(demo.customer)
      case 'POST /api/v1/customers/CUS1/follow-ups':
        return ok({})
      case 'GET /api/v1/collisions':
        return ok({ items: [demo.collision], nextCursor: null })
      case 'GET /api/v1/collisions/COL1':
        return ok(demo.collision)
      case 'POST /api/v1/collisions/COL1/dispute':
      case 'GET /api/v1/disputes/DIS1':
        return ok(this.disputeFor(userId))
      case 'GET /api/v1/disputes':
        return ok({ items: [this.disputeFor(userId)], nextCursor: null })
      case 'POST /api/v1/disputes/DIS1/withdraw':
        this.dispute = { ...this.dispute, status: 'withdrawn', sentence: '申诉人已撤回' }
        return ok(this.disputeFor(userId))
      case 'GET /api/v1/registrations':
        return ok({ items: this.registrations })
      case 'POST /api/v1/registrations/REG1/withdraw':
        this.registrations = this.registrations.map(row => (row.id === 'REG1' ? { ...row, status: 'withdrawn' } : row))
        return ok(this.registrations[0])
      case 'POST /api/v1/disputes/DIS1/evidence':
        this.dispute.parties[1]?.evidence.push({ at: Date.now(), kind: 'statement', text: String(body.text) })
        return ok(this.disputeFor(userId))
      case 'POST /api/v1/disputes/DIS1/ruling':
        this.rule(body)
        return ok(this.disputeFor(userId))
      default:
        return failure(404, 'NOT_FOUND', '没有找到')
    }
  }

  private login(userId: string): Reply {
    const token = `token:${userId}:${this.tokens.size}`
    this.tokens.add(token)
    return ok({ token, expiresAt: Date.now() + 7_200_000, member: member(userId) })
  }

  private customerPage(query: URLSearchParams) {
    const q = query.get('q') ?? ''
    const found = this.customers.filter(customer => (customer as { name: string }).name.includes(q))
    const from = Number(query.get('cursor') ?? 0)
    return { items: found.slice(from, from + 20), nextCursor: found.length > from + 20 ? String(from + 20) : null }
  }

  private disputeFor(userId: string): Dispute {
    const isOpen = this.dispute.status === 'open'
    const isArbiter = userId === 'wangwu'
    return {
      ...this.dispute,
      can: {
        rule: isOpen && isArbiter,
        addEvidence: isOpen && !isArbiter,
        appeal: this.dispute.status === 'ruled' && !isArbiter,
        withdraw: isOpen && userId === 'zhangsan',
      },
    }
  }

  private rule(body: Record<string, unknown>): void {
    const awardTo = body.awardTo === 'zhangsan' ? demo.zhang : body.awardTo === 'lisi' ? demo.li : undefined
    const shares = Object.entries((body.shares ?? {}) as Record<string, number>).map(([userId, percent]) => ({
      person: userId === 'zhangsan' ? demo.zhang : demo.li,
      percent,
    }))
    const outcomeText = awardTo ? `判给${awardTo.name}` : body.outcome === 'joint' ? '联合跟进' : '驳回申诉'
    const ruling = { outcome: body.outcome as 'award', outcomeText, awardTo, shares, by: demo.wang, at: Date.now() }
    this.dispute = {
      ...this.dispute,
      status: 'ruled',
      ruling: { ...ruling, reason: body.reason as string | undefined },
    }
  }
}

function member(userId: string) {
  const person = [demo.zhang, demo.li, demo.wang].find(p => p.userId === userId) ?? demo.zhang
  return { ...person, roles: userId === 'wangwu' ? ['manager'] : ['rep'] }
}

function sendFile(pathname: string, response: http.ServerResponse): void {
  const name = pathname.replace(/^\/preview\/?/, '') || 'index.html'
  const file = path.join(ROOT, 'preview-dist', name)
  if (!fs.existsSync(file)) return void response.writeHead(404).end()
  const type = TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(fs.readFileSync(file))
}
