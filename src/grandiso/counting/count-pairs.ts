/** Walks root – middle – end, counted per end and combined there. */
import type { CodedRows, CountSpace, PairTerm } from '../../model/count-plan'
import { CodeMarks, membersOf, rowsOfTerm } from './root-counter'
import type { RootCounter } from './root-counter'

type Middle = PairTerm['middles'][number]

/** Ordered choices of `taken` different things out of `count`. */
function choices(count: number, taken: number): number {
  let product = 1
  for (let i = 0; i < taken; i++) product *= count - i
  return product
}

export class PairCounter implements RootCounter {
  work = 0
  private readonly rows: CodedRows
  private readonly marks: CodeMarks
  private readonly rootMembers: Uint8Array | null
  private readonly farMembers: Uint8Array | null
  /** One kind of middles, or two. */
  private readonly middles: Middle[]
  private readonly middleMembers: (Uint8Array | null)[]
  /** Per kind of middles and per end: walks. The last one: walks over middles that are of both kinds. */
  private readonly walks: Float64Array[]
  private ends: number[] = []

  constructor(
    private readonly term: PairTerm,
    space: CountSpace,
  ) {
    this.rows = rowsOfTerm(space, term)
    const nodeCount = this.rows.below.length
    this.marks = new CodeMarks(this.rows)
    const [first, ...others] = term.middles as [Middle, ...Middle[]]
    const other = others.find(
      ({ near, far, set }) => near !== first.near || far !== first.far || set !== first.set,
    )
    this.middles = other ? [first, other] : [first]
    this.rootMembers = membersOf(space, term.rootSet, nodeCount)
    this.farMembers = membersOf(space, term.farSet, nodeCount)
    this.middleMembers = this.middles.map(({ set }) => membersOf(space, set, nodeCount))
    this.walks = [0, 1, 2].map(() => new Float64Array(nodeCount))
  }

  count(root: number): number {
    if (this.rootMembers?.[root] === 0) return 0
    this.work += 2 * this.marks.mark(root)
    const { offsets, entries } = this.rows
    for (let i = offsets[root]!; i < offsets[root + 1]!; i++) {
      const middle = entries[i]! >>> 2
      if (this.term.aboveRoot === 'all' && middle < root) continue
      this.walkOver(root, middle, entries[i]! & 3)
    }
    let total = 0
    for (const end of this.ends) {
      if ((this.term.between >> this.marks.codes[end]!) & 1) total += this.combine(end)
      for (const walks of this.walks) walks[end] = 0
    }
    this.ends = []
    this.marks.clear(root)
    return total
  }

  private walkOver(root: number, middle: number, near: number): void {
    const { offsets, entries } = this.rows
    const kinds = this.middles.map(
      (kind, at) => ((kind.near >> near) & 1) === 1 && this.middleMembers[at]?.[middle] !== 0,
    )
    if (!kinds.includes(true)) return
    const rowEnd = offsets[middle + 1]!
    this.work += rowEnd - offsets[middle]!
    for (let i = offsets[middle]!; i < rowEnd; i++) {
      const end = entries[i]! >>> 2
      if (end === root || this.farMembers?.[end] === 0) continue
      if (this.term.aboveRoot !== 'none' && end < root) continue
      const isFirst = kinds[0]! && ((this.middles[0]!.far >> (entries[i]! & 3)) & 1) === 1
      const isSecond = kinds[1] === true && ((this.middles[1]!.far >> (entries[i]! & 3)) & 1) === 1
      if (!isFirst && !isSecond) continue
      if (this.walks[0]![end] === 0 && this.walks[1]![end] === 0) this.ends.push(end)
      if (isFirst) this.walks[0]![end]!++
      if (isSecond) this.walks[1]![end]!++
      if (isFirst && isSecond) this.walks[2]![end]!++
    }
  }

  private combine(end: number): number {
    const [first, second, both] = this.walks as [Float64Array, Float64Array, Float64Array]
    if (this.middles.length === 1) return choices(first[end]!, this.term.middles.length)
    return first[end]! * second[end]! - both[end]!
  }
}
