import { randomBytes } from 'node:crypto'
import { encrypt, sign } from '../core/crypto'
import type { World } from '../world'

/** What saving the callback address in the administration does: one GET with an echo string (document 90930). */
export async function verifyAddress(world: World, path = '/wecom/callback'): Promise<{ ok: boolean; message: string }> {
  const { token, aesKey, corpId } = world.credentials
  const echo = String(randomBytes(6).readUIntBE(0, 6))
  const encrypted = encrypt(aesKey, echo, corpId)
  const timestamp = String(world.clock.seconds())
  const nonce = String(randomBytes(4).readUInt32BE())
  const query = new URLSearchParams({
    msg_signature: sign(token, timestamp, nonce, encrypted),
    timestamp,
    nonce,
    echostr: encrypted,
  })
  try {
    const answer = await fetch(`${world.serverUrl}${path}?${query}`, { signal: AbortSignal.timeout(1000) })
    const body = await answer.text()
    if (answer.status === 200 && body === echo) return { ok: true, message: '验证通过' }
    return { ok: false, message: `应答不符：HTTP ${answer.status} ${body.slice(0, 60)}` }
  } catch (error) {
    return { ok: false, message: `没有应答：${error instanceof Error ? error.message : String(error)}` }
  }
}
