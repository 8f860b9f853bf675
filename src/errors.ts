/**
 * The catalogue of refusals. Each code is stable (clients rely on it) and has one HTTP status;
 * the Chinese message tells the person what to do next. A collision is a result, never one of these.
 */
export const ERROR_STATUS = {
  /** The input does not have the asked form; `details` names the fields. */
  invalid_input: 400,
  /** No session, or it ended: log in again. */
  unauthenticated: 401,
  /** Known person, but not entitled. Used only where the existence of the record is no secret. */
  forbidden: 403,
  /** Unknown, or not visible to this person: the two are indistinguishable from outside. */
  not_found: 404,
  /** The record has moved on (ruled, withdrawn, changed by someone else): reload. */
  conflict: 409,
  /** The body is larger than this entrance takes. */
  too_large: 413,
  /** More requests than this person or address may make now; `details.retryAfterMs` tells when. */
  too_many: 429,
  /** A bug of ours. The message never carries its text. */
  internal: 500,
  /** WeCom refused or did not answer something the person asked for. */
  wecom_failed: 502,
  /** The database or a needed part is away; the client may repeat. */
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    /** Chinese, for the person; says what to do. */
    message: string,
    readonly details?: Record<string, unknown>,
  ) {
    super(message)
    this.name = 'AppError'
  }

  get status(): number {
    return ERROR_STATUS[this.code]
  }
}

export const notFound = (what: string) =>
  new AppError('not_found', `没有找到这个${what}，可能已被处理，或不在你的可见范围内`)
export const forbidden = (message: string) => new AppError('forbidden', message)
export const conflict = (message: string, details?: Record<string, unknown>) =>
  new AppError('conflict', message, details)
export const invalid = (message: string, details?: Record<string, unknown>) =>
  new AppError('invalid_input', message, details)
