import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const keyOf = (encodingAesKey: string) => Buffer.from(`${encodingAesKey}=`, 'base64')

/** SHA-1 over the sorted, joined strings (document 90968). */
export function sign(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

/**
 * 16 random bytes, length, message, receiveid; PKCS#7 to 32; AES-256-CBC; base64 (document 90968).
 * @param receiveid the corp id, or '' for a bot of the own company
 * @param random only for test vectors
 */
export function encrypt(encodingAesKey: string, message: string, receiveid: string, random = randomBytes(16)): string {
  const key = keyOf(encodingAesKey)
  const body = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([random, length, body, Buffer.from(receiveid)])
  const pad = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64')
}

/** Opens what `encrypt` closed. Throws on wrong padding or length. */
export function decrypt(encodingAesKey: string, encrypted: string): { message: string; receiveid: string } {
  const key = keyOf(encodingAesKey)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()])
  const pad = padded[padded.length - 1] ?? 0
  if (pad < 1 || pad > 32) throw new Error('bad padding')
  const plain = padded.subarray(0, padded.length - pad)
  const length = plain.readUInt32BE(16)
  if (20 + length > plain.length) throw new Error('bad length')
  return {
    message: plain.subarray(20, 20 + length).toString('utf8'),
    receiveid: plain.subarray(20 + length).toString('utf8'),
  }
}
