/** Bits per key; with eight probes in one cache line about one foreign key in a thousand passes. */
const BITS_PER_KEY = 16
const WORDS = 8
const SALTS = Int32Array.of(
  0x47b6137b,
  0x44974d91,
  0x8824ad5b,
  0xa2b7289d,
  0x705495c7,
  0x2df1424b,
  0x9efc4947,
  0x5c6bfb31,
)

/**
 * Tells for sure that a 48-bit key is not in the registry; of the others nearly all are. One cache line per key
 * ("split block" filter), so a look-up costs one memory access.
 */
export class BloomFilter {
  private readonly words: Int32Array
  private readonly blocks: number
  /** Different keys put in, nearly. */
  count = 0

  constructor(readonly capacity: number) {
    this.blocks = Math.max(1, Math.ceil((capacity * BITS_PER_KEY) / (WORDS * 32)))
    this.words = new Int32Array(this.blocks * WORDS)
  }

  get bytes(): number {
    return this.words.byteLength
  }

  add(key: number): void {
    if (this.has(key)) return
    this.count++
    const low = key | 0
    const block = this.blockOf(key) * WORDS
    for (let i = 0; i < WORDS; i++) this.words[block + i]! |= 1 << (Math.imul(low, SALTS[i]!) >>> 27)
  }

  has(key: number): boolean {
    const low = key | 0
    const block = this.blockOf(key) * WORDS
    for (let i = 0; i < WORDS; i++)
      if (!(this.words[block + i]! & (1 << (Math.imul(low, SALTS[i]!) >>> 27)))) return false
    return true
  }

  /** By other bits than those that choose the places inside the block. */
  private blockOf(key: number): number {
    const mixed = Math.imul((key / 0x10000) ^ 0x5bd1e995, 0x85ebca6b) >>> 0
    return Math.floor((mixed / 0x100000000) * this.blocks)
  }
}
