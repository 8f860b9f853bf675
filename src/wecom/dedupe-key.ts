import { createHash } from 'node:crypto'
import type { XmlNode, XmlValue } from './xml'
import { textOf } from './xml-fields'

/**
 * What makes two deliveries the same message: `MsgId`, else a digest over all leaf elements of the decrypted text. Not the
 * ciphertext, which differs between retries, and not timestamp and nonce, which the signature does not bind: swapped, they
 * still verify.
 */
export function dedupeKey(message: XmlNode): string {
  const messageId = textOf(message, 'MsgId')
  if (/^\d{1,32}$/.test(messageId)) return `id:${messageId}`
  const leaves: [path: string, text: string][] = []
  collect(message, '', leaves)
  // A stable sort keeps the order of elements that repeat: [a, b] and [b, a] are different lists.
  leaves.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `sha256:${createHash('sha256').update(JSON.stringify(leaves)).digest('hex')}`
}

function collect(value: XmlValue, path: string, leaves: [string, string][]): void {
  if (typeof value === 'string') leaves.push([path, value])
  else if (Array.isArray(value)) for (const item of value) collect(item, path, leaves)
  else for (const [name, child] of Object.entries(value)) collect(child, `${path}/${name}`, leaves)
}
