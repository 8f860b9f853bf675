import { must } from '../core/errors'

/** One page of a sorted list. The cursor names the last key served, so that changes between pages lose nothing. */
export function page<T>(
  items: T[],
  keyOf: (item: T) => string,
  cursor: unknown,
  limit: number,
): { items: T[]; next: string } {
  const after = typeof cursor === 'string' && cursor !== '' ? decodeCursor(cursor) : ''
  const sorted = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
  const rest = after === '' ? sorted : sorted.filter(item => keyOf(item) > after)
  const taken = rest.slice(0, limit)
  const next = rest.length > limit ? encodeCursor(keyOf(taken.at(-1)!)) : ''
  return { items: taken, next }
}

const encodeCursor = (key: string) => Buffer.from(`c1:${key}`).toString('base64url')

function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  must(text.startsWith('c1:'), 50100, 'invalid cursor')
  return text.slice(3)
}

/** A page size between 1 and `max`. */
export function limitOf(value: unknown, normal: number, max: number): number {
  if (value === undefined || value === null || value === 0) return normal
  must(typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= max, 40058, `limit: 1 to ${max}`)
  return value
}
