import { createHash } from 'node:crypto'

/** One call of the API or one frame of the bot, as checkers see it. */
export interface Call {
  seq: number
  at: number
  /** e.g. `POST message/send` or `WS aibot_send_msg`. */
  endpoint: string
  errcode: number
  /** What a fault did, when one did. */
  fault?: string
  ms: number
  /** First 16 hex digits of the SHA-256 of the body. */
  digest: string
  bytes: number
  /** The first 400 characters of the body. */
  body: string
}

const KEEP = 20_000

/** The log of calls, in memory: it is for looking at, not for keeping. */
export class CallLog {
  private list: Call[] = []
  private seq = 0
  private readonly counts = new Map<string, { calls: number; errors: Record<string, number> }>()

  add(call: Omit<Call, 'seq' | 'digest' | 'bytes' | 'body'>, body: string): Call {
    const entry: Call = {
      ...call,
      seq: ++this.seq,
      digest: createHash('sha256').update(body).digest('hex').slice(0, 16),
      bytes: Buffer.byteLength(body),
      body: body.slice(0, 400),
    }
    this.list.push(entry)
    if (this.list.length > KEEP * 1.1) this.list = this.list.slice(-KEEP)
    const count = this.counts.get(call.endpoint) ?? { calls: 0, errors: {} }
    count.calls++
    if (call.errcode !== 0) count.errors[call.errcode] = (count.errors[call.errcode] ?? 0) + 1
    this.counts.set(call.endpoint, count)
    return entry
  }

  /** Calls after a sequence number, oldest first; `endpoint` matches any part of the name. */
  since(seq: number, endpoint = '', limit = 1000): Call[] {
    return this.list.filter(call => call.seq > seq && call.endpoint.includes(endpoint)).slice(-limit)
  }

  /** Counters since the start or the last `clear`. */
  totals(): Record<string, { calls: number; errors: Record<string, number> }> {
    return Object.fromEntries(this.counts)
  }

  clear(): void {
    this.list = []
    this.counts.clear()
  }
}
