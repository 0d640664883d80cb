/** The neighbours of a root, numbered anew, with their edges as rows of bits: the rest of the motif is searched by
 *  intersecting rows of bits. */
import type { CodedRows, CountSpace, PairCodes, UniverseTerm } from '../../model/count-plan'
import { membersOf, rowsOfTerm } from './root-counter'
import type { RootCounter } from './root-counter'

function bitCount(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Of a word of "there" and a word of "back" bits, the bits whose code is allowed. */
function allowedBits(codes: PairCodes, there: number, back: number): number {
  return (
    (codes & 1 ? ~(there | back) : 0) |
    (codes & 2 ? there & ~back : 0) |
    (codes & 4 ? back & ~there : 0) |
    (codes & 8 ? there & back : 0)
  )
}

export class UniverseCounter implements RootCounter {
  work = 0
  private readonly rows: CodedRows
  private readonly rootMembers: Uint8Array | null
  private readonly members: (Uint8Array | null)[]
  private readonly walked: PairCodes
  /** 1 + the new number of a host node; 0: not in the universe. */
  private readonly numbers: Uint32Array
  private words = 0
  /** Bit rows by new number: where its edges go to, and come from. */
  private there = new Int32Array(0)
  private back = new Int32Array(0)
  /** Per step: who suits as far as the root and the set say. */
  private suitable: Int32Array[] = []
  /** Per step: who is left. */
  private left: Int32Array[] = []
  private readonly chosen: number[]

  constructor(
    private readonly term: UniverseTerm,
    space: CountSpace,
  ) {
    this.rows = rowsOfTerm(space, term)
    const nodeCount = this.rows.below.length
    this.rootMembers = membersOf(space, term.rootSet, nodeCount)
    this.members = term.steps.map(({ set }) => membersOf(space, set, nodeCount))
    this.walked = term.steps.reduce((all, { root }) => all | root, 0)
    this.numbers = new Uint32Array(nodeCount)
    this.chosen = term.steps.map(() => -1)
  }

  count(root: number): number {
    if (this.rootMembers?.[root] === 0) return 0
    const universe = this.enter(root)
    const total = universe.length < this.term.steps.length ? 0 : this.search(0)
    for (const node of universe) this.numbers[node] = 0
    return total
  }

  /** Numbers the walked neighbours and draws their rows. */
  private enter(root: number): number[] {
    const { offsets, entries, below } = this.rows
    const begin = offsets[root]!
    const end = this.term.rootBelow ? begin + below[root]! : offsets[root + 1]!
    const universe: number[] = []
    const codes: number[] = []
    for (let i = begin; i < end; i++) {
      if (!((this.walked >> (entries[i]! & 3)) & 1)) continue
      codes.push(entries[i]! & 3)
      this.numbers[entries[i]! >>> 2] = universe.push(entries[i]! >>> 2)
    }
    this.words = (universe.length + 31) >>> 5
    this.there = new Int32Array(universe.length * this.words)
    this.back = new Int32Array(universe.length * this.words)
    universe.forEach((node, row) => this.draw(node, row))
    this.suitable = this.term.steps.map(({ root: wanted }, step) => {
      const bits = new Int32Array(this.words)
      universe.forEach((node, number) => {
        if ((wanted >> codes[number]!) & 1 && this.members[step]?.[node] !== 0)
          bits[number >>> 5]! |= 1 << (number & 31)
      })
      return bits
    })
    this.left = this.term.steps.map(() => new Int32Array(this.words))
    this.work += end - begin
    return universe
  }

  private draw(node: number, row: number): void {
    const { offsets, entries } = this.rows
    const end = offsets[node + 1]!
    for (let i = offsets[node]!; i < end; i++) {
      const number = this.numbers[entries[i]! >>> 2]! - 1
      if (number < 0) continue
      const word = row * this.words + (number >>> 5)
      if (entries[i]! & 1) this.there[word]! |= 1 << (number & 31)
      if (entries[i]! & 2) this.back[word]! |= 1 << (number & 31)
    }
    this.work += end - offsets[node]!
  }

  private search(step: number): number {
    const left = this.left[step]!
    this.narrow(step, left)
    const isLast = step === this.term.steps.length - 1
    let total = 0
    for (let word = 0; word < this.words; word++) {
      if (isLast) {
        total += bitCount(left[word]!)
        continue
      }
      for (let bits = left[word]!; bits !== 0; bits &= bits - 1) {
        this.chosen[step] = (word << 5) + 31 - Math.clz32(bits & -bits)
        total += this.search(step + 1)
      }
    }
    return total
  }

  /** Leaves in `left` who suits a step, given the earlier ones. */
  private narrow(step: number, left: Int32Array): void {
    const { codes, above, below } = this.term.steps[step]!
    left.set(this.suitable[step]!)
    codes.forEach((allowed, earlier) => {
      const chosen = this.chosen[earlier]!
      const row = chosen * this.words
      if (allowed !== 15)
        for (let word = 0; word < this.words; word++)
          left[word]! &= allowedBits(allowed, this.there[row + word]!, this.back[row + word]!)
      left[chosen >>> 5]! &= ~(1 << (chosen & 31))
      this.work += this.words
    })
    for (const earlier of above) this.clearUpTo(left, this.chosen[earlier]!)
    for (const earlier of below) this.clearFrom(left, this.chosen[earlier]!)
  }

  private clearUpTo(left: Int32Array, number: number): void {
    left.fill(0, 0, number >>> 5)
    left[number >>> 5]! &= (number & 31) === 31 ? 0 : -1 << ((number & 31) + 1)
  }

  private clearFrom(left: Int32Array, number: number): void {
    left.fill(0, (number >>> 5) + 1)
    left[number >>> 5]! &= (1 << (number & 31)) - 1
  }
}
