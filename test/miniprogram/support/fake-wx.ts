// A `wx` for tests of the layers below the pages: answers requests from a script, hands out login codes.

type Answer = { status: number; body: unknown } | { errMsg: string }
interface RequestOptions {
  url: string
  method: string
  data?: unknown
  header: Record<string, string>
  success(answer: { statusCode: number; data: unknown }): void
  fail(error: { errMsg: string }): void
}

export interface FakeWx {
  requests: { method: string; url: string; data: unknown; token: string }[]
  /** How many times a login code was asked for. */
  logins: number
  inWeCom: boolean
  loginFails: boolean
  answer(request: { method: string; path: string; token: string }): Answer
}

/** Installs `wx` globally and returns its switches. */
export function installFakeWx(): FakeWx {
  const storage = new Map<string, unknown>()
  const fake: FakeWx = {
    requests: [],
    logins: 0,
    inWeCom: true,
    loginFails: false,
    answer: () => ({ status: 200, body: {} }),
  }
  const wx = {
    getAccountInfoSync: () => ({ miniProgram: { envVersion: 'release' } }),
    getSystemInfoSync: () => (fake.inWeCom ? { environment: 'wxwork' } : {}),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => storage.set(key, value),
    removeStorageSync: (key: string) => storage.delete(key),
    qy: {
      login({ success, fail }: { success(r: { code: string }): void; fail(e: { errMsg: string }): void }) {
        fake.logins += 1
        if (fake.loginFails) fail({ errMsg: 'qy__login:fail' })
        else success({ code: `code${fake.logins}` })
      },
    },
    request({ url, method, data, header, success, fail }: RequestOptions) {
      const token = (header.authorization ?? '').replace('Bearer ', '')
      fake.requests.push({ method, url, data, token })
      const answer = fake.answer({ method, path: new URL(url).pathname, token })
      setTimeout(
        () => ('errMsg' in answer ? fail(answer) : success({ statusCode: answer.status, data: answer.body })),
        0,
      )
    },
  }
  Object.assign(globalThis, { wx })
  return fake
}
