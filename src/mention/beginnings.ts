/** 2^26 bits: a million names set about two million of them, so nearly no other text passes. */
const BITS = 26
/** How much of a name's beginning is known; the first two characters are looked up before. */
export const SHORTEST_BEGINNING = 3
export const LONGEST_BEGINNING = 5

/** Which three, four and five characters registered names begin with: where none of them does, no longer key need be asked for. */
export class Beginnings {
  private readonly bits = new Uint8Array(1 << (BITS - 3))

  get bytes(): number {
    return this.bits.byteLength
  }

  add(name: string): void {
    for (let length = SHORTEST_BEGINNING; length <= LONGEST_BEGINNING && length <= name.length; length++) {
      const bit = bitOf(name, 0, length)
      this.bits[bit >>> 3]! |= 1 << (bit & 7)
    }
  }

  has(text: string, start: number, length: number): boolean {
    const bit = bitOf(text, start, length)
    return (this.bits[bit >>> 3]! & (1 << (bit & 7))) !== 0
  }
}

function bitOf(text: string, start: number, length: number): number {
  let hash = length
  for (let at = start; at < start + length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return Math.imul(hash, 0x85ebca6b) >>> (32 - BITS)
}
