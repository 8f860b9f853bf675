import { Refusal } from './refusal'

const strict = new TextDecoder('utf-8', { fatal: true })

/**
 * Bytes as text, where every byte has to be UTF-8. A lenient decoder would turn two different messages into one.
 * U+0000 is refused as well: SQLite drivers cut text there.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  let text: string
  try {
    text = strict.decode(bytes)
  } catch {
    throw new Refusal('utf8')
  }
  if (text.includes('\0')) throw new Refusal('utf8', 'NUL')
  return text
}
