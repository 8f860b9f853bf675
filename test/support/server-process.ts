import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { credentials } from '../../sandbox/credentials'
import type { Message } from '../../sandbox/types'
import { freePort } from './free-port'

/** Real processes for the checks: servers as `npm start` runs them, and the sandbox, each with a free port and data of its own. */
export interface Running {
  url: string
  process: ChildProcess
  /** kill -9; resolves when the operating system has taken it away. */
  kill(): Promise<void>
  /** SIGTERM, then waits. */
  stop(): Promise<void>
  /** What it has printed so far. */
  output(): string
}

export interface SandboxProcess extends Running {
  control<T = Record<string, unknown>>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T>
  /** Everything that was delivered to anybody, oldest first. */
  delivered(since?: number): Promise<Message[]>
}

export interface Stage {
  folder: string
  sandbox: SandboxProcess
  /** Starts one more server on the same database and waits until it is ready. */
  server(options?: {
    databaseUrl?: string
    port?: number
    env?: Record<string, string>
  }): Promise<Running & { port: number }>
  databaseUrl: string
  close(): Promise<void>
}

const READY_MS = 60_000
const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

/** A sandbox with the small demo company, and a place for servers. `databaseUrl`: default an SQLite file of its own. */
export async function openStage(
  options: { databaseUrl?: string; people?: { userId: string; name: string }[] } = {},
): Promise<Stage> {
  ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'baobei-stage-'))
  const databaseUrl = options.databaseUrl ?? `sqlite:${join(folder, 'server.sqlite')}`
  const running: Running[] = []
  const sandbox = await startSandboxProcess(folder)
  running.push(sandbox)
  for (const person of options.people ?? [])
    await sandbox.control('POST', '/people', {
      ...person,
      departments: [3],
      position: '客户经理',
      role: '销售',
      serves: true,
    })
  return {
    folder,
    sandbox,
    databaseUrl,
    async server({ databaseUrl: other, port, env } = {}) {
      const server = await startServerProcess(
        folder,
        sandbox.url,
        other ?? databaseUrl,
        port ?? (await freePort()),
        env,
      )
      running.push(server)
      return server
    },
    async close() {
      for (const each of running.reverse()) await each.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startSandboxProcess(folder: string): Promise<SandboxProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const running = launch(join(folder, 'sandbox'), url, 'dist/sandbox/main.js', {
    SANDBOX_PORT: String(port),
    // Events come from the checks' own sender, which knows what was acknowledged.
    SANDBOX_SERVER_URL: '',
    SANDBOX_STATE: join(folder, 'sandbox.sqlite'),
    SANDBOX_DEMO: '0',
    SANDBOX_COMPANY: 'small',
  })
  await ready(running, `${url}/sandbox/api/company`)
  const control: SandboxProcess['control'] = async (method, path, body) => {
    const answer = await fetch(`${url}/sandbox/api${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    if (answer.status !== 200) throw new Error(`sandbox ${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as never
  }
  const delivered = async (since = 0) =>
    (await control<{ messages: Message[] }>('GET', `/messages?since=${since}`)).messages
  return { ...running, control, delivered }
}

async function startServerProcess(folder: string, sandboxUrl: string, databaseUrl: string, port: number, env = {}) {
  const url = `http://127.0.0.1:${port}`
  const running = launch(join(folder, `server-${port}`), url, 'dist/src/main.js', {
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATA_KEY: Buffer.alloc(32, 5).toString('base64'),
    ADMIN_USERIDS: 'admin',
    WECOM_CORP_ID: credentials.corpId,
    WECOM_AGENT_ID: String(credentials.agentId),
    WECOM_SECRET: credentials.secret,
    WECOM_TOKEN: credentials.token,
    WECOM_AES_KEY: credentials.aesKey,
    BAOBEI_SANDBOX_URL: sandboxUrl,
    WECOM_API_BASE: sandboxUrl,
    WECOM_OAUTH_BASE: sandboxUrl,
    WECOM_LOGIN_BASE: sandboxUrl,
    LOG_LEVEL: 'warn',
    // Clients come from addresses of their own, as in life: log-ins are counted per address.
    TRUST_PROXY: '1',
    ...env,
  })
  await ready(running, `${url}/readyz`)
  return { ...running, port }
}

/** Output goes to a file, so that nothing of a killed process is lost and no pipe can fill up. */
function launch(name: string, url: string, program: string, env: Record<string, string>): Running {
  const path = `${name}.log`
  const out = openSync(path, 'a')
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    stdio: ['ignore', out, out],
    env: { PATH: process.env.PATH, ...env },
  })
  closeSync(out)
  const gone = new Promise<void>(done => child.once('exit', () => done()))
  const end = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return gone
  }
  return {
    url,
    process: child,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    output: () => readFileSync(path, 'utf8'),
  }
}

async function ready(running: Running, url: string): Promise<void> {
  const end = Date.now() + READY_MS
  while (Date.now() < end) {
    if (running.process.exitCode !== null) throw new Error(`ended at its start:\n${running.output().slice(-3000)}`)
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await pause(30)
  }
  await running.kill()
  throw new Error(`not ready at ${url}:\n${running.output().slice(-3000)}`)
}

/** Compiles when a source is newer than what was compiled last. `npm test` has done it already. */
export function ensureBuilt(): void {
  const stamp = 'dist/.tsbuildinfo'
  const built = existsSync(stamp) && existsSync('dist/src/main.js') ? statSync(stamp).mtimeMs : 0
  const newer = ['src', 'config', 'sandbox'].some(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).some(
      file => file.endsWith('.ts') && statSync(join(folder, file)).mtimeMs > built,
    ),
  )
  if (!newer) return
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'])
  if (status !== 0) throw new Error(`does not compile:\n${stdout}`)
}

/** A member at a server's API, logged in as the mini-program would. */
export class Member {
  private token = ''
  constructor(
    private readonly sandbox: SandboxProcess,
    readonly userId: string,
  ) {}

  /** Waits for the first synchronisation: until then the server does not know the person. */
  async login(serverUrl: string): Promise<this> {
    for (let tries = 0; ; tries++) {
      const { code } = await this.sandbox.control<{ code: string }>('GET', `/login-code?userid=${this.userId}`)
      const answer = await request(
        `${serverUrl}/api/v1/login/wecom`,
        'POST',
        { code },
        { 'x-forwarded-for': someAddress() },
      )
      if (answer.status === 200) {
        this.token = (answer.body as { token: string }).token
        return this
      }
      if (tries >= 240) throw new Error(`${this.userId} cannot log in: ${answer.status} ${JSON.stringify(answer.body)}`)
      await pause(250)
    }
  }

  /** @throws when there was no answer: nobody knows what happened */
  call<T>(
    serverUrl: string,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ status: number; body: T }> {
    return request(`${serverUrl}/api/v1${path}`, method, body, { authorization: `Bearer ${this.token}` }) as Promise<{
      status: number
      body: T
    }>
  }
}

const someAddress = () => `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 250)).join('.')}`

async function request(url: string, method: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, {
    method,
    headers: {
      ...headers,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(30_000),
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? (JSON.parse(text) as unknown) : undefined }
}
