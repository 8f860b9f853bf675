/** Calls the product's API as a member; the benchmark's WeCom takes `<userid>-<anything>` as log-in code. */
export class ApiClient {
  token = ''
  private constructor(private readonly origin: string) {}

  static async login(origin: string, userId: string): Promise<ApiClient> {
    const client = new ApiClient(origin)
    const answer = await client.call<{ token: string }>('POST', '/login/wecom', { code: `${userId}-${Math.random()}` })
    client.token = answer.token
    return client
  }

  async call<T>(method: string, path: string, body?: object | string): Promise<T> {
    const answer = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: {
        'Content-Type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json',
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
    return JSON.parse(text) as T
  }

  /** Waits until the answer satisfies. */
  async until<T>(path: string, good: (answer: T) => boolean): Promise<T> {
    for (let tries = 0; tries < 1200; tries++) {
      const answer = await this.call<T>('GET', path)
      if (good(answer)) return answer
      await new Promise(done => setTimeout(done, 250))
    }
    throw new Error(`${path} did not become ready`)
  }
}
