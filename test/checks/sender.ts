import { randomBytes } from 'node:crypto'
import { toXml, type XmlObject } from '../../sandbox/callbacks/xml'
import { encrypt, sign } from '../../sandbox/core/crypto'
import { credentials } from '../../sandbox/credentials'

/** One event as WeCom keeps it: the same inner document in every attempt, sealed anew each time. */
export interface Event {
  xml: string
}

let lastMessage = 0

/** A text of a member to the app (document 90239). */
export function textEvent(userId: string, content: string, at = Date.now()): Event {
  const MsgId = String(6_000_000_000_000_000_000n + BigInt(at) * 1_000_000n + BigInt(lastMessage++ % 1_000_000))
  return inner({ MsgType: 'text', Content: content, MsgId, AgentID: credentials.agentId }, userId, at)
}

/** A member added a contact (document 92130). It has no MsgId. */
export function contactEvent(userId: string, externalId: string, at = Date.now()): Event {
  const change = { Event: 'change_external_contact', ChangeType: 'add_external_contact' }
  return inner({ MsgType: 'event', ...change, UserID: userId, ExternalUserID: externalId, State: '' }, 'sys', at)
}

function inner(fields: XmlObject, from: string, at: number): Event {
  const CreateTime = Math.floor(at / 1000)
  return { xml: toXml({ ToUserName: credentials.corpId, FromUserName: from, CreateTime, ...fields }) }
}

export interface Sealed {
  timestamp: string
  nonce: string
  signature: string
  body: string
}

/** Encrypts and signs as document 90968 says. */
export function seal({ xml }: Event, at = Date.now()): Sealed {
  const timestamp = String(Math.floor(at / 1000))
  const nonce = String(randomBytes(4).readUInt32BE())
  const encrypted = encrypt(credentials.aesKey, xml, credentials.corpId)
  const body = toXml({ ToUserName: credentials.corpId, AgentID: String(credentials.agentId), Encrypt: encrypted })
  return { timestamp, nonce, signature: sign(credentials.token, timestamp, nonce, encrypted), body }
}

/** One attempt. @returns the HTTP status, or 0 when there was no answer within WeCom's 5 s */
export async function attempt(serverUrl: string, { timestamp, nonce, signature, body }: Sealed): Promise<number> {
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce })
  try {
    const answer = await fetch(`${serverUrl}/wecom/callback?${query}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/xml', connection: 'close' },
      signal: AbortSignal.timeout(5_000),
    })
    await answer.text()
    return answer.status
  } catch {
    return 0 // cut, refused or too late: to WeCom all the same
  }
}

/** Repeats until the server has acknowledged it. @returns how many attempts it took */
export async function deliver(serverUrl: string, event: Event, gapMs = 200): Promise<number> {
  for (let attempts = 1; ; attempts++) {
    if ((await attempt(serverUrl, seal(event))) === 200) return attempts
    await new Promise(done => setTimeout(done, gapMs))
  }
}

/** Runs `work` for each item, at most `width` at a time. */
export async function each<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: width }, lane))
}
