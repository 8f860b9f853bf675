import { createDecipheriv, timingSafeEqual } from 'node:crypto'
import { encrypt, getSignature } from '@wecom/crypto'
import { openPlain } from './crypto-layout'
import { Refusal } from './refusal'

/** One callback configuration of WeCom: an app, or a bot (whose receiver is the empty string for bots of the own company). */
export interface CallbackSecrets {
  token: string
  /** EncodingAESKey: 43 letters and digits. */
  aesKey: string
  /** What the end of every plaintext must be: the corp id, or '' for a bot (documents 90968, 101033). */
  receiveId: string
}

/** The query parameters that prove where a callback comes from. */
export interface SignedQuery {
  signature: string
  timestamp: string
  nonce: string
}

export interface CallbackCrypto {
  /** Checks the signature, decrypts, checks the rest. Throws only `Refusal`. */
  open(query: SignedQuery, encrypted: string): string
  /** Encrypts an answer; `nonce` must not repeat within two hours. */
  seal(text: string, timestamp: string, nonce: string): { encrypt: string; signature: string }
}

const AES_KEY = /^[A-Za-z0-9]{43}$/
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * Encryption of WeCom callbacks (document 90968). `@wecom/crypto` computes signature and ciphertext; comparing the signature,
 * the receiver, the length, the padding and the encoding is left to the caller by it, and done here.
 *
 * @throws Error at start when token or key cannot be right; that is a fault of the configuration, not of a message.
 */
export function callbackCrypto({ token, aesKey, receiveId }: CallbackSecrets): CallbackCrypto {
  if (!AES_KEY.test(aesKey)) throw new Error('EncodingAESKey must be 43 letters and digits')
  if (!/^[A-Za-z0-9]{1,32}$/.test(token)) throw new Error('Token must be 1 to 32 letters and digits')
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const iv = key.subarray(0, 16)
  const receiver = Buffer.from(receiveId)

  return {
    open(query, encrypted) {
      if (!sameHex(getSignature(token, query.timestamp, query.nonce, encrypted), query.signature)) {
        throw new Refusal('signature')
      }
      return openPlain(decipher(key, iv, encrypted), receiver)
    },
    seal(text, timestamp, nonce) {
      const encrypted = encrypt(aesKey, text, receiveId)
      return { encrypt: encrypted, signature: getSignature(token, timestamp, nonce, encrypted) }
    },
  }
}

/** Compares two SHA-1 in hexadecimal without telling by time where they differ. */
function sameHex(ours: string, theirs: string): boolean {
  const a = Buffer.from(ours, 'latin1')
  const b = Buffer.from(theirs, 'latin1')
  return a.length === b.length && timingSafeEqual(a, b)
}

function decipher(key: Buffer, iv: Buffer, encrypted: string): Buffer {
  if (!BASE64.test(encrypted)) throw new Refusal('base64')
  const bytes = Buffer.from(encrypted, 'base64')
  // Several spellings decode to the same bytes (unused bits at the end): only the canonical one counts.
  if (bytes.toString('base64') !== encrypted) throw new Refusal('base64')
  if (bytes.length % 32 !== 0) throw new Refusal('cipher')
  const aes = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([aes.update(bytes), aes.final()])
}
