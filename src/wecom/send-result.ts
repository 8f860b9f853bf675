import type { SendResult } from '../delivery/channel'
import { WecomError } from './wecom-error'

/** Settings that concern one receiver only: waiting for the administrator would hold up nothing but this message. */
const ONE_RECEIVER = new Set([60011, 60021, 92000, 50002, 93000, 93001, 93004, 90206, 90207, 90208])
/** A setting of the whole app is usually put right within minutes, and until then nothing can be said at all. */
const SETTINGS_MS = 5 * 60_000

/** Runs a send and says what became of it. Faults of our own are thrown on. */
export async function sendResult(send: () => Promise<SendResult | undefined>): Promise<SendResult> {
  try {
    return (await send()) ?? { outcome: 'sent' }
  } catch (error) {
    if (!(error instanceof WecomError)) throw error
    return resultOf(error)
  }
}

function resultOf(failed: WecomError): SendResult {
  const error = `${failed.advice}（${failed.message}）`
  switch (failed.failure) {
    case 'uncertain':
      return { outcome: 'uncertain', error }
    case 'backoff':
      return { outcome: 'retry', error, afterMs: failed.retryAfterMs ?? 60_000 }
    case 'busy':
    case 'unreachable':
      // The outbox's own back-off grows: an outage must not use up all tries.
      return { outcome: 'retry', error }
    case 'settings':
      if (ONE_RECEIVER.has(failed.errcode ?? 0)) return { outcome: 'failed', error, tellAdmin: true }
      return { outcome: 'retry', error, afterMs: SETTINGS_MS }
    case 'refused':
      return { outcome: 'failed', error }
  }
}
