/** The random numbers behind the synthetic hosts: 64-bit integers in two halves, so that every machine and every
 *  language draws the same. Nothing here rounds. */

/** 64-bit arithmetic in halves of 32 bits, low 64 bits of a product. */
function multiply(high: number, low: number, otherHigh: number, otherLow: number): [number, number] {
  const [a0, a1] = [low & 0xffff, low >>> 16]
  const [b0, b1] = [otherLow & 0xffff, otherLow >>> 16]
  const first = a0 * b0
  const middle = a1 * b0 + Math.floor(first / 65536)
  const second = a0 * b1 + (middle % 65536)
  const carried = a1 * b1 + Math.floor(middle / 65536) + Math.floor(second / 65536)
  const crossed = Math.imul(high, otherLow) + Math.imul(low, otherHigh)
  return [(carried + crossed) | 0, ((second % 65536) * 65536 + (first % 65536)) | 0]
}

/** Scrambles one 64-bit word given in halves (the finaliser of splitmix64). */
export function scramble(high: number, low: number): [number, number] {
  let h = high
  let l = low
  ;[h, l] = [h ^ (h >>> 30), l ^ ((l >>> 30) | (h << 2))]
  ;[h, l] = multiply(h, l, 0xbf58476d, 0x1ce4e5b9)
  ;[h, l] = [h ^ (h >>> 27), l ^ ((l >>> 27) | (h << 5))]
  ;[h, l] = multiply(h, l, 0x94d049bb, 0x133111eb)
  return [h ^ (h >>> 31), l ^ ((l >>> 31) | (h << 1))]
}

const word = (1n << 64n) - 1n
const half = (value: bigint) => Number(BigInt.asIntN(32, value))

/** A stream of xoroshiro128+. */
export class RandomStream {
  /** The last number drawn, as two signed halves. */
  high = 0
  low = 0
  private aHigh: number
  private aLow: number
  private bHigh: number
  private bLow: number

  constructor(seed: bigint) {
    const first = (seed * 0x9e3779b97f4a7c15n + 1n) & word
    const second = (seed ^ 0xd1b54a32d192ed03n) & word
    this.aHigh = half(first >> 32n)
    this.aLow = half(first)
    this.bHigh = half(second >> 32n)
    this.bLow = half(second)
    for (let i = 0; i < 20; i++) this.draw()
  }

  /** Draws the next number into `high` and `low`. */
  draw(): void {
    const { aHigh, aLow, bHigh, bLow } = this
    const sum = (aLow >>> 0) + (bLow >>> 0)
    this.low = sum | 0
    this.high = (aHigh + bHigh + (sum > 0xffffffff ? 1 : 0)) | 0
    const xHigh = bHigh ^ aHigh
    const xLow = bLow ^ aLow
    this.aHigh = ((aHigh << 24) | (aLow >>> 8)) ^ xHigh ^ ((xHigh << 16) | (xLow >>> 16))
    this.aLow = ((aLow << 24) | (aHigh >>> 8)) ^ xLow ^ (xLow << 16)
    // A rotation by 37: the halves change places, then 5 more bits.
    this.bHigh = (xLow << 5) | (xHigh >>> 27)
    this.bLow = (xHigh << 5) | (xLow >>> 27)
  }

  /** The next number modulo `bound`, a whole number from 1 below 2^53. */
  below(bound: number): number {
    this.draw()
    if (bound >= 2 ** 37) {
      const drawn = (BigInt(this.high >>> 0) << 32n) | BigInt(this.low >>> 0)
      return Number(drawn % BigInt(bound))
    }
    let rest = (this.high >>> 0) % bound
    rest = (rest * 65536 + (this.low >>> 16)) % bound
    return (rest * 65536 + (this.low & 0xffff)) % bound
  }

  /** True with a probability of `thousandths` in 1,000. */
  chance(thousandths: number): boolean {
    return this.below(1000) < thousandths
  }

  /** Standard normal in units of 2^-17: the centred sum of 48 uniform numbers of 16 bits. */
  normal(): number {
    let sum = 0
    for (let i = 0; i < 12; i++) {
      this.draw()
      sum += (this.low & 0xffff) + (this.low >>> 16) + (this.high & 0xffff) + (this.high >>> 16)
    }
    return sum - (48 * 65535) / 2
  }
}

function squareRoot(value: bigint): bigint {
  let root = 0n
  for (let bit = 1n << 31n; bit > 0n; bit >>= 1n) if ((root | bit) * (root | bit) <= value) root |= bit
  return root
}

/** 2^(1/2), 2^(1/4), … in units of 2^-30. */
const factors: bigint[] = []
for (let factor = 2n << 30n; factors.length < 17;) factors.push((factor = squareRoot(factor << 30n)))

/** 2^(x / 2^17) in units of 2^-16. */
function powerOfTwo(x: bigint): bigint {
  const whole = x >= 0n ? x / 131072n : -((-x + 131071n) / 131072n)
  const fraction = Number(x - whole * 131072n)
  let result = 1n << 30n
  factors.forEach((factor, i) => {
    if ((fraction >> (16 - i)) & 1) result = (result * factor) >> 30n
  })
  const shift = 14n - whole
  if (shift < 0n) return (result << -shift) & word
  return shift < 63n ? result >> shift : 0n
}

/** exp(sigma · normal), sigma in tenths, in units of 2^-16, at least one unit. `normal` in units of 2^-17. */
export function logNormal(normal: number, sigmaTenths: number): number {
  // 14427 / 10000 is the logarithm of e to base 2.
  const weight = powerOfTwo((BigInt(normal) * BigInt(sigmaTenths) * 14427n) / 100000n)
  return Math.max(1, Number(weight))
}
