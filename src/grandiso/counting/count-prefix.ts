/** Prefixes visited depth first; for each, the tail is counted from the sizes of intersections of rows. */
import type { CodedRows, CountSpace, PrefixTerm } from '../../model/count-plan'
import { CodeMarks, membersOf, rowsOfTerm } from './root-counter'
import type { RootCounter } from './root-counter'

/** Ways to give different host nodes to one to three tail nodes, from `sizes`: at bit set b, how many host nodes suit all
 *  tail nodes in b. Inclusion and exclusion over which of them coincide. */
export function waysToDiffer(sizes: ArrayLike<number>, tailLength: number): number {
  const size = (bits: number) => sizes[bits]!
  if (tailLength === 0) return 1
  if (tailLength === 1) return size(1)
  if (tailLength === 2) return size(1) * size(2) - size(3)
  return size(1) * size(2) * size(4) - size(3) * size(4) - size(5) * size(2) - size(6) * size(1) + 2 * size(7)
}

export class PrefixCounter implements RootCounter {
  work = 0
  private readonly rows: CodedRows
  /** Per step: the codes of all host nodes seen from the step's. */
  private readonly marks: CodeMarks[]
  private readonly stepMembers: (Uint8Array | null)[]
  private readonly tailMembers: (Uint8Array | null)[]
  private readonly nodes: Int32Array
  private readonly sizes: Float64Array
  private total = 0

  constructor(
    private readonly term: PrefixTerm,
    space: CountSpace,
  ) {
    this.rows = rowsOfTerm(space, term)
    const nodeCount = this.rows.below.length
    this.marks = term.steps.map(() => new CodeMarks(this.rows))
    this.stepMembers = term.steps.map(({ set }) => membersOf(space, set, nodeCount))
    this.tailMembers = term.tail.map(({ set }) => membersOf(space, set, nodeCount))
    this.nodes = new Int32Array(term.steps.length)
    this.sizes = new Float64Array(1 << term.tail.length)
  }

  count(root: number): number {
    this.total = 0
    if (this.stepMembers[0]?.[root] !== 0) this.hold(0, root)
    return this.total
  }

  private hold(step: number, node: number): void {
    const { steps, tail } = this.term
    const isLast = step === steps.length - 1
    this.nodes[step] = node
    if (isLast && tail.length === 0) {
      this.total += this.prefixWeight()
      return
    }
    this.work += 2 * this.marks[step]!.mark(node)
    if (isLast) this.total += this.prefixWeight() * this.countTail()
    else this.walk(step + 1)
    this.marks[step]!.clear(node)
  }

  private walk(step: number): void {
    const { offsets, entries } = this.rows
    const from = this.nodes[this.term.steps[step]!.generator!]!
    const end = offsets[from + 1]!
    for (let i = offsets[from]!; i < end; i++) {
      const node = entries[i]! >>> 2
      if (this.suits(step, node)) this.hold(step, node)
    }
    this.work += end - offsets[from]!
  }

  private suits(step: number, node: number): boolean {
    const { codes, above, below } = this.term.steps[step]!
    return (
      this.stepMembers[step]?.[node] !== 0 &&
      this.areCodesMet(codes, node) &&
      above.every((earlier) => this.nodes[earlier]! < node) &&
      below.every((earlier) => this.nodes[earlier]! > node)
    )
  }

  /** Whether a host node that no step holds has the allowed code towards each step before `codes` ends. */
  private areCodesMet(codes: number[], node: number): boolean {
    for (let step = 0; step < codes.length; step++) {
      if (this.nodes[step] === node) return false
      if (!((codes[step]! >> this.marks[step]!.codes[node]!) & 1)) return false
    }
    return true
  }

  private prefixWeight(): number {
    const { pairWeights } = this.term
    return pairWeights ? pairWeights[this.marks[0]!.codes[this.nodes[1]!]! as 0 | 1 | 2 | 3] : 1
  }

  private countTail(): number {
    const { tail } = this.term
    const { offsets, entries } = this.rows
    this.sizes.fill(0)
    for (let at = 0; at < tail.length; at++) {
      const { codes } = tail[at]!
      const from = this.nodes[codes.findIndex((allowed) => (allowed & 1) === 0)]!
      const end = offsets[from + 1]!
      for (let i = offsets[from]!; i < end; i++) this.addMember(at, entries[i]! >>> 2)
      this.work += end - offsets[from]!
    }
    return waysToDiffer(this.sizes, tail.length)
  }

  /** Counts a host node that suits tail node `at` in all sets of tail nodes whose first is `at`. */
  private addMember(at: number, node: number): void {
    const { tail } = this.term
    let suited = 0
    for (let other = at; other < tail.length; other++)
      if (this.tailMembers[other]?.[node] !== 0 && this.areCodesMet(tail[other]!.codes, node))
        suited |= 1 << other
    if (!((suited >> at) & 1)) return
    const later = suited & ~(1 << at)
    for (let bits = later; ; bits = (bits - 1) & later) {
      this.sizes[bits | (1 << at)]!++
      if (bits === 0) break
    }
  }
}
