import { createCipheriv, createHash } from 'node:crypto'
import { AES_KEY, CORP_ID, TOKEN } from './vectors'

/** Builds envelopes by hand, right ones and broken ones: independent of the code under test and of its library. */
export interface Plan {
  message?: string | Buffer
  receiver?: string | Buffer
  /** What the length field says, when it is to be wrong. */
  length?: number
  /** The padding bytes, when they are to be wrong. */
  padding?: Buffer
  random?: Buffer
  token?: string
  timestamp?: string
  nonce?: string
}

const KEY = Buffer.from(`${AES_KEY}=`, 'base64')

export function encryptRaw(plain: Buffer): string {
  const cipher = createCipheriv('aes-256-cbc', KEY, KEY.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

export function sign(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

export function encryptPlan(plan: Plan): string {
  const message = Buffer.from(plan.message ?? '<xml><A>1</A></xml>')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(plan.length ?? message.length)
  const head = Buffer.concat([
    plan.random ?? Buffer.alloc(16, 'r'),
    length,
    message,
    Buffer.from(plan.receiver ?? CORP_ID),
  ])
  const pad = 32 - (head.length % 32)
  return encryptRaw(Buffer.concat([head, plan.padding ?? Buffer.alloc(pad, pad)]))
}

export function envelope(plan: Plan): {
  encrypted: string
  query: { signature: string; timestamp: string; nonce: string }
} {
  const encrypted = encryptPlan(plan)
  const timestamp = plan.timestamp ?? '1409659813'
  const nonce = plan.nonce ?? '1372623149'
  return { encrypted, query: { signature: sign(plan.token ?? TOKEN, timestamp, nonce, encrypted), timestamp, nonce } }
}

/** Padding that a message of this size needs, to build a wrong one of the right length. */
export function padFor(message: string, receiver = CORP_ID): number {
  return 32 - ((20 + Buffer.byteLength(message) + Buffer.byteLength(receiver)) % 32)
}
