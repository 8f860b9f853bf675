import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { ConfigError } from '../../config'

const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16

/** Encryption at rest and blind indexes, each with a key derived from DATA_KEY (HKDF-SHA256, RFC 5869). */
export interface Vault {
  /** AES-256-GCM; the result is base64url text of version, key id, IV, tag and ciphertext. */
  seal(plain: string): string
  /** @throws when the text was sealed with a key this server does not have, or was changed. */
  open(sealed: string): string
  /** Equality without the value: HMAC-SHA256 over kind and canonical value, 128 bits as hex. */
  blindIndex(kind: string, value: string): string
  /** True when the text was sealed with the previous key and should be sealed anew. */
  isOld(sealed: string): boolean
}

interface KeySet {
  id: number
  encryption: Buffer
  index: Buffer
}

/**
 * @param dataKey 32 bytes; seals and indexes everything new
 * @param previous 32 bytes; only opens what was sealed before a rotation
 * @param randomBytes source of IVs
 */
export function createVault(
  dataKey: Buffer,
  previous: Buffer | undefined,
  randomBytes: (size: number) => Buffer,
): Vault {
  const current = deriveKeys(dataKey)
  const old = previous && deriveKeys(previous)
  // One in 256 pairs: nobody could tell then which of the two a text was sealed with.
  if (old?.id === current.id)
    throw new ConfigError(
      'DATA_KEY 和 DATA_KEY_PREVIOUS 的编号碰巧相同，请重新生成 DATA_KEY（openssl rand -base64 32）',
    )
  const keyOf = (sealed: Buffer) => [current, old].find(keys => keys && keys.id === sealed[1])

  return {
    seal(plain) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current.encryption, iv)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([VERSION, current.id]), iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(text) {
      const sealed = Buffer.from(text, 'base64url')
      const keys = keyOf(sealed)
      if (!keys || sealed[0] !== VERSION) throw new Error('sealed with an unknown DATA_KEY')
      const iv = sealed.subarray(2, 2 + IV_BYTES)
      const tag = sealed.subarray(2 + IV_BYTES, 2 + IV_BYTES + TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', keys.encryption, iv).setAuthTag(tag)
      return decipher.update(sealed.subarray(2 + IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
    blindIndex(kind, value) {
      return createHmac('sha256', current.index).update(`${kind}\0${value}`).digest('hex').slice(0, 32)
    },
    isOld: text => keyOf(Buffer.from(text, 'base64url')) !== current,
  }
}

/** The key id is public: one byte of a derivation of its own, so that a rotation can tell old from new. */
function deriveKeys(dataKey: Buffer): KeySet {
  const derive = (label: string, size: number) => Buffer.from(hkdfSync('sha256', dataKey, '', `baobei/${label}`, size))
  return { id: derive('key-id', 1)[0]!, encryption: derive('encryption', 32), index: derive('blind-index', 32) }
}

/** Constant-time comparison of two texts of any length. */
export function sameSecret(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
