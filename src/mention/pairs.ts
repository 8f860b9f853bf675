/** 21 bits of a pair of characters. */
const BITS = 21

/** Pairs of characters (UTF-16 code units): says "surely not" of nearly all that were not added, in 256 KB. */
export class Pairs {
  private readonly bits = new Uint8Array(1 << (BITS - 3))

  get bytes(): number {
    return this.bits.byteLength
  }

  add(first: number, second: number): void {
    const bit = bitOf(first, second)
    this.bits[bit >>> 3]! |= 1 << (bit & 7)
  }

  has(first: number, second: number): boolean {
    const bit = bitOf(first, second)
    return (this.bits[bit >>> 3]! & (1 << (bit & 7))) !== 0
  }
}

const bitOf = (first: number, second: number): number =>
  Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b) >>> (32 - BITS)
