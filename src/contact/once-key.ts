import { createHash } from 'node:crypto'

/** Width of the column that a message's key is kept in. */
const WIDTH = 120

/** Key of something that is said once. Ids of people may be long, so a key that would not fit is shortened by its digest. */
export function onceKey(...parts: (string | number)[]): string {
  const key = parts.join(':')
  if (key.length <= WIDTH) return key
  return `${parts[0]}:${createHash('sha256').update(key).digest('hex')}`
}
