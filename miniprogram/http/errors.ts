// Everything that can go wrong on the way to the server, with a sentence for the screen.

/** Codes of this side; all others come from the server. */
export type LocalCode = 'OFFLINE' | 'TIMEOUT' | 'NOT_IN_WECOM' | 'LOGIN_FAILED' | 'BAD_ANSWER'

export class ApiError extends Error {
  constructor(
    /** Stable code, from the server or a {@link LocalCode}. */
    readonly code: string,
    /** Chinese, with what to do. */
    message: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status = 0,
    readonly details?: unknown,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

/** The sentence to show for anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : '出了点问题，请稍后重试；仍不行请联系管理员'
}

/** The server's error body: `{ error: { code, message, details } }`. */
export function fromAnswer(status: number, body: unknown): ApiError {
  const error = (body as { error?: { code?: string; message?: string; details?: unknown } } | undefined)?.error
  if (error?.code && error.message) return new ApiError(error.code, error.message, status, error.details)
  if (status === 429) return new ApiError('TOO_MANY', '操作太频繁，请稍等一会儿再试', status)
  return new ApiError('BAD_ANSWER', `服务暂时不可用（${status}），请稍后重试`, status)
}

/** `wx.request` failed before there was an answer. */
export function fromFailure(errMsg: string): ApiError {
  if (/timeout/i.test(errMsg)) return new ApiError('TIMEOUT', '网络有点慢，没有等到结果，请重试')
  return new ApiError('OFFLINE', '连不上网络，请检查网络后重试')
}
