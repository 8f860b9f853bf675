/**
 * The hash of `hash48` built up character by character, so that all keys beginning at one place of a text cost one
 * pass. `finish()` gives what `hash48` gives for the text fed so far, and the text may go on afterwards.
 */
export class RollingHash {
  private low = 0
  private high = 0
  private length = 0

  start(): this {
    this.low = 0x811c9dc5
    this.high = 0x9e3779b1
    this.length = 0
    return this
  }

  /** Goes on from where another hash stands. */
  startFrom(other: RollingHash): this {
    this.low = other.low
    this.high = other.high
    this.length = other.length
    return this
  }

  add(unit: number): this {
    this.low = Math.imul(this.low ^ unit, 0x01000193)
    let high = Math.imul(this.high ^ (unit + 0x7f4a), 0x85ebca6b)
    high ^= high >>> 13
    this.high = high
    this.length++
    return this
  }

  addText(text: string): this {
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i))
    return this
  }

  finish(): number {
    const low = mix(this.low ^ this.length)
    const high = mix(this.high ^ low)
    return (high & 0xffff) * 0x100000000 + (low >>> 0)
  }
}

function mix(value: number): number {
  let x = value
  x ^= x >>> 16
  x = Math.imul(x, 0x7feb352d)
  x ^= x >>> 15
  x = Math.imul(x, 0x846ca68b)
  return x ^ (x >>> 16)
}
