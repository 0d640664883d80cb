/** Chance that can be repeated: a stream of numbers that depends on a seed and on a stream number only, so that the same
 *  samples are drawn whoever draws them. Generator: xoshiro128** (Blackman & Vigna 2018), started by SplitMix32. */

const rotateLeft = (value: number, by: number) => (value << by) | (value >>> (32 - by))

export class RandomStream {
  // Four numbers rather than an array: a walk over a graph asks some ten million times a second.
  private a = 0
  private b = 0
  private c = 0
  private d = 0

  /** @param seed any number @param stream a whole number from 0 on; other streams are independent */
  constructor(seed: number, stream: number) {
    let word =
      Math.imul(Math.floor(seed) ^ Math.floor(seed / 2 ** 32), 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)
    const nextWord = () => {
      word = (word + 0x9e3779b9) | 0
      let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad)
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
      return mixed ^ (mixed >>> 15)
    }
    this.a = nextWord()
    this.b = nextWord()
    this.c = nextWord()
    this.d = nextWord()
    for (let i = 0; i < 8; i++) this.word()
  }

  private word(): number {
    const answer = Math.imul(rotateLeft(Math.imul(this.b, 5), 7), 9)
    const shifted = this.b << 9
    this.c ^= this.a
    this.d ^= this.b
    this.b ^= this.c
    this.a ^= this.d
    this.c ^= shifted
    this.d = rotateLeft(this.d, 11)
    return answer >>> 0
  }

  /** From 0 to below 1, in steps of 2^−53. */
  next(): number {
    return ((this.word() >>> 5) * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }
}
