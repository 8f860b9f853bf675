/** 48-bit hash of a text as an exact number (two independent 32-bit hashes, the high one cut to 16 bits). */
export function hash48(text: string): number {
  let low = 0x811c9dc5
  let high = 0x9e3779b1
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ (unit + 0x7f4a), 0x85ebca6b)
    high ^= high >>> 13
  }
  low = mix(low ^ text.length)
  high = mix(high ^ low)
  return (high & 0xffff) * 0x100000000 + (low >>> 0)
}

function mix(value: number): number {
  let x = value
  x ^= x >>> 16
  x = Math.imul(x, 0x7feb352d)
  x ^= x >>> 15
  x = Math.imul(x, 0x846ca68b)
  return x ^ (x >>> 16)
}
