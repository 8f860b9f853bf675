import { loginCode } from '../actions/people'
import type { Tenant } from '../tenant'

/** A person of the demo, logged in to the server as the mini-program would. */
export class Person {
  private token = ''

  constructor(
    private readonly tenant: Tenant,
    readonly userId: string,
  ) {}

  /** Calls the server's API. @throws with status and error code when it refuses */
  async call<T>(method: 'GET' | 'POST', path: string, body?: object | string): Promise<T> {
    if (!this.token) await this.login()
    const text = typeof body === 'string' ? body : body && JSON.stringify(body)
    const answer = await fetch(`${this.tenant.world.serverUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(text === undefined
          ? {}
          : { 'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json' }),
      },
      ...(text === undefined ? {} : { body: text }),
      signal: AbortSignal.timeout(60_000),
    })
    return read<T>(answer, `${method} ${path}`)
  }

  /** @throws when the server does not know the person (yet) */
  async login(): Promise<void> {
    const member = this.tenant.world.member(this.userId)
    if (!member) throw new Error(`没有成员 ${this.userId}`)
    const code = loginCode(this.tenant, member, 'mini')
    const answer = await fetch(`${this.tenant.world.serverUrl}/api/v1/login/wecom`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
      signal: AbortSignal.timeout(20_000),
    })
    this.token = (await read<{ token: string }>(answer, 'POST /login/wecom')).token
  }
}

async function read<T>(answer: Response, what: string): Promise<T> {
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${what}: HTTP ${answer.status} ${text.slice(0, 200)}`)
  return (text === '' ? {} : JSON.parse(text)) as T
}

/** Waits until the server says it is ready. @returns false when it did not within `ms` or was told to stop */
export async function serverReady(serverUrl: string, ms: number, stop?: AbortSignal): Promise<boolean> {
  const end = Date.now() + ms
  while (Date.now() < end && !stop?.aborted) {
    const ready = await fetch(`${serverUrl}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
      answer => answer.ok,
      () => false, // not listening yet
    )
    if (ready) return true
    await new Promise(done => setTimeout(done, 300))
  }
  return false
}
