import { createServer, type Server } from 'node:http'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/app'
import { decrypt, sign } from '../../sandbox/core/crypto'
import { credentials } from '../../sandbox/credentials'

export interface Received {
  xml: string
  receiveid: string
  signatureOk: boolean
}

/** A server that takes callbacks, opens them, and answers as told. */
export class Receiver {
  readonly received: Received[] = []
  /** How the next requests are answered: a status, or 'hang' for never, or a body. Empty: 200 without a body. */
  readonly answers: (number | 'hang' | string)[] = []
  private server: Server | undefined
  url = ''

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        this.open(new URL(request.url ?? '', 'http://x'), Buffer.concat(chunks).toString('utf8'))
        const answer = this.answers.shift()
        if (answer === 'hang') return
        response.writeHead(typeof answer === 'number' ? answer : 200)
        response.end(typeof answer === 'string' ? answer : '')
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    this.server = server
    this.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    return this
  }

  private open(url: URL, body: string): void {
    const encrypted = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1] ?? ''
    const value = (name: string) => url.searchParams.get(name) ?? ''
    const { message, receiveid } = decrypt(credentials.aesKey, encrypted)
    const wanted = sign(credentials.token, value('timestamp'), value('nonce'), encrypted)
    this.received.push({ xml: message, receiveid, signatureOk: wanted === value('msg_signature') })
  }

  /** Waits until so many callbacks have come. */
  async until(count: number): Promise<Received[]> {
    await waitFor(() => this.received.length >= count)
    return this.received
  }

  /** Waits for so many different messages, each once: a busy machine may miss the five seconds and get one again. */
  async untilDifferent(count: number): Promise<string[]> {
    const different = () => [...new Set(this.received.map(({ xml }) => xml))]
    await waitFor(() => different().length >= count)
    return different()
  }

  async stop(): Promise<void> {
    const { server } = this
    if (!server) return
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    this.server = undefined
  }
}

/** Polls a condition; the test's own time limit is the end. */
export async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(done => setTimeout(done, 10))
}

/** The small company with short waits. */
export const small = (more: Partial<SandboxOptions> = {}): Promise<Sandbox> =>
  startSandbox({ port: 0, demo: 'small', callbackTimeoutMs: 150, callbackRetryMs: 30, ...more })

/** A client of the API that knows its token. */
export class Api {
  constructor(
    private readonly url: string,
    public token = '',
  ) {}

  async login(): Promise<this> {
    const { corpId, secret } = credentials
    this.token = String((await this.get('gettoken', { corpid: corpId, corpsecret: secret })).access_token)
    return this
  }

  async get(path: string, query: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(`${this.url}/cgi-bin/${path}?${this.query(query)}`)
    return (await answer.json()) as Answer
  }

  async post(path: string, body: object | string, query: Record<string, string> = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(`${this.url}/cgi-bin/${path}?${this.query(query)}`, { method: 'POST', body: text })
    return (await answer.json()) as Answer
  }

  private query(more: Record<string, string>): URLSearchParams {
    return new URLSearchParams(this.token ? { access_token: this.token, ...more } : more)
  }
}

export type Answer = Record<string, unknown> & { errcode: number; errmsg: string }

/** A button card with everything that is needed. */
export const buttonCard = (taskId: string, more: object = {}) => ({
  card_type: 'button_interaction',
  main_title: { title: '撞单提醒', desc: '请处理' },
  task_id: taskId,
  button_list: [
    { text: '申诉', style: 1, key: 'appeal:1' },
    { text: '知道了', style: 2, key: 'ok:1' },
  ],
  ...more,
})

export const send = (touser: string, more: object) => ({ touser, agentid: credentials.agentId, ...more })
