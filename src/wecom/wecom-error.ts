import { scrub } from '../log'
import { errorEntry } from './error-table'

/**
 * - `refused`: WeCom understood and will never do it
 * - `settings`: a person has to change a setting first
 * - `busy`: WeCom did nothing, several tries were made
 * - `backoff`: a limit is used up; see `retryAfterMs`
 * - `unreachable`: no connection, so nothing was done
 * - `uncertain`: the request was sent and its answer never came or makes no sense. It may have been done. Never "busy":
 *   repeating would say things twice
 */
export type WecomFailure = 'refused' | 'settings' | 'busy' | 'backoff' | 'unreachable' | 'uncertain'

/** A failed call. Holds neither address parameters nor bodies: they carry tokens, keys and personal data. */
export class WecomError extends Error {
  constructor(
    readonly failure: WecomFailure,
    /** Path without its query, e.g. `/message/send`. */
    readonly api: string,
    /** Chinese: what to do. */
    readonly advice: string,
    readonly errcode?: number,
    readonly retryAfterMs?: number,
    detail = '',
  ) {
    super(
      `${api} ${failure}${errcode === undefined ? '' : ` ${errcode}`}${detail && `: ${scrub(detail).slice(0, 200)}`}`,
    )
    this.name = 'WecomError'
  }
}

/** Nothing at all for this long after WeCom says that a limit is used up (document 90312). */
const BACKOFF_MS = 60_000

/** The failure an error code stands for, after the client has done what it can itself. */
export function failureOf(api: string, errcode: number, errmsg: string, random: () => number): WecomError {
  const { action, message } = errorEntry(errcode)
  switch (action) {
    case 'retry':
      return new WecomError('busy', api, message, errcode, 5_000, errmsg)
    case 'backoff':
      return new WecomError('backoff', api, message, errcode, BACKOFF_MS + Math.floor(random() * 15_000), errmsg)
    case 'refresh':
      // Refused twice although just fetched: nothing was done, and it passes.
      return new WecomError('busy', api, message, errcode, 10_000, errmsg)
    case 'tell-admin':
      return new WecomError('settings', api, message, errcode, undefined, errmsg)
    case 'give-up':
      return new WecomError('refused', api, message, errcode, undefined, errmsg)
  }
}
