import { isIPv6 } from 'node:net'

/** One key per subscriber: an IPv4 address, or the /64 network that an IPv6 subscriber is given as a whole. */
export function addressKey(ip: string): string {
  const plain = ip.startsWith('::ffff:') ? ip.slice('::ffff:'.length) : ip
  if (!isIPv6(plain)) return plain.slice(0, 45)
  const [head = '', tail] = plain.split('%')[0]!.split('::')
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')}::/64`
}

/** True when the request comes from this machine and no proxy has passed it on. */
export function isLoopback(remoteAddress: string | undefined, headers: Record<string, unknown>): boolean {
  if (headers['x-forwarded-for'] || headers.forwarded || headers['x-real-ip']) return false
  return remoteAddress === '127.0.0.1' || remoteAddress === '::1' || remoteAddress === '::ffff:127.0.0.1'
}
