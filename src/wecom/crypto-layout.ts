import { Refusal } from './refusal'
import { decodeUtf8 } from './utf8'

const RANDOM = 16
const HEAD = RANDOM + 4
const BLOCK = 32

/**
 * Takes a decrypted block apart: 16 random bytes, length (uint32, big endian), message, receiver, padding up to 32
 * (document 90968). Every field has to be exactly right, because a length that is merely "not too long" lets the receiver
 * slide into the message.
 */
export function openPlain(plain: Buffer, receiver: Buffer): string {
  const pad = plain[plain.length - 1] ?? 0
  if (pad < 1 || pad > BLOCK || pad > plain.length) throw new Refusal('padding')
  const end = plain.length - pad
  for (let at = end; at < plain.length; at++) if (plain[at] !== pad) throw new Refusal('padding')
  if (end < HEAD) throw new Refusal('length')
  const messageEnd = HEAD + plain.readUInt32BE(RANDOM)
  if (messageEnd > end) throw new Refusal('length')
  if (!plain.subarray(messageEnd, end).equals(receiver)) throw new Refusal('receiver')
  return decodeUtf8(plain.subarray(HEAD, messageEnd))
}
